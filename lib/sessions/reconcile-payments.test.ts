import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { stripe } from "@/lib/payments/stripe";
import { cancelSession } from "./cancel-session";
import { createReconciliation, found, type ReconciliationWorld } from "./reconciliation.fixture";
import { at, later } from "./sessions.fixture";

// Many calls to real servers, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let world: ReconciliationWorld;
beforeAll(async () => {
  world = await createReconciliation();
});
afterEach(() => world.clearFaults());
afterAll(() => world.close());

describe("a day whose webhooks were all lost", () => {
  test("is made good by one reconciliation, and a second changes nothing", async () => {
    const paid = await world.heldNow();
    await world.pay(paid.reader, paid.session);
    const declined = await world.heldNow();
    await world.pay(declined.reader, declined.session, "pm_card_visa_chargeDeclined");
    const challenged = await world.heldNow();
    const challenge = await world.pay(
      challenged.reader,
      challenged.session,
      "pm_card_authenticationRequired",
    );
    const proven = await world.heldNow();
    const proof = await world.pay(proven.reader, proven.session, "pm_card_authenticationRequired");
    await world.control(`/payment_intents/${proof}/succeed`);
    const late = await world.heldNow();
    const lateIntent = await world.open(late.reader, late.session);
    await world.sql`update payments set status = 'canceled' where session_id = ${late.session.id}`;
    await world.sql`update sessions set state = 'canceled', cancel_reason = 'hold_expired',
      canceled_at = now() where id = ${late.session.id}`;
    await world.sql`delete from time_slots where session_id = ${late.session.id}`;
    await world.hold(await world.reader(), late.researcher, at("04T09:00"), later(16));
    await world.control(`/payment_intents/${lateIntent}/succeed`);
    const canceled = await world.bookedNow();
    await cancelSession(world.as(canceled.reader), { sessionId: canceled.session.id });
    await world.sendRefunds();
    const [refund] = await world.refunds(canceled.session.id);
    await world.control(`/refunds/${refund?.transactionId}/fail`);

    const summary = await world.reconcile();

    expect(found(summary)).toEqual({
      payment_settled: 4,
      attempt_closed: 2,
      refund_sent: 1,
      refund_applied: 1,
    });
    for (const { session } of [paid, proven]) {
      expect((await world.session(session.id)).state).toBe("confirmed");
      expect(await world.kept(session.id)).toBe(15_000);
    }
    for (const { session } of [declined, challenged, late]) {
      expect((await world.session(session.id)).state).toBe("canceled");
      expect(await world.kept(session.id)).toBe(0);
    }
    expect(await world.payment(declined.session.id)).toMatchObject({
      status: "canceled",
      failureCode: "generic_decline",
    });
    expect(await world.stripeStatus(challenge)).toBe("canceled");
    expect((await world.refunds(canceled.session.id))[0]).toMatchObject({ status: "failed" });
    expect(await world.alertsOf(refund?.id ?? "")).toEqual(["refund_failed"]);
    const before = await world.ledger();
    expect(found(await world.reconcile())).toEqual({});
    expect(await world.ledger()).toEqual(before);
  });
});

describe("while Stripe is failing", () => {
  test("one broken payment does not stop the rest", async () => {
    const [broken, sound] = [await world.heldNow(), await world.heldNow()];
    const brokenIntent = await world.pay(broken.reader, broken.session);
    await world.pay(sound.reader, sound.session);
    const path = `/v1/payment_intents/${brokenIntent}`;
    world.fault({ kind: "status", service: "stripe", path, status: 500, times: 100 });
    expect(found(await world.reconcile(later(1)))).toEqual({ payment_settled: 1, failed: 1 });
    expect((await world.session(sound.session.id)).state).toBe("confirmed");
    expect((await world.session(broken.session.id)).state).toBe("held");
    world.clearFaults();
    expect(found(await world.reconcile(later(1)))).toEqual({ payment_settled: 1 });
    expect((await world.session(broken.session.id)).state).toBe("confirmed");
  });

  test("an outage of its lists leaves everything to the next try, and the refunds get their turn", async () => {
    const { reader, session } = await world.heldNow();
    await world.pay(reader, session);
    const owed = await world.bookedNow();
    await cancelSession(world.as(owed.reader), { sessionId: owed.session.id });
    const path = "/v1/payment_intents";
    world.fault({ kind: "cutBefore", service: "stripe", method: "GET", path, times: 100 });
    expect(found(await world.reconcile(later(1)))).toEqual({ refund_sent: 1, failed: 1 });
    world.clearFaults();
    expect(found(await world.reconcile(later(1)))).toEqual({ payment_settled: 1 });
  });

  test("reads every page, and what two reconciliations find at once is settled once", async () => {
    const { reader, session } = await world.heldNow();
    await world.pay(reader, session);
    const foreign = () => stripe().paymentIntents.create({ amount: 100, currency: "usd" });
    for (let n = 0; n < 101; n++) await foreign();
    const both = await Promise.all([world.reconcile(later(1)), world.reconcile(later(1))]);
    expect(both.map(({ payment_settled }) => payment_settled).toSorted()).toEqual([0, 1]);
    expect(await world.events(session.id, "session/confirmed")).toHaveLength(1);
  });
});
