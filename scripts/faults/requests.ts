import type { Answer } from "./client";
import type { Person } from "./person";

export type SlotBody = { id: string; start_time: string; available: boolean };
export type SessionBody = {
  id: string;
  start_time: string;
  status: "scheduled" | "completed" | "canceled";
  payment_status: string;
  hold_expires_at: string | null;
};
type Failure = { error: { code: string; message: string } };
type Envelope<T> = { data: T };

/** An answer that no sane client could have provoked. */
export class UnexpectedAnswer extends Error {
  override readonly name = "UnexpectedAnswer";
}

/** What was asked for, or the code of a refusal that can be expected. */
export type Reply<T> = { done: T; refused?: never } | { done?: never; refused: string };

function reply<T>(what: string, answer: Answer<unknown>, expected: readonly string[]): Reply<T> {
  if (answer.status === 200 || answer.status === 201) return { done: answer.body as T };
  const code = (answer.body as Failure | null)?.error?.code ?? "";
  if (expected.includes(code)) return { refused: code };
  throw new UnexpectedAnswer(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
}

function unwrap<T>({ done, refused }: Reply<Envelope<T>>): Reply<T> {
  return refused === undefined ? { done: done.data } : { refused };
}

const TAKEN = ["SLOT_UNAVAILABLE", "READER_BUSY", "NO_MEETING_HOST"];

/** The calls that people make, each with the refusals that may meet it. */
export async function listSlots(
  who: Person,
  researcherId: string,
  date: Date,
): Promise<SlotBody[]> {
  const day = date.toISOString().slice(0, 10);
  const answer = await who.get(`/time-slots?researcher_id=${researcherId}&date=${day}`);
  const { done } = reply<{ time_slots: SlotBody[] }>("listing times", answer, []);
  return done?.time_slots ?? [];
}

export const hold = async (who: Person, slot: SlotBody) =>
  unwrap<SessionBody>(
    reply("holding", await who.post("/sessions", { time_slot_id: slot.id }), [
      ...TAKEN,
      "TOO_MANY_HOLDS",
    ]),
  );

export const openPayment = async (who: Person, sessionId: string) =>
  reply<{ client_secret: string }>(
    "opening the payment",
    await who.post("/payments/intent", { session_id: sessionId }),
    ["HOLD_EXPIRED", "WRONG_STATE"],
  );

export const confirm = async (who: Person, sessionId: string, intentId: string) =>
  unwrap<SessionBody>(
    reply(
      "confirming",
      await who.post("/payments/confirm", { session_id: sessionId, payment_intent_id: intentId }),
      ["PAYMENT_REQUIRED"],
    ),
  );

export const cancel = async (who: Person, sessionId: string) =>
  unwrap<SessionBody>(
    reply("canceling", await who.post(`/sessions/${sessionId}/cancel`), [
      "WRONG_STATE",
      "CANCELLATION_WINDOW_CLOSED",
    ]),
  );

export const accept = async (who: Person, sessionId: string) =>
  unwrap<SessionBody>(
    reply("accepting", await who.post(`/sessions/${sessionId}/accept`), [
      "WRONG_STATE",
      "ANSWER_DEADLINE_PASSED",
    ]),
  );

/** Asking again for where it has been moved already is refused as a time that is no change. */
export const move = async (who: Person, sessionId: string, slot: SlotBody) =>
  unwrap<SessionBody>(
    reply(
      "moving",
      await who.post(`/sessions/${sessionId}/reschedule`, { time_slot_id: slot.id }),
      [...TAKEN, "WRONG_STATE", "CANCELLATION_WINDOW_CLOSED", "INVALID_INPUT"],
    ),
  );

export const read = async (who: Person, sessionId: string) =>
  reply<SessionBody>("reading", await who.get(`/sessions/${sessionId}`), []);
