import { expect } from "vitest";
import type { Answer, Caller, Envelope, SessionBody, SlotBody } from "./api";
import type { Person } from "./people";
import { confirmCard } from "./sandbox";
import { sql } from "./stack";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Free times of a researcher, soonest first, from three days ahead on so that no notice is in the
 * way, and at least an hour apart, which is more than any buffer. Throws when there are fewer.
 */
export async function freeSlots(
  caller: Caller,
  researcherId: string,
  count: number,
): Promise<SlotBody[]> {
  const found: SlotBody[] = [];
  for (let day = 4; day < 45 && found.length < count; day++) {
    const date = new Date(Date.now() + day * DAY_MS).toISOString().slice(0, 10);
    const path = `/time-slots?researcher_id=${researcherId}&date=${date}`;
    const { status, body } = await caller.get<{ time_slots: SlotBody[] }>(path);
    expect(status, path).toBe(200);
    for (const slot of body.time_slots) {
      const last = found.at(-1);
      const gapMs = last ? Date.parse(slot.start_time) - Date.parse(last.end_time) : HOUR_MS;
      if (slot.available && gapMs >= HOUR_MS) found.push(slot);
    }
  }
  if (found.length < count) throw new Error(`${researcherId} has only ${found.length} free times`);
  return found.slice(0, count);
}

/** One free time of a researcher. */
export async function freeSlot(caller: Caller, researcherId: string): Promise<SlotBody> {
  const [slot] = await freeSlots(caller, researcherId, 1);
  if (!slot) throw new Error("no free time");
  return slot;
}

export const tryHold = (reader: Person, slot: SlotBody): Promise<Answer<Envelope<SessionBody>>> =>
  reader.api.post("/sessions", { time_slot_id: slot.id });

export async function hold(reader: Person, slot: SlotBody): Promise<SessionBody> {
  const { status, body } = await tryHold(reader, slot);
  expect(status, JSON.stringify(body)).toBe(201);
  return body.data;
}

/** Opens the payment of a held session; returns the intent's id. */
export async function openPayment(reader: Person, sessionId: string): Promise<string> {
  const { status, body } = await reader.api.post<{ client_secret: string }>("/payments/intent", {
    session_id: sessionId,
  });
  expect(status, JSON.stringify(body)).toBe(200);
  const [intent = ""] = body.client_secret.split("_secret_");
  return intent;
}

export const tryConfirm = (
  reader: Person,
  sessionId: string,
  intent: string,
): Promise<Answer<Envelope<SessionBody>>> =>
  reader.api.post("/payments/confirm", { session_id: sessionId, payment_intent_id: intent });

/** Holds, pays by card and confirms; the session as it is then, and the payment's intent. */
export async function book(
  reader: Person,
  slot: SlotBody,
): Promise<{ session: SessionBody; intent: string }> {
  const held = await hold(reader, slot);
  const intent = await openPayment(reader, held.id);
  await confirmCard(intent, "pm_card_visa");
  const { status, body } = await tryConfirm(reader, held.id, intent);
  expect(status, JSON.stringify(body)).toBe(200);
  return { session: body.data, intent };
}

/** Lets a booking of the tests go, so that its time is free for others. */
export async function giveUp(party: Person, sessionId: string): Promise<void> {
  const { status, body } = await party.api.post(`/sessions/${sessionId}/cancel`);
  expect(status, JSON.stringify(body)).toBe(200);
}

/**
 * What nobody can do: moves a session, with its claimed slot and its meeting, to another start. The
 * slot gets an id of its own, because an id says when its slot is, and the meeting keeps its host
 * without blocking it: another test's meeting may have been moved onto the same hour.
 */
export async function moveBySql(sessionId: string, startsAt: Date): Promise<void> {
  const [row] = await sql<{ ms: number }[]>`
    select (extract(epoch from ends_at - starts_at) * 1000)::int as ms
    from sessions where id = ${sessionId}`;
  const endsAt = new Date(startsAt.getTime() + (row?.ms ?? 0));
  await sql.begin(async (tx) => {
    await tx`update sessions set starts_at = ${startsAt}, ends_at = ${endsAt}
      where id = ${sessionId}`;
    await tx`update time_slots set id = ${`moved-${crypto.randomUUID()}`},
      start_time = ${startsAt}, end_time = ${endsAt} where session_id = ${sessionId}`;
    await tx`update meetings set starts_at = ${startsAt}, ends_at = ${endsAt}, blocking = false
      where session_id = ${sessionId}`;
  });
}
