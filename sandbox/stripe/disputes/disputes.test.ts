import { afterAll, beforeAll, expect, test } from "vitest";
import { createWorld, refusal, type World } from "../testing/world";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

async function disputed() {
  const intent = await world.stripe.paymentIntents.create({
    amount: 15_000,
    currency: "usd",
    payment_method: "pm_card_visa",
    confirm: true,
  });
  const charge = String(intent.latest_charge);
  const { json } = await world.control("POST", `/charges/${charge}/dispute`, {
    reason: "product_not_received",
  });
  return { charge, intent: intent.id, dispute: (json as { id: string }).id };
}

test("takes what is left of a charge, which can then not be refunded", async () => {
  const { charge, intent, dispute } = await disputed();
  expect(await world.stripe.disputes.retrieve(dispute)).toMatchObject({
    object: "dispute",
    amount: 15_000,
    charge,
    payment_intent: intent,
    reason: "product_not_received",
    status: "needs_response",
  });
  expect((await world.stripe.charges.retrieve(charge)).disputed).toBe(true);
  expect(await refusal(world.stripe.refunds.create({ charge }))).toMatchObject({
    statusCode: 400,
    code: "charge_disputed",
  });
  expect((await world.stripe.disputes.list({ payment_intent: intent })).data).toHaveLength(1);
  expect((await world.control("POST", `/charges/${charge}/dispute`)).status).toBe(404);
});

test("won gives the charge back, lost does not, and neither is decided twice", async () => {
  const [won, lost] = [await disputed(), await disputed()];
  await world.control("POST", `/disputes/${won.dispute}/win`);
  await world.control("POST", `/disputes/${lost.dispute}/lose`);
  await world.control("POST", `/disputes/${lost.dispute}/win`);
  expect((await world.stripe.disputes.retrieve(won.dispute)).status).toBe("won");
  expect((await world.stripe.disputes.retrieve(lost.dispute)).status).toBe("lost");
  expect((await world.stripe.refunds.create({ charge: won.charge })).amount).toBe(15_000);
  expect((await refusal(world.stripe.refunds.create({ charge: lost.charge }))).code).toBe(
    "charge_disputed",
  );
  const told = (type: string) => world.receiver.types().filter((each) => each === type);
  await expect.poll(() => told("charge.dispute.closed")).toHaveLength(2);
  await expect.poll(() => told("charge.dispute.created")).not.toEqual([]);
});
