import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type Envelope, readSession, type SessionBody, type SlotBody } from "./support/api";
import { freeSlot, giveUp, hold, openPayment, tryConfirm } from "./support/booking";
import { newReader, type Owner, ownerOf, type Person } from "./support/people";
import { confirmCard } from "./support/sandbox";

const MINUTE_MS = 60_000;

let reader: Person;
let mikko: Owner;
let slot: SlotBody;
let held: SessionBody;

beforeAll(async () => {
  mikko = await ownerOf("mikko-lehtinen");
});
beforeEach(async () => {
  reader = await newReader();
  slot = await freeSlot(reader.api, mikko.researcherId);
  held = await hold(reader, slot);
});
afterEach(() => giveUp(reader, held.id));

test("a hold lasts a quarter of an hour, at the researcher's price", async () => {
  const minutes = (Date.parse(held.hold_expires_at ?? "") - Date.now()) / MINUTE_MS;
  expect(minutes).toBeGreaterThan(14);
  expect(minutes).toBeLessThanOrEqual(15);
  expect(held.amount).toBe(mikko.rateCents / 100);
});

test("holding one's own held time again, by its times and with any offset, is that hold", async () => {
  const start = new Date(Date.parse(slot.start_time) + 120 * MINUTE_MS);
  const { status, body } = await reader.api.post<Envelope<SessionBody>>("/sessions", {
    researcher_id: mikko.researcherId,
    start_time: start.toISOString().replace("Z", "+02:00"),
    end_time: slot.end_time,
  });
  expect(status).toBe(201);
  expect(body.data).toEqual(held);
});

test("asking again for the payment answers with the one that was begun", async () => {
  const ask = () => reader.api.post("/payments/intent", { session_id: held.id });
  const first = await ask();
  expect((await ask()).body).toEqual(first.body);
});

test("a declined card leaves the hold and its payment open for another card", async () => {
  const intent = await openPayment(reader, held.id);
  await expect(confirmCard(intent, "pm_card_chargeDeclined")).rejects.toThrow("card_declined");
  expect((await tryConfirm(reader, held.id, intent)).status).toBe(402);
  expect(await readSession(reader.api, held.id)).toMatchObject({
    status: "scheduled",
    payment_status: "failed",
  });
  await confirmCard(intent, "pm_card_visa");
  const paid = await tryConfirm(reader, held.id, intent);
  expect(paid.body.data.payment_status).toBe("completed");
});
