import { expect, test } from "vitest";
import { createWorld } from "./testing/world";

test("the sandbox turns down a refund of the failing card once its time has come", async () => {
  let now = new Date("2026-03-02T12:00:00Z");
  const world = await createWorld({ clock: () => now });
  try {
    const intent = await world.stripe.paymentIntents.create({
      amount: 15_000,
      currency: "usd",
      payment_method: "pm_card_refundFail",
      confirm: true,
    });
    const refund = await world.stripe.refunds.create({ payment_intent: intent.id });
    now = new Date("2026-03-02T12:01:00Z");
    await expect
      .poll(async () => (await world.stripe.refunds.retrieve(refund.id)).status)
      .toBe("failed");
  } finally {
    await world.close();
  }
});
