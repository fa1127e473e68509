import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { stripe } from "@/lib/payments/stripe";
import { cancelSession } from "./cancel-session";
import { createReconciliation, found, type ReconciliationWorld } from "./reconciliation.fixture";
import { later } from "./sessions.fixture";

// Many calls to real servers, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let world: ReconciliationWorld;
beforeAll(async () => {
  world = await createReconciliation();
});
afterEach(() => world.clearFaults());
afterAll(() => world.close());

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
