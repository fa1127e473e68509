import { eq } from "drizzle-orm";
import type Stripe from "stripe";
import { anyOf } from "@/db/any-of";
import { payments, subscriptions } from "@/db/schema";
import type { Findings } from "@/lib/payments/findings";
import { paidInvoicePages, subscriptionPages } from "@/lib/payments/list-changes";
import { isMissing } from "@/lib/payments/stripe";
import type { Ctx } from "@/lib/platform/context";
import { settleSubscription } from "./settle-subscription";
import { isLiveRow, type Subscription } from "./states";
import {
  readInvoice,
  readSubscription,
  retrieveInvoice,
  type Seen,
  subscriptionOf,
} from "./stripe-subscription";

/** What can be charged, or come back to be. */
const CHARGEABLE = ["active", "past_due", "trialing", "unpaid"] as const;

/**
 * Compares every membership that is live at Stripe or here, and every invoice paid from `since` on,
 * with what is known here; what webhooks missed is written down.
 */
export async function reconcileSubscriptions(
  ctx: Ctx,
  since: Date,
  findings: Findings,
): Promise<void> {
  const seen = new Set<string>();
  for (const status of CHARGEABLE) {
    for await (const page of subscriptionPages(status)) await compareAll(ctx, page, findings, seen);
  }
  const live = await ctx.db.select().from(subscriptions).where(isLiveRow);
  for (const row of live) {
    if (seen.has(row.stripeSubscriptionId)) continue;
    await findings.attempt(row.id, () => prove(ctx, row, findings));
  }
  for await (const page of paidInvoicePages(since)) {
    await recordMissing(ctx, page, findings);
  }
}

async function compareAll(
  ctx: Ctx,
  page: Stripe.Subscription[],
  findings: Findings,
  seen: Set<string>,
): Promise<void> {
  const ours = page.map(readSubscription).filter((one) => one !== null);
  const ids = ours.map(({ id }) => id);
  const rows = await ctx.db
    .select()
    .from(subscriptions)
    .where(anyOf(subscriptions.stripeSubscriptionId, ids));
  for (const one of ours) {
    seen.add(one.id);
    findings.count("subscriptions_checked");
    const row = rows.find(({ stripeSubscriptionId }) => stripeSubscriptionId === one.id);
    if (row && agrees(row, one)) continue;
    await findings.attempt(one.id, () => settle(ctx, one.id, findings));
  }
}

function agrees(row: Subscription, seen: Seen): boolean {
  return (
    row.state === seen.status &&
    row.periodEndsAt.getTime() === seen.periodEndsAt.getTime() &&
    row.endsAt?.getTime() === seen.endsAt?.getTime()
  );
}

async function settle(ctx: Ctx, subscriptionId: string, findings: Findings): Promise<void> {
  const outcome = await settleSubscription(ctx, { subscriptionId });
  if (outcome === "changed") findings.count("subscription_settled");
  // Told of when it was settled, once.
  if (outcome === "doubled") findings.count("subscription_doubled");
}

/** A membership that is live here and not in Stripe's lists: it has ended, or was never there. */
async function prove(ctx: Ctx, row: Subscription, findings: Findings): Promise<void> {
  findings.count("subscriptions_checked");
  try {
    await settle(ctx, row.stripeSubscriptionId, findings);
  } catch (error) {
    if (!isMissing(error)) throw error;
    await findings.tell(ctx, {
      kind: "subscription_missing",
      subject: row.id,
      message: `Membership ${row.id} is ${row.state} here, and Stripe has no such subscription`,
      details: { subscriptionId: row.stripeSubscriptionId, userId: row.userId },
    });
  }
}

async function recordMissing(ctx: Ctx, page: Stripe.Invoice[], findings: Findings): Promise<void> {
  const known = await ctx.db
    .select({ invoiceId: payments.invoiceId })
    .from(payments)
    .where(
      anyOf(
        payments.invoiceId,
        page.map(({ id }) => id ?? ""),
      ),
    );
  for (const wire of page) {
    const { id } = wire;
    const subscriptionId = subscriptionOf(wire);
    if (!id || !subscriptionId || wire.amount_paid === 0) continue;
    if (known.some(({ invoiceId }) => invoiceId === id)) continue;
    await findings.attempt(id, () => record(ctx, id, subscriptionId, findings));
  }
}

async function record(
  ctx: Ctx,
  invoiceId: string,
  subscriptionId: string,
  findings: Findings,
): Promise<void> {
  const [ours] = await ctx.db
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .where(eq(subscriptions.stripeSubscriptionId, subscriptionId));
  // Of other software on the same account.
  if (!ours) return;
  const invoice = readInvoice(await retrieveInvoice(invoiceId));
  await settleSubscription(ctx, { subscriptionId, invoice });
  findings.count("invoice_recorded");
}
