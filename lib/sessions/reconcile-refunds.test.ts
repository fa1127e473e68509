import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { stripe } from "@/lib/payments/stripe";
import { cancelSession } from "./cancel-session";
import { createReconciliation, found, type ReconciliationWorld } from "./reconciliation.fixture";

// Many calls to real servers, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let world: ReconciliationWorld;
beforeAll(async () => {
  world = await createReconciliation();
});
afterEach(() => world.clearFaults());
afterAll(() => world.close());

describe("each disagreement about a refund alone", () => {
  test("a refund that is due is asked for", async () => {
    const { reader, session } = await world.bookedNow();
    await cancelSession(world.as(reader), { sessionId: session.id });
    await world.findsOnly({ refund_sent: 1 });
    expect((await world.refunds(session.id))[0]).toMatchObject({ status: "succeeded" });
  });

  test("a refund that was sent is followed up, and told of when Stripe has none", async () => {
    const { reader, session } = await world.bookedNow();
    await cancelSession(world.as(reader), { sessionId: session.id });
    await world.sendRefunds();
    const [refund] = await world.refunds(session.id);
    const id = refund?.id ?? "";
    await world.sql`update refunds set status = 'sent' where id = ${id}`;
    await world.findsOnly({ refund_applied: 1 });
    expect((await world.refunds(session.id))[0]).toMatchObject({ status: "succeeded" });
    const { transactionId } = refund ?? {};
    await world.sql`update refunds set status = 'sent', transaction_id = 're_gone' where id = ${id}`;
    const summary = await world.reconcile();
    expect(found(summary)).toEqual({ refund_missing: 1, refund_unknown: 1 });
    expect(await world.alertsOf(id)).toEqual(["refund_missing"]);
    await world.sql`update refunds set status = 'succeeded', transaction_id = ${transactionId ?? ""}
      where id = ${id}`;
  });

  test("a refund that succeeded here and is not at Stripe is told of", async () => {
    const { reader, session } = await world.bookedNow();
    await cancelSession(world.as(reader), { sessionId: session.id });
    await world.sendRefunds();
    const [refund] = await world.refunds(session.id);
    const id = refund?.id ?? "";
    const { pool } = world.sandbox.deps.store;
    const wire = refund?.transactionId ?? "";
    await pool`update sandbox.objects set kind = 'hidden' where id = ${wire}`;
    await world.findsOnly({ refund_missing: 1 });
    expect(await world.alertsOf(id)).toEqual(["refund_missing"]);
    expect((await world.refunds(session.id))[0]).toMatchObject({ status: "succeeded" });
    await pool`update sandbox.objects set kind = 'stripe.refund' where id = ${wire}`;
  });

  test("a refund that failed here and succeeded at Stripe is told of", async () => {
    const { reader, session } = await world.bookedNow();
    await cancelSession(world.as(reader), { sessionId: session.id });
    await world.sendRefunds();
    const [refund] = await world.refunds(session.id);
    await world.sql`update refunds set status = 'failed' where id = ${refund?.id ?? ""}`;
    await world.findsOnly({ refund_differs: 1 });
    expect(await world.alertsOf(refund?.transactionId ?? "")).toEqual(["refund_differs"]);
    await world.sql`update refunds set status = 'succeeded' where id = ${refund?.id ?? ""}`;
  });

  test("a refund made by hand, or of another amount, is told of", async () => {
    const { intentId, session } = await world.bookedNow();
    const made = await stripe().refunds.create({ payment_intent: intentId, amount: 5_000 });
    await world.findsOnly({ refund_unknown: 1 });
    expect(await world.alertsOf(made.id)).toEqual(["refund_unknown"]);
    const { id } = await world.payment(session.id);
    await world.sql`insert into refunds
      (payment_id, amount_cents, key, reason, status, transaction_id)
      values (${id}, 6000, ${`refund:${id}`}, 'by hand', 'succeeded', ${made.id})`;
    await world.findsOnly({ refund_differs: 1 });
    expect(await world.alertsOf(made.id)).toEqual(["refund_unknown", "refund_differs"]);
    await world.sql`update refunds set amount_cents = 5000 where transaction_id = ${made.id}`;
  });
});
