import { and, eq, isNull, sql } from "drizzle-orm";
import { subscriptionAttempts, subscriptions } from "@/db/schema";
import { isMissing } from "@/lib/payments/stripe";
import type { Ctx } from "@/lib/platform/context";
import { customerIdOf, endAtStripe, listAll } from "./attempt";
import { settleSubscription } from "./settle-subscription";
import { isLive, isLiveRow } from "./states";

/**
 * Ends at once, without money back, every membership that a user has at Stripe, also one that was
 * begun and is not paid: for whoever has deleted their account. Repeating it does no harm.
 */
export async function endMembershipForGood(ctx: Ctx, userId: string): Promise<void> {
  for (const id of await listLive(ctx, userId)) {
    await endAtStripe(id);
    await settleSubscription(ctx, { subscriptionId: id }).catch(async (error) => {
      if (!isMissing(error)) throw error;
      await endHere(ctx, id);
    });
  }
  await ctx.db
    .update(subscriptionAttempts)
    .set({ closedAt: ctx.now })
    .where(and(eq(subscriptionAttempts.userId, userId), isNull(subscriptionAttempts.closedAt)));
}

/** What Stripe does not have costs nobody anything, and must not keep the rest of a deletion waiting. */
async function endHere(ctx: Ctx, stripeSubscriptionId: string): Promise<void> {
  await ctx.db
    .update(subscriptions)
    .set({ state: "canceled", endedAt: ctx.now, version: sql`${subscriptions.version} + 1` })
    .where(eq(subscriptions.stripeSubscriptionId, stripeSubscriptionId));
}

async function listLive(ctx: Ctx, userId: string): Promise<Set<string>> {
  const known = await ctx.db
    .select({ id: subscriptions.stripeSubscriptionId })
    .from(subscriptions)
    .where(and(eq(subscriptions.userId, userId), isLiveRow));
  const customerId = await customerIdOf(ctx, userId);
  const there = customerId ? await listAll(customerId) : [];
  const open = there.filter(
    ({ status }) =>
      isLive(status) || ["incomplete", "unpaid", "paused"].some((one) => one === status),
  );
  return new Set([...known, ...open].map(({ id }) => id));
}
