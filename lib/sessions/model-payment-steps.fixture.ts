import { expect } from "vitest";
import { confirmPayment } from "./confirm-payment";
import type { Attempt, Model, Sale } from "./model.fixture";
import * as foretold from "./model.fixture";
import { isIn, ofSale } from "./model-step.fixture";
import { outcomeOf, type Real } from "./model-world.fixture";
import { paySession } from "./pay-session";
import { expireHold } from "./release-hold";
import { settlePayment } from "./settle-payment";

export async function openPayment(model: Model, real: Real, sale: Sale): Promise<void> {
  const expected = foretold.open(model, sale);
  const opened = paySession(real.asReader(model, sale), { sessionId: sale.id });
  const outcome = await outcomeOf(
    opened,
    ({ clientSecret }) => clientSecret.split("_secret_")[0] ?? "",
  );
  const latest = sale.attempts.at(-1);
  if (expected === "same") expect(outcome).toBe(latest?.intentId);
  else if (expected !== "new") expect(outcome).toBe(expected);
  else {
    expect(outcome).toMatch(/^pi_/);
    expect(sale.attempts.map(({ intentId }) => intentId)).not.toContain(outcome);
    sale.attempts.push({
      intentId: outcome,
      nth: model.sales.flatMap(({ attempts }) => attempts).length,
      atStripe: "open",
      heard: "pending",
      refund: null,
    });
  }
}

const cards = {
  succeeded: "pm_card_visa",
  declined: "pm_card_chargeDeclined",
  action: "pm_card_authenticationRequired",
  processing: null,
} as const;

export async function payWith(real: Real, sale: Sale, card: keyof typeof cards): Promise<void> {
  const attempt = sale.attempts.findLast((one) => ["open", "declined"].includes(one.atStripe));
  if (!attempt) return;
  const method = cards[card];
  if (method) await real.confirm(attempt.intentId, method);
  else await real.world.control(`/payment_intents/${attempt.intentId}/process`);
  attempt.atStripe = card;
}

/** The bank ends what it has under way: a 3-D Secure challenge, or a payment that was processing. */
export async function endUnderWay(real: Real, attempt: Attempt, how: "succeed" | "fail") {
  await real.world.control(`/payment_intents/${attempt.intentId}/${how}`);
  attempt.atStripe = how === "succeed" ? "succeeded" : "declined";
}

export const underWay = ({ attempts }: Sale) =>
  attempts.filter(({ atStripe }) => atStripe === "action" || atStripe === "processing");

const hasAttempt = ({ attempts }: Sale) => attempts.length > 0;

export const pay = (card: keyof typeof cards) =>
  ofSale(`pay:${card}`, isIn("held"), async (model, real, sale) => {
    await openPayment(model, real, sale);
    await payWith(real, sale, card);
  });

export const open = ofSale("open", isIn("held"), openPayment);

/** With the page still open, whatever has become of the hold. */
export const payLate = ofSale("payLate", hasAttempt, (_model, real, sale) =>
  payWith(real, sale, "succeeded"),
);

export const authenticate = (how: "succeed" | "fail") =>
  ofSale(
    `bank:${how}`,
    (sale) => underWay(sale).length > 0,
    async (_model, real, sale) => {
      for (const attempt of underWay(sale)) await endUnderWay(real, attempt, how);
    },
  );

/** As when two of Stripe's answers cross: we believe an intent canceled that can still be paid. */
export async function believeLastCanceled(real: Real, sale: Sale): Promise<void> {
  const attempt = sale.attempts.at(-1);
  if (sale.state !== "held" || !attempt || !foretold.isOpen(attempt)) return;
  await real.world.sql`update payments set status = 'canceled'
    where transaction_id = ${attempt.intentId}`;
  attempt.heard = "canceled";
}

export const believeCanceled = ofSale(
  "believeCanceled",
  isIn("held"),
  async (model, real, sale) => {
    await openPayment(model, real, sale);
    await believeLastCanceled(real, sale);
  },
);

export async function settleAll(model: Model, real: Real, sale: Sale): Promise<void> {
  for (const attempt of sale.attempts) {
    const expected = foretold.settle(model, sale, attempt);
    const ctx = real.system(model);
    expect(await settlePayment(ctx, { intentId: attempt.intentId })).toBe(expected);
  }
}

/** The webhook and the reader's browser tell of it at the same moment. */
export const settleTwice = ofSale("settleTwice", hasAttempt, async (model, real, sale) => {
  const attempt = sale.attempts.at(-1);
  if (!attempt) return;
  const { intentId } = attempt;
  const both = [1, 2].map(() => settlePayment(real.system(model), { intentId }));
  const expected = [1, 2].map(() => foretold.settle(model, sale, attempt));
  expect((await Promise.all(both)).toSorted()).toEqual(expected.toSorted());
});

/** It has been paid in the moment in which the sweep ends its hold. */
export const settleAndExpire = ofSale(
  "settleAndExpire",
  isIn("held"),
  async (model, real, sale) => {
    const attempt = sale.attempts.at(-1);
    if (!attempt) return;
    const ctx = real.system(model);
    await Promise.all([
      settlePayment(ctx, { intentId: attempt.intentId }),
      expireHold(ctx, sale.id),
    ]);
    foretold.settle(model, sale, attempt);
    foretold.expire(model, sale);
  },
);

export const settle = ofSale("settle", hasAttempt, settleAll);

export const confirm = ofSale("confirmPayment", hasAttempt, async (model, real, sale) => {
  const attempt = sale.attempts.at(-1);
  if (!attempt) return;
  const settled = foretold.settle(model, sale, attempt);
  const isWaiting = sale.state === "held" || sale.state === "expiring";
  const input = { sessionId: sale.id, intentId: attempt.intentId };
  const outcome = await outcomeOf(confirmPayment(real.asReader(model, sale), input), String);
  expect(outcome).toBe(isWaiting ? "PAYMENT_REQUIRED" : settled);
});
