import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { cancelSession } from "@/lib/sessions/cancel-session";
import { at, createWorld, NOW, type World } from "@/lib/sessions/sessions.fixture";
import { applyRefund, retrieveRefund } from "./refunds";
import { listDueRefunds, sendRefund } from "./send-refund";
import { refundPart, refundRest } from "./session-refund";
import { stripe } from "./stripe";

// Many rounds against real servers, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterEach(() => world.clearFaults());
afterAll(() => world.close());

const CREATE = { service: "stripe", method: "POST", path: "/v1/refunds" };

/** A session that was paid and canceled: its refund is due, and not sent yet. */
async function owed(method = "pm_card_visa") {
  const [reader, researcher] = [await world.reader(), await world.researcher()];
  const held = await world.hold(reader, researcher, at("09T09:00"));
  await world.settle(await world.pay(reader, held, method));
  await cancelSession(world.as(reader), { sessionId: held.id });
  const [refund] = await world.refunds(held.id);
  if (!refund) throw new Error("no refund");
  const { transactionId } = await world.payment(held.id);
  const look = async () => (await world.refunds(held.id))[0];
  const atStripe = async () =>
    (await stripe().refunds.list({ payment_intent: transactionId ?? "" })).data;
  const succeeded = async () => {
    const rows = await world.sql`select data from outbox where name = 'refund/succeeded'`;
    return rows.filter((row) => JSON.stringify(row.data).includes(refund.id)).length;
  };
  const alerts = async () =>
    (await world.alerts()).filter(({ key }) => key.endsWith(refund.id)).map(({ kind }) => kind);
  return {
    session: held,
    refund,
    intentId: transactionId ?? "",
    look,
    atStripe,
    succeeded,
    alerts,
  };
}

describe("sending a refund that is due", () => {
  test("gives the whole amount back, once, and says so", async () => {
    const { refund, look, atStripe, succeeded } = await owed();
    expect(refund).toMatchObject({ status: "due", amountCents: 15_000, transactionId: null });
    expect(refund.key).toBe(`refund:${refund.paymentId}`);
    expect(await listDueRefunds(world.system())).toContain(refund.id);
    await Promise.all([
      sendRefund(world.system(), refund.id),
      sendRefund(world.system(), refund.id),
    ]);
    await sendRefund(world.system(), refund.id);
    const made = await atStripe();
    expect(made).toMatchObject([{ amount: 15_000, metadata: { refund_id: refund.id } }]);
    expect(await look()).toMatchObject({ status: "succeeded", transactionId: made[0]?.id });
    expect(await succeeded()).toBe(1);
    expect(await listDueRefunds(world.system())).not.toContain(refund.id);
  });

  test("whose answer was lost is sent once all the same", async () => {
    const { refund, look, atStripe } = await owed();
    world.fault({ kind: "cutAfter", ...CREATE, times: 10 });
    await expect(sendRefund(world.system(), refund.id)).rejects.toThrow("did not answer");
    expect(await look()).toMatchObject({ status: "due" });
    world.clearFaults();
    await sendRefund(world.system(), refund.id);
    expect(await atStripe()).toHaveLength(1);
    expect(await look()).toMatchObject({ status: "succeeded" });
  });

  test("of a part, whose answer was lost and whose key is forgotten, is sent once all the same", async () => {
    const [reader, researcher] = [await world.reader(), await world.researcher()];
    const { id } = await world.booked(reader, researcher, at("09T09:00"));
    const part = { cents: 5_000, key: `part:${id}`, reason: "report_upheld" };
    await world.db.transaction((tx) => refundPart(tx, id, part));
    const [refund] = await world.refunds(id);
    world.fault({ kind: "cutAfter", ...CREATE, times: 10 });
    await expect(sendRefund(world.system(), refund?.id ?? "")).rejects.toThrow("did not answer");
    world.clearFaults();
    await world.sandbox.deps.store.pool`delete from sandbox.idempotency_keys`;
    await sendRefund(world.system(), refund?.id ?? "");
    expect(await world.kept(id)).toBe(10_000);
    expect((await world.refunds(id))[0]?.status).toBe("succeeded");
  });

  test("of the rest that was returned by hand is not taken for the part that we sent", async () => {
    const [reader, researcher] = [await world.reader(), await world.researcher()];
    const { id } = await world.booked(reader, researcher, at("09T09:00"));
    const { transactionId } = await world.payment(id);
    const [payment_intent, amount] = [transactionId ?? "", 10_000];
    const byHand = await stripe().refunds.create({ payment_intent, amount });
    const part = { cents: 5_000, key: `part:${id}`, reason: "report_upheld" };
    await world.db.transaction((tx) => refundPart(tx, id, part));
    await world.sendRefunds();
    await world.db.transaction((tx) => refundRest(tx, id, "report_upheld"));
    await world.sendRefunds();
    const rows = await world.refunds(id);
    expect(rows.toSorted((a, b) => a.amountCents - b.amountCents)).toMatchObject([
      { status: "succeeded", amountCents: 5_000 },
      { status: "succeeded", amountCents: 10_000, transactionId: byHand.id },
    ]);
  });

  test("stays due while Stripe is failing", async () => {
    const { refund, look, atStripe } = await owed();
    world.fault({ kind: "status", ...CREATE, status: 500, times: 10 });
    await expect(sendRefund(world.system(), refund.id)).rejects.toThrow();
    expect([await atStripe(), (await look())?.status]).toEqual([[], "due"]);
  });

  test.each([
    ["under our name, its key forgotten", true],
    ["by hand in the dashboard", false],
  ])("that was made before, %s, is taken for it", async (_how, isOurs) => {
    const { refund, intentId, look, atStripe, alerts } = await owed();
    const metadata = isOurs ? { refund_id: refund.id } : undefined;
    const made = await stripe().refunds.create({ payment_intent: intentId, metadata });
    await sendRefund(world.system(), refund.id);
    expect(await look()).toMatchObject({ status: "succeeded", transactionId: made.id });
    expect(await atStripe()).toHaveLength(1);
    await world.control(`/refunds/${made.id}/fail`);
    const failed = await retrieveRefund(made.id);
    await world.db.transaction((tx) => applyRefund(tx, failed, NOW));
    expect(await look()).toMatchObject({ status: "failed" });
    expect(await alerts()).toEqual(["refund_failed"]);
  });
});

describe("what Stripe says of a refund", () => {
  test("that the bank turned it down raises one alert, and no older word undoes it", async () => {
    const { refund, look, alerts, succeeded } = await owed();
    await sendRefund(world.system(), refund.id);
    const before = await retrieveRefund((await look())?.transactionId ?? "");
    await world.control(`/refunds/${before.id}/fail`);
    const failed = await retrieveRefund(before.id);
    for (const word of [failed, before, failed, { ...before, status: "pending" }]) {
      await world.db.transaction((tx) => applyRefund(tx, word, NOW));
    }
    expect(await look()).toMatchObject({
      status: "failed",
      failureReason: "expired_or_canceled_card",
    });
    expect(await alerts()).toEqual(["refund_failed"]);
    expect(await succeeded()).toBe(1);
  });

  test("may come before our own call has returned", async () => {
    const { refund, intentId, look, succeeded } = await owed();
    const metadata = { refund_id: refund.id };
    const made = await stripe().refunds.create(
      { payment_intent: intentId, amount: 15_000, metadata },
      { idempotencyKey: refund.key },
    );
    await world.db.transaction((tx) => applyRefund(tx, { ...made, status: "pending" }, NOW));
    expect(await look()).toMatchObject({ status: "sent", transactionId: made.id });
    await world.db.transaction((tx) => applyRefund(tx, made, NOW));
    await sendRefund(world.system(), refund.id);
    expect(await look()).toMatchObject({ status: "succeeded" });
    expect(await succeeded()).toBe(1);
  });

  test("of one that is not ours is nothing to us", async () => {
    const { intentId, look } = await owed();
    for (const refund_id of ["order-17", crypto.randomUUID()]) {
      const [amount, metadata] = [100, { refund_id }];
      const made = await stripe().refunds.create({ payment_intent: intentId, amount, metadata });
      await world.db.transaction((tx) => applyRefund(tx, made, NOW));
    }
    expect(await look()).toMatchObject({ status: "due" });
  });
});

describe("the database", () => {
  test("refuses to give back more than was captured", async () => {
    const { session } = await owed();
    const more = world.sql`update payments set refunded_cents = captured_cents + 1
      where session_id = ${session.id}`;
    await expect(more).rejects.toMatchObject({
      code: "23514",
      constraint_name: "payments_refund_within_capture",
    });
    const less = world.sql`update payments set refunded_cents = -1 where session_id = ${session.id}`;
    await expect(less).rejects.toMatchObject({ code: "23514" });
  });

  test("refuses a second full refund of a payment, and one of nothing", async () => {
    const { refund } = await owed();
    const second = world.sql`insert into refunds (payment_id, amount_cents, key, reason)
      values (${refund.paymentId}, 1, ${refund.key}, 'again')`;
    await expect(second).rejects.toMatchObject({ code: "23505" });
    const nothing = world.sql`insert into refunds (payment_id, amount_cents, key, reason)
      values (${refund.paymentId}, 0, 'other', 'nothing')`;
    await expect(nothing).rejects.toMatchObject({ code: "23514" });
  });

  test("refuses a second payment that is kept for one session", async () => {
    const [reader, researcher] = [await world.reader(), await world.researcher()];
    const { id } = await world.booked(reader, researcher, at("09T09:00"));
    const second = world.sql`
      insert into payments (user_id, session_id, attempt, amount_cents, status, captured_cents)
      values (${reader.id}, ${id}, 2, 100, 'completed', 100)`;
    await expect(second).rejects.toMatchObject({ constraint_name: "payments_one_capture" });
  });
});
