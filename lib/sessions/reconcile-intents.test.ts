import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { stripe } from "@/lib/payments/stripe";
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

describe("each disagreement about a payment alone", () => {
  test("paid at Stripe while the hold still runs confirms", async () => {
    const { reader, session } = await world.heldNow();
    await world.pay(reader, session);
    await world.findsOnly({ payment_settled: 1 }, later(1));
    expect((await world.session(session.id)).state).toBe("confirmed");
  });

  test("an open payment is left alone while its hold still runs", async () => {
    const { reader, session } = await world.heldNow();
    const intentId = await world.open(reader, session);
    await world.findsOnly({}, later(1));
    expect(await world.stripeStatus(intentId)).toBe("requires_payment_method");
    await world.findsOnly({ attempt_closed: 1 });
    expect((await world.session(session.id)).state).toBe("canceled");
  });

  test("an intent that is open although its attempt was given up is canceled", async () => {
    const { reader, session } = await world.heldNow();
    const intentId = await world.open(reader, session);
    await world.sql`update payments set status = 'canceled' where session_id = ${session.id}`;
    await world.findsOnly({ attempt_closed: 1 });
    expect(await world.stripeStatus(intentId)).toBe("canceled");
  });

  test("a payment on its way keeps its session waiting", async () => {
    const { reader, session } = await world.heldNow();
    const intentId = await world.open(reader, session);
    await world.control(`/payment_intents/${intentId}/process`);
    await world.findsOnly({});
    expect((await world.session(session.id)).state).toBe("expiring");
    await world.control(`/payment_intents/${intentId}/succeed`);
    await world.findsOnly({ payment_settled: 1 });
    expect((await world.session(session.id)).state).toBe("confirmed");
  });

  test.each([
    ["paid", "confirmed", { payment_settled: 1 }],
    ["not paid", "canceled", { attempt_closed: 1 }],
  ])("an attempt whose intent was never stored, %s, ends %s", async (how, state, summary) => {
    const { reader, session } = await world.heldNow();
    const intentId = await world.open(reader, session);
    if (how === "paid") await world.control(`/payment_intents/${intentId}/succeed`);
    await world.sql`update payments set transaction_id = null where session_id = ${session.id}`;
    // After a day Stripe forgets the key: asking under it again would only make another intent.
    await world.sandbox.deps.store.pool`delete from sandbox.idempotency_keys`;
    await world.findsOnly(summary);
    expect((await world.session(session.id)).state).toBe(state);
    const { status, customer } = await stripe().paymentIntents.retrieve(intentId);
    expect(status).toBe(how === "paid" ? "succeeded" : "canceled");
    const made = await stripe().paymentIntents.list({ customer: String(customer) });
    expect(made.data.map(({ id }) => id)).toEqual([intentId]);
  });

  test("an attempt whose intent was never made leaves none that could be paid", async () => {
    const { reader, session } = await world.heldNow();
    const path = "/v1/payment_intents";
    world.fault({ kind: "cutBefore", service: "stripe", method: "POST", path, times: 100 });
    await expect(world.open(reader, session)).rejects.toThrow();
    world.clearFaults();
    await world.findsOnly({ attempt_closed: 1 });
    const { transactionId } = await world.payment(session.id);
    expect(await world.stripeStatus(transactionId ?? "")).toBe("canceled");
  });

  test("an attempt from before the window, its intent not stored and its key forgotten, gets no second intent", async () => {
    const { reader, session } = await world.heldNow();
    const intentId = await world.open(reader, session);
    await world.sql`update payments set transaction_id = null where session_id = ${session.id}`;
    await world.sandbox.deps.store.pool`delete from sandbox.idempotency_keys`;
    const future = new Date("2200-01-01T00:00:00Z");
    expect(found(await world.reconcile(later(30), future))).toEqual({ attempt_closed: 1 });
    expect(await world.payment(session.id)).toMatchObject({ transactionId: intentId });
    expect(await world.stripeStatus(intentId)).toBe("canceled");
  });

  test("a second intent of one attempt is canceled, and told of once it was paid", async () => {
    const { payment, session } = await world.bookedNow();
    const spare = () =>
      stripe().paymentIntents.create({
        amount: 15_000,
        currency: "usd",
        metadata: { payment_id: payment.id, session_id: session.id },
      });
    const [open, paid] = [await spare(), await spare()];
    await world.control(`/payment_intents/${paid.id}/succeed`);
    expect(found(await world.reconcile())).toEqual({ attempt_closed: 1, payment_unknown: 1 });
    expect(await world.stripeStatus(open.id)).toBe("canceled");
    await stripe().refunds.create({ payment_intent: paid.id });
    expect(found(await world.reconcile())).toEqual({ payment_unknown: 1 });
    expect(await world.alertsOf(paid.id)).toEqual(["payment_unknown"]);
    await stripe().paymentIntents.update(paid.id, { metadata: { payment_id: "" } });
  });

  test.each([
    ["with ids of ours that nothing has is told of", crypto.randomUUID(), ["payment_unknown"]],
    ["of other software is none of ours", "order-17", []],
  ])("money %s", async (_what, payment_id, kinds) => {
    const intent = await stripe().paymentIntents.create({
      amount: 5_000,
      currency: "usd",
      metadata: { payment_id },
    });
    await world.control(`/payment_intents/${intent.id}/succeed`);
    await world.findsOnly(Object.fromEntries(kinds.map((kind) => [kind, 1])));
    expect(await world.alertsOf(intent.id)).toEqual(kinds);
    await stripe().paymentIntents.update(intent.id, { metadata: { payment_id: "" } });
  });

  test.each([
    ["that is open at Stripe", null],
    ["that Stripe does not have", "pi_missing"],
  ])("a payment called paid here %s is told of, never changed", async (_what, other) => {
    const { reader, session } = await world.heldNow();
    await world.open(reader, session);
    const { id } = await world.payment(session.id);
    await world.sql`update payments set status = 'completed', captured_cents = amount_cents,
      transaction_id = coalesce(${other}, transaction_id) where id = ${id}`;
    const before = await world.payment(session.id);
    const summary = await world.reconcile(later(1));
    expect(summary.payment_missing).toBe(1);
    expect(summary.failed).toBe(0);
    expect(await world.alertsOf(id)).toEqual(["payment_missing"]);
    expect(await world.payment(session.id)).toEqual(before);
    await world.sql`update payments set status = 'canceled', captured_cents = 0 where id = ${id}`;
    await world.sql`update payments set transaction_id = null where transaction_id = 'pi_missing'`;
    await world.reconcile();
  });

  test("an open attempt whose intent Stripe does not have is told of", async () => {
    const { reader, session } = await world.heldNow();
    await world.open(reader, session);
    const { id } = await world.payment(session.id);
    await world.sql`update payments set transaction_id = 'pi_gone' where id = ${id}`;
    const { payment_missing, failed } = await world.reconcile();
    expect({ payment_missing, failed }).toEqual({ payment_missing: 1, failed: 0 });
    expect(await world.alertsOf(id)).toEqual(["payment_missing"]);
    await world.sql`update payments set status = 'canceled' where id = ${id}`;
  });

  test("an amount that differs is told of, never changed", async () => {
    const { intentId, payment, session } = await world.bookedNow();
    await world.control(`/payment_intents/${intentId}/tamper`, { amount_received: 14_000 });
    await world.findsOnly({ payment_differs: 1 });
    expect(await world.alertsOf(payment.id)).toEqual(["payment_differs"]);
    expect(await world.payment(session.id)).toEqual(payment);
    await world.control(`/payment_intents/${intentId}/tamper`, { amount_received: 15_000 });
  });

  test("a success that brought nothing is settled and told of once", async () => {
    const { reader, session } = await world.heldNow();
    const intentId = await world.pay(reader, session);
    await world.control(`/payment_intents/${intentId}/tamper`, { amount_received: 0 });
    await world.findsOnly({ payment_settled: 1 }, later(1));
    const { id } = await world.payment(session.id);
    expect(await world.alertsOf(id)).toEqual(["payment_mismatch"]);
  });

  test("money that never matched goes back once", async () => {
    const { reader, session } = await world.heldNow();
    const intentId = await world.open(reader, session);
    await world.control(`/payment_intents/${intentId}/tamper`, { amount: 100 });
    await world.pay(reader, session);
    await world.findsOnly({ payment_settled: 1, refund_sent: 1 }, later(1));
    expect(await world.kept(session.id)).toBe(0);
    expect(await world.alertsOf((await world.payment(session.id)).id)).toEqual([
      "payment_mismatch",
    ]);
  });
});
