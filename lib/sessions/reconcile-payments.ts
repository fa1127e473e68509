import { reconcileSubscriptions } from "@/lib/membership/reconcile-subscriptions";
import { Findings, type Summary } from "@/lib/payments/findings";
import { reconcilePayouts } from "@/lib/payments/payouts/reconcile-payouts";
import { reconcileRefunds } from "@/lib/payments/reconcile-refunds";
import type { Ctx } from "@/lib/platform/context";
import { log } from "@/lib/platform/log";
import { DAY_MS } from "@/lib/platform/time";
import { reconcileAttempts } from "./reconcile-attempts";
import { reconcileDebts } from "./reconcile-debts";
import { reconcileIntents } from "./reconcile-intents";

// Stripe repeats webhooks for three days; a week of daily runs may fail before anything is missed.
const LOOK_BACK_DAYS = 8;

const parts = {
  payments: async (ctx: Ctx, since: Date, findings: Findings) => {
    const unstored = await reconcileIntents(ctx, since, findings);
    await reconcileAttempts(ctx, unstored, findings);
  },
  refunds: async (ctx: Ctx, since: Date, findings: Findings) => {
    await reconcileDebts(ctx, findings);
    await reconcileRefunds(ctx, since, findings);
  },
  payouts: reconcilePayouts,
  memberships: reconcileSubscriptions,
};

export type ReconciledPart = keyof typeof parts;
export const RECONCILED_PARTS: readonly ReconciledPart[] = [
  "payments",
  "refunds",
  "payouts",
  "memberships",
];

type Reconcile = { since?: Date | undefined; parts?: readonly ReconciledPart[] };

/**
 * Compares open and recent payments, refunds, payouts and memberships with Stripe, repairs what webhooks missed, and
 * tells a person of what it must not decide. `since` is 8 days back unless told otherwise.
 * Repeating it changes nothing. Returns counts by kind; what `failed` (Stripe did not answer, a
 * lock was held) has not stopped the rest and is to be tried again.
 */
export async function reconcilePayments(ctx: Ctx, input: Reconcile = {}): Promise<Summary> {
  const since = input.since ?? new Date(ctx.now.getTime() - LOOK_BACK_DAYS * DAY_MS);
  const findings = new Findings();
  for (const part of input.parts ?? RECONCILED_PARTS) {
    await findings.attempt(part, () => parts[part](ctx, since, findings));
  }
  log.info({ since, parts: input.parts, ...findings.summary }, "payments reconciled");
  return findings.summary;
}
