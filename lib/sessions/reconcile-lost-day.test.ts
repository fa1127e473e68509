import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { disagreements } from "./agreement.fixture";
import { cancelSession } from "./cancel-session";
import { createReconciliation, found, type ReconciliationWorld } from "./reconciliation.fixture";
import { at, later } from "./sessions.fixture";

// Many calls to real servers, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let world: ReconciliationWorld;
beforeAll(async () => {
  world = await createReconciliation();
});
afterAll(() => world.close());

/** A hold, and a card's answer to it that nobody hears of. */
async function tried(method?: string, isCareful = false) {
  const held = await world.heldNow("04", { requiresAcceptance: isCareful });
  return { ...held, intentId: await world.pay(held.reader, held.session, method) };
}

/** A hold that ended in the belief that nobody can pay it any more, and then was paid. */
async function paidLate() {
  const held = await world.heldNow();
  const { id } = held.session;
  const intentId = await world.open(held.reader, held.session);
  await world.sql`update payments set status = 'canceled' where session_id = ${id}`;
  await world.sql`update sessions set state = 'canceled', cancel_reason = 'hold_expired',
    canceled_at = now() where id = ${id}`;
  await world.sql`delete from time_slots where session_id = ${id}`;
  await world.sql`update meetings set blocking = false where session_id = ${id}`;
  return { ...held, pay: () => world.control(`/payment_intents/${intentId}/succeed`) };
}

/** A booking that is given up; its refund is sent, and what becomes of it is not heard. */
async function givenUp(isSent = true) {
  const booked = await world.bookedNow();
  await cancelSession(world.as(booked.reader), { sessionId: booked.session.id });
  if (isSent) await world.sendRefunds();
  const [refund] = await world.refunds(booked.session.id);
  return { ...booked, refundId: refund?.id ?? "", wireId: refund?.transactionId ?? "" };
}

/** Everything that can happen on a day, with not one webhook of it. */
async function mixedDay() {
  const day = {
    paid: await tried(),
    paidRequest: await tried(undefined, true),
    declined: await tried("pm_card_visa_chargeDeclined"),
    challenged: await tried("pm_card_authenticationRequired"),
    proven: await tried("pm_card_authenticationRequired"),
    refused: await tried("pm_card_authenticationRequired"),
    abandoned: await world.heldNow(),
    opened: await world.heldNow(),
    letGo: await world.heldNow(),
    paidAndLetGo: await tried(),
    lateAndFree: await paidLate(),
    lateAndTaken: await paidLate(),
    refunded: await givenUp(),
    turnedDown: await givenUp(),
    owed: await givenUp(false),
  };
  await world.control(`/payment_intents/${day.proven.intentId}/succeed`);
  await world.control(`/payment_intents/${day.refused.intentId}/fail`);
  await world.open(day.opened.reader, day.opened.session);
  await world.open(day.letGo.reader, day.letGo.session);
  for (const { reader, session } of [day.letGo, day.paidAndLetGo])
    await letGoUnheard(reader, session.id);
  const { researcher } = day.lateAndTaken;
  await world.hold(await world.reader(), researcher, at("04T09:00"), later(16));
  for (const late of [day.lateAndFree, day.lateAndTaken]) await late.pay();
  await world.sql`update refunds set status = 'sent' where id = ${day.refunded.refundId}`;
  await world.control(`/refunds/${day.turnedDown.wireId}/fail`);
  return day;
}

/** The reader lets go just when Stripe cannot be asked. */
async function letGoUnheard(reader: Parameters<typeof world.as>[0], sessionId: string) {
  world.fault({ kind: "cutBefore", service: "stripe", times: 100 });
  await cancelSession(world.as(reader), { sessionId });
  world.clearFaults();
}

test("a day whose webhooks were all lost is made good by one reconciliation, and a second finds nothing", async () => {
  const day = await mixedDay();
  expect((await disagreements(world.sql, later(30))).length).toBeGreaterThan(10);

  const summary = await world.reconcile();

  expect(await disagreements(world.sql, later(30))).toEqual([]);
  expect(found(summary)).toEqual({
    // Two of them declined cards, whose attempts are then closed.
    payment_settled: 8,
    attempt_closed: 5,
    refund_sent: 3,
    refund_applied: 2,
  });
  const states = await Promise.all(
    Object.entries(day).map(async ([name, { session }]) => [
      name,
      (await world.session(session.id)).state,
      await world.kept(session.id),
    ]),
  );
  expect(states).toEqual([
    ["paid", "confirmed", 15_000],
    ["paidRequest", "requested", 15_000],
    ["declined", "canceled", 0],
    ["challenged", "canceled", 0],
    ["proven", "confirmed", 15_000],
    ["refused", "canceled", 0],
    ["abandoned", "held", 0],
    ["opened", "canceled", 0],
    ["letGo", "canceled", 0],
    ["paidAndLetGo", "canceled", 0],
    ["lateAndFree", "confirmed", 15_000],
    ["lateAndTaken", "canceled", 0],
    ["refunded", "canceled", 0],
    // The bank turned its refund down, and a person was told.
    ["turnedDown", "canceled", 15_000],
    ["owed", "canceled", 0],
  ]);
  expect((await world.alerts()).map(({ key }) => key)).toEqual([
    `refund_failed:${day.turnedDown.refundId}`,
  ]);

  const before = await world.ledger();
  expect(found(await world.reconcile())).toEqual({});
  expect(await world.ledger()).toEqual(before);
});
