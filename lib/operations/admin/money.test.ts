import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { payouts } from "@/db/schema";
import { retryPayout } from "@/lib/payments/payouts/retry-payout";
import { recordAlert } from "@/lib/platform/alerts";
import type { Ctx } from "@/lib/platform/context";
import { addHours } from "@/lib/platform/time";
import { cancelSession } from "@/lib/sessions/cancel-session";
import { createPayoutWorld, DUE, type PayoutWorld } from "@/lib/sessions/payouts.fixture";
import { at, refusal } from "@/lib/sessions/sessions.fixture";
import { listDisputes, listPayments, listPayouts, listRefunds } from "./list-money";

// Many calls to real servers, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let world: PayoutWorld;
let admin: Ctx;
beforeAll(async () => {
  world = await createPayoutWorld();
  admin = world.as({ ...(await world.reader()), isAdmin: true }, DUE);
});
afterEach(() => world.clearFaults());
afterAll(() => world?.close());

/** A payout that Stripe has refused once, for want of what is on the balance. */
async function refused() {
  const made = await world.payable();
  await world.db
    .update(payouts)
    .set({ retryAt: addHours(DUE, 1), failureCode: "balance_insufficient", attempt: 2 })
    .where(eq(payouts.id, made.payout.id));
  const message = "Stripe refuses the payout";
  await recordAlert(world.db, { kind: "payout_refused", subject: made.payout.id, message });
  return made;
}

test("payments, refunds, payouts and disputes are listed with their session, by state", async () => {
  const { session, chargeId, payout } = await refused();
  await world.dispute(chargeId);
  await world.tell(chargeId);
  const [reader, researcher] = [await world.reader(), await world.researcher()];
  const other = await world.booked(reader, researcher, at("12T09:00"));
  await cancelSession(world.as(reader), { sessionId: other.id });
  const [refund] = await world.refunds(other.id);

  const all = { limit: 100 };
  const sessionsOf = (list: { items: { sessionId: string | null }[] }) =>
    list.items.map(({ sessionId }) => sessionId);
  const paid = await listPayments(admin, { ...all, state: "completed" });
  expect(sessionsOf(paid)).toEqual(expect.arrayContaining([session.id, other.id]));
  expect((await listPayments(admin, { ...all, state: "pending" })).items).toEqual([]);
  expect((await listRefunds(admin, { ...all, state: "due" })).items).toMatchObject([
    { id: refund?.id, sessionId: other.id, amountCents: 15_000, failureReason: null },
  ]);
  expect((await listRefunds(admin, { ...all, state: "refused" })).items).toEqual([]);
  await world.sql`update refunds set failure_reason = 'charge_disputed' where id = ${refund?.id ?? ""}`;
  expect(sessionsOf(await listRefunds(admin, { ...all, state: "refused" }))).toEqual([other.id]);
  expect((await listPayouts(admin, { ...all, state: "blocked" })).items).toMatchObject([
    { id: payout.id, sessionId: session.id, netCents: 12_750 },
  ]);
  expect(sessionsOf(await listPayouts(admin, { ...all, state: "refused" }))).toEqual([session.id]);
  expect((await listDisputes(admin, { ...all, state: "open" })).items).toMatchObject([
    { sessionId: session.id, amountCents: 15_000 },
  ]);
  expect((await listDisputes(admin, { ...all, state: "lost" })).items).toEqual([]);
});

test("a refused payout that is tried at once is paid, once, and its alert resolved", async () => {
  const { session, payout } = await refused();
  await world.send(payout.id);
  expect((await world.payout(session.id)).status).toBe("due");
  expect(await retryPayout(admin, { payoutId: payout.id })).toMatchObject({ status: "paid" });
  expect(await world.sent(session.id)).toBe(12_750);
  expect((await refusal(retryPayout(admin, { payoutId: payout.id }))).code).toBe("WRONG_STATE");
  expect(await world.transfers(session.id)).toHaveLength(1);
  const alert = (await world.alerts()).find(({ key }) => key.endsWith(payout.id));
  expect(alert?.resolvedAt).toEqual(DUE);
});

test("lists and retries are for administrators, and what nobody owes is not found", async () => {
  const payoutId = crypto.randomUUID();
  expect((await refusal(retryPayout(admin, { payoutId }))).code).toBe("NOT_FOUND");
  const reader = world.as(await world.reader());
  for (const call of [
    () => listPayments(reader, { limit: 1 }),
    () => listRefunds(reader, { limit: 1 }),
    () => listPayouts(reader, { limit: 1 }),
    () => listDisputes(reader, { limit: 1 }),
    () => retryPayout(reader, { payoutId }),
  ])
    expect((await refusal(call())).code).toBe("FORBIDDEN");
});
