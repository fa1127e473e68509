import fc from "fast-check";
import { expect } from "vitest";
import { listUnsettledMeetings, syncMeeting } from "@/lib/meetings/sync-meeting";
import { listDueRefunds, sendRefund } from "@/lib/payments/send-refund";
import { DAY_MS, MINUTE_MS } from "@/lib/platform/time";
import {
  cancelMeetingless,
  completeSessions,
  endUnansweredRequests,
  tellDelayedMeetings,
} from "./deadlines";
import type { Model } from "./model.fixture";
import * as foretold from "./model.fixture";
import { endUnderWay, underWay } from "./model-payment-steps.fixture";
import { type Act, ofSale, Step } from "./model-step.fixture";
import type { Real } from "./model-world.fixture";
import { reconcilePayments } from "./reconcile-payments";
import { expireHold, listOverdueHolds } from "./release-hold";

const MAX_DELIVERIES = 5;

function settleIntent(model: Model): (intentId: string) => void {
  return (intentId) => {
    for (const sale of model.sales) {
      for (const attempt of sale.attempts) {
        if (attempt.intentId === intentId) foretold.settle(model, sale, attempt);
      }
    }
  };
}

/** The events under way, in an order and number that `seed` decides; what is left comes later. */
async function deliver(model: Model, real: Real, seed: number, isLast = false): Promise<void> {
  let state = seed;
  const below = (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  await real.collectEvents(model, () => 1 + below(MAX_DELIVERIES));
  const sent = real.pending.flatMap((pending) => {
    const count = isLast ? pending.deliveries : below(pending.deliveries + 1);
    pending.deliveries -= count;
    return Array.from({ length: count }, () => ({ event: pending.event, rank: below(1_000_000) }));
  });
  for (const { event } of sent.sort((a, b) => a.rank - b.rank)) {
    await real.deliver(model, event, settleIntent(model));
  }
  real.pending = real.pending.filter(({ deliveries }) => deliveries > 0);
}

export async function sweep(model: Model, real: Real): Promise<void> {
  const ctx = real.system(model);
  for (const id of await listOverdueHolds(ctx)) await expireHold(ctx, id);
  await endUnansweredRequests(ctx);
  await tellDelayedMeetings(ctx);
  await cancelMeetingless(ctx);
  await completeSessions(ctx);
  foretold.sweep(model);
  for (const id of await listOverdueHolds(ctx)) {
    // Only what Stripe still has under way may keep a hold past its time.
    const sale = model.sales.find((one) => one.id === id);
    expect(sale && underWay(sale).length).toBeGreaterThan(0);
  }
}

export async function sendRefunds(model: Model, real: Real): Promise<void> {
  const ctx = real.system(model);
  for (const id of await listDueRefunds(ctx)) await sendRefund(ctx, id);
  foretold.sendRefunds(model);
}

/** Refunds go out, and the bank turns those of one session down: only a person can return that money. */
export const failRefunds = ofSale(
  "bank:failRefunds",
  ({ attempts }) => attempts.some(({ refund }) => refund && refund.atStripe !== "failed"),
  async (model, real, sale) => {
    await sendRefunds(model, real);
    for (const { intentId, refund } of sale.attempts) {
      if (refund?.atStripe !== "succeeded") continue;
      await real.world.control(`/refunds/${await real.refundOf(intentId)}/fail`);
      refund.atStripe = "failed";
    }
  },
);

/** All that Stripe has of this run's time is compared; nothing of it needs a person. */
export async function reconcile(model: Model, real: Real): Promise<void> {
  const summary = await reconcilePayments(real.system(model), { since: new Date(model.begunAt) });
  foretold.reconcile(model);
  const { intents_checked, refunds_checked, ...found } = summary;
  const { payment_settled, attempt_closed, refund_sent, refund_applied, ...rest } = found;
  expect(rest).toEqual(Object.fromEntries(Object.keys(rest).map((kind) => [kind, 0])));
}

export async function makeMeetings(model: Model, real: Real): Promise<void> {
  const ctx = real.system(model);
  for (const id of await listUnsettledMeetings(ctx)) await syncMeeting(ctx, id);
}

export async function advanceTo(model: Model, real: Real, to: number): Promise<void> {
  await real.collectEvents(model, () => 1);
  await real.advance(model, to, settleIntent(model));
}

export const advance = fc
  .constantFrom(1, 1, 5, 14, 15, 15, 60, 6 * 60, 12 * 60, 24 * 60, 47 * 60, 72 * 60)
  .map(
    (minutes) =>
      new Step(`advance(${minutes})`, (model, real) =>
        advanceTo(model, real, model.now + minutes * MINUTE_MS),
      ),
  );

export const deliverSome = fc
  .nat()
  .map((seed) => new Step(`deliver(${seed})`, (model, real) => deliver(model, real, seed)));

export type Ending = "webhooks" | "reconciliation";

/**
 * The bank, Stripe, every sweep and every refund come to their end, a week later if need be. We hear
 * of it by webhooks, or by reconciliation alone: then all that were under way are lost.
 */
export async function settleEverything(model: Model, real: Real, how: Ending): Promise<void> {
  for (const sale of model.sales) {
    for (const attempt of underWay(sale)) await endUnderWay(real, attempt, "succeed");
  }
  const hear = (seed: number): Act =>
    how === "webhooks" ? (m, r) => deliver(m, r, seed, true) : reconcile;
  const finish: Act = async (m, r) => {
    if (how === "reconciliation") r.loseEvents();
    await hear(1)(m, r);
    await makeMeetings(m, r);
    await r.observe(m);
    await sweep(m, r);
    await sendRefunds(m, r);
    await hear(2)(m, r);
  };
  await new Step("finish", finish).run(model, real);
  await real.advance(model, model.now + 7 * DAY_MS, settleIntent(model));
  await new Step("finish", finish).run(model, real);
  await real.checkCharges(model);
}
