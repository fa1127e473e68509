import { afterAll, beforeAll, expect, test } from "vitest";
import { createWorld, refusal, type World } from "./testing/world";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

async function paidIntent(card = "pm_card_visa") {
  return world.stripe.paymentIntents.create({
    amount: 15_000,
    currency: "usd",
    payment_method: card,
    confirm: true,
    expand: ["latest_charge"],
  });
}

const chargeOf = async (intentId: string) =>
  (await world.stripe.charges.list({ payment_intent: intentId })).data[0];

test("a refund takes back what is left of the charge", async () => {
  const { stripe } = world;
  const { id } = await paidIntent();
  const part = await stripe.refunds.create({ payment_intent: id, amount: 5_000 });
  expect(part).toMatchObject({ amount: 5_000, status: "succeeded" });
  expect(await chargeOf(id)).toMatchObject({ amount_refunded: 5_000, refunded: false });
  const rest = await stripe.refunds.create({ payment_intent: id, metadata: { why: "canceled" } });
  expect(rest).toMatchObject({ amount: 10_000, metadata: { why: "canceled" } });
  expect(await chargeOf(id)).toMatchObject({ amount_refunded: 15_000, refunded: true });
  const listed = await stripe.refunds.list({ payment_intent: id });
  expect(listed.data.map((refund) => refund.id)).toEqual([rest.id, part.id]);
  expect(await stripe.refunds.retrieve(part.id)).toMatchObject({ id: part.id });
});

test("never more than was captured", async () => {
  const { stripe } = world;
  const { id } = await paidIntent();
  const tooMuch = await refusal(stripe.refunds.create({ payment_intent: id, amount: 15_001 }));
  expect(tooMuch).toMatchObject({ statusCode: 400, param: "amount" });
  await stripe.refunds.create({ payment_intent: id });
  const again = await refusal(stripe.refunds.create({ payment_intent: id }));
  expect(again).toMatchObject({ statusCode: 400, code: "charge_already_refunded" });
});

test("of ten refunds at once, the charge allows what it holds", async () => {
  const { id } = await paidIntent();
  const attempts = await Promise.allSettled(
    Array.from({ length: 10 }, () =>
      world.stripe.refunds.create({ payment_intent: id, amount: 5_000 }),
    ),
  );
  expect(attempts.filter((attempt) => attempt.status === "fulfilled")).toHaveLength(3);
  expect(await chargeOf(id)).toMatchObject({ amount_refunded: 15_000, refunded: true });
});

test("an unpaid intent has nothing to refund", async () => {
  const { id } = await world.stripe.paymentIntents.create({ amount: 15_000, currency: "usd" });
  const error = await refusal(world.stripe.refunds.create({ payment_intent: id }));
  expect(error).toMatchObject({ statusCode: 400, param: "payment_intent" });
});

test("the bank may turn a refund down later, which gives the money back to the charge", async () => {
  const { id } = await paidIntent("pm_card_refundFail");
  const refund = await world.stripe.refunds.create({ payment_intent: id });
  expect(refund.status).toBe("succeeded");
  await world.control("POST", `/refunds/${refund.id}/fail`);
  expect(await world.stripe.refunds.retrieve(refund.id)).toMatchObject({ status: "failed" });
  expect(await chargeOf(id)).toMatchObject({ amount_refunded: 0, refunded: false });
  await expect.poll(() => world.receiver.types()).toContain("refund.failed");
});

test("what was paid before a restart can be refunded after it", async () => {
  const { id } = await paidIntent();
  await world.restart();
  expect(await world.stripe.refunds.create({ payment_intent: id })).toMatchObject({
    status: "succeeded",
  });
});
