import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import type { Answer, Envelope, SessionBody, SlotBody } from "./support/api";
import { freeSlots, giveUp, openPayment } from "./support/booking";
import { newReader, type Owner, ownerOf, type Person } from "./support/people";
import { confirmCard } from "./support/sandbox";
import { enveloped, expectShape, session, timeSlot } from "./support/shapes";
import { sql } from "./support/stack";

const FAMILIES = [
  { sessions: "/api/v1/consulting/sessions", payments: "/api/v1/consulting/payments" },
  { sessions: "/api/sessions", payments: "/api/payment" },
] as const;

const MINUTE_MS = 60_000;

let reader: Person;
let mikko: Owner;
let slots: SlotBody[];
let paper: { id: string; title: string };

beforeAll(async () => {
  mikko = await ownerOf("mikko-lehtinen");
  const [row] = await sql<{ id: string; title: string }[]>`
    select p.id, p.title from papers p join paper_authors a on a.paper_id = p.id
    where a.researcher_id = ${mikko.researcherId} limit 1`;
  if (!row) throw new Error("Mikko Lehtinen has no paper");
  paper = row;
});
beforeEach(async () => {
  reader = await newReader();
  slots = await freeSlots(reader.api, mikko.researcherId, 3);
});
afterEach(async () => {
  const { body } = await reader.api.get<SessionBody[]>("/sessions");
  for (const { id, status } of body) if (status === "scheduled") await giveUp(reader, id);
});

const slotAt = (index: number) => slots[index] ?? ({} as SlotBody);

async function create(path: string, body: unknown) {
  const answer = await reader.api.post<unknown>(path, body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return expectShape(enveloped(session, "Session created successfully"), answer.body).data;
}

test.each(FAMILIES)("POST $sessions takes a slot's id", async ({ sessions }) => {
  const slot = slotAt(0);
  const questions = "  What of the tails?  ";
  const created = await create(sessions, { time_slot_id: slot.id, questions, paper_id: paper.id });
  expect(created).toMatchObject({
    user_id: reader.userId,
    researcher_id: mikko.researcherId,
    researcher_name: "Mikko Lehtinen",
    time_slot_id: slot.id,
    paper_id: paper.id,
    paper_title: paper.title,
    questions: "What of the tails?",
    start_time: slot.start_time,
    end_time: slot.end_time,
    status: "scheduled",
    payment_status: "pending",
    amount: 100,
    zoom_link: null,
    accepted_at: null,
    cancel_reason: null,
  });
  const minutes = (Date.parse(created.hold_expires_at ?? "") - Date.now()) / MINUTE_MS;
  expect(minutes).toBeGreaterThan(14);
  expect(minutes).toBeLessThanOrEqual(15);
});

test.each(FAMILIES)(
  "POST $sessions takes a researcher and times, with any offset",
  async ({ sessions }) => {
    const slot = slotAt(0);
    const startsAt = new Date(Date.parse(slot.start_time) + 120 * MINUTE_MS);
    const created = await create(sessions, {
      researcher_id: mikko.researcherId,
      start_time: startsAt.toISOString().replace("Z", "+02:00"),
      end_time: slot.end_time,
    });
    expect(created).toMatchObject({
      time_slot_id: slot.id,
      start_time: slot.start_time,
      paper_id: null,
      paper_title: null,
      questions: null,
    });
  },
);

test.each(FAMILIES)(
  "from $sessions to $payments: held, paid, confirmed, canceled",
  async ({ sessions, payments }) => {
    const held = await create(sessions, { time_slot_id: slotAt(0).id });
    const opened = await reader.api.post<{ client_secret: string }>(`${payments}/intent`, {
      type: "session",
      session_id: held.id,
    });
    expect(opened.status).toBe(200);
    const clientSecret = expect.stringMatching(/^pi_\w+_secret_\w+$/);
    expect(opened.body).toEqual({ client_secret: clientSecret, amount: 100, type: "session" });
    const again = await reader.api.post(`${payments}/intent`, { session_id: held.id });
    expect(again.body).toEqual(opened.body);

    const intent = await openPayment(reader, held.id);
    await confirmCard(intent, "pm_card_visa");
    const confirmed = await reader.api.post<unknown>(`${payments}/confirm`, {
      session_id: held.id,
      payment_intent_id: intent,
    });
    expect(confirmed.status).toBe(200);
    const paid = enveloped(session, "Payment confirmed successfully");
    expect(expectShape(paid, confirmed.body).data).toMatchObject({
      id: held.id,
      status: "scheduled",
      payment_status: "completed",
      hold_expires_at: null,
    });

    const detail = await reader.api.get<unknown>(`${sessions}/${held.id}`);
    expect(expectShape(session, detail.body)).toMatchObject({ id: held.id, amount: 100 });
    const canceled = await reader.api.patch<unknown>(`${sessions}/${held.id}/cancel`);
    expect(canceled.status).toBe(200);
    const ended = enveloped(session, "Session canceled successfully");
    expect(expectShape(ended, canceled.body).data).toMatchObject({
      id: held.id,
      status: "canceled",
      payment_status: "refunded",
    });
  },
);

test("a declined card leaves the hold and its payment open for another card", async () => {
  const held = await create("/sessions", { time_slot_id: slotAt(0).id });
  const intent = await openPayment(reader, held.id);
  await expect(confirmCard(intent, "pm_card_chargeDeclined")).rejects.toThrow("card_declined");
  const unpaid = await reader.api.post("/payments/confirm", {
    session_id: held.id,
    payment_intent_id: intent,
  });
  expect(unpaid.status).toBe(402);
  const { body } = await reader.api.get<SessionBody>(`/sessions/${held.id}`);
  expect(body).toMatchObject({ status: "scheduled", payment_status: "failed" });
  await confirmCard(intent, "pm_card_visa");
  const paid = await reader.api.post<Envelope<SessionBody>>("/payments/confirm", {
    session_id: held.id,
    payment_intent_id: intent,
  });
  expect(paid.body.data.payment_status).toBe("completed");
});

test.each(FAMILIES)(
  "GET $sessions is a bare array in pages without gaps and repeats",
  async ({ sessions }) => {
    for (const slot of slots) await create(sessions, { time_slot_id: slot.id });
    const seen: string[] = [];
    let path: string | undefined = `${sessions}?limit=2`;
    for (let pages = 0; path; pages++) {
      expect(pages, "pages").toBeLessThan(5);
      const { status, body, headers }: Answer<unknown> = await reader.api.get(path);
      expect(status).toBe(200);
      seen.push(...expectShape(z.array(session), body).map(({ time_slot_id }) => time_slot_id));
      path = /^<([^>]+)>; rel="next"$/.exec(headers.get("link") ?? "")?.[1];
    }
    expect(seen).toEqual(slots.map(({ id }) => id).reverse());
  },
);

test("a slot that is taken says so to all, and whose it is to its parties", async () => {
  const held = await create("/sessions", { time_slot_id: slotAt(0).id });
  const shape = enveloped(timeSlot, "Time slot retrieved successfully");
  const mine = await reader.api.get<unknown>(`/time-slots/${held.time_slot_id}`);
  const taken = { id: held.time_slot_id, available: false };
  expect(expectShape(shape, mine.body).data).toMatchObject({ ...taken, session_id: held.id });
  const other = await newReader();
  const theirs = expectShape(
    shape,
    (await other.api.get<unknown>(`/time-slots/${held.time_slot_id}`)).body,
  ).data;
  expect(theirs).toMatchObject(taken);
  expect(theirs.session_id).toBeUndefined();
});

test("answers are kept out of caches, and each has an id", async () => {
  const { headers } = await reader.api.get("/sessions");
  expect(headers.get("cache-control")).toContain("no-store");
  expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
});
