import { and, asc, eq, isNull, lt, lte, or } from "drizzle-orm";
import { subscriptionAttempts, subscriptions } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { addHours, addMinutes } from "@/lib/platform/time";
import { settleAttempt } from "./attempt";
import { settleSubscription } from "./settle-subscription";
import { isLiveRow } from "./states";

/** A webhook comes within seconds; what has not been heard of by then is asked for. */
const GRACE_MINUTES = 10;
const PATIENCE_HOURS = 6;
const BATCH = 50;

/**
 * Memberships of whose renewal, end or next attempt at a failed payment nobody has told, by their
 * ids at Stripe. Looking puts the next look off.
 */
export async function listDueSubscriptions(ctx: Ctx, limit = BATCH): Promise<string[]> {
  const passed = addMinutes(ctx.now, -GRACE_MINUTES);
  const rows = await ctx.db
    .select({ id: subscriptions.stripeSubscriptionId })
    .from(subscriptions)
    .where(
      and(
        isLiveRow,
        or(
          and(
            or(
              lte(subscriptions.periodEndsAt, passed),
              lte(subscriptions.endsAt, passed),
              lte(subscriptions.retryAt, passed),
            ),
            lt(subscriptions.seenAt, passed),
          ),
          and(
            eq(subscriptions.state, "past_due"),
            lt(subscriptions.seenAt, addHours(ctx.now, -PATIENCE_HOURS)),
          ),
        ),
      ),
    )
    .orderBy(asc(subscriptions.seenAt))
    .limit(limit);
  return rows.map(({ id }) => id);
}

export const sweepSubscription = (ctx: Ctx, subscriptionId: string) =>
  settleSubscription(ctx, { subscriptionId });

/** Attempts that may have been paid, or have run out, without our hearing of it. */
export async function listDueAttempts(ctx: Ctx, limit = BATCH): Promise<string[]> {
  const rows = await ctx.db
    .select({ id: subscriptionAttempts.id })
    .from(subscriptionAttempts)
    .where(
      and(
        isNull(subscriptionAttempts.closedAt),
        lt(subscriptionAttempts.seenAt, addMinutes(ctx.now, -GRACE_MINUTES)),
      ),
    )
    .orderBy(asc(subscriptionAttempts.seenAt))
    .limit(limit);
  return rows.map(({ id }) => id);
}

export async function sweepAttempt(ctx: Ctx, attemptId: string): Promise<void> {
  const [attempt] = await ctx.db
    .select()
    .from(subscriptionAttempts)
    .where(eq(subscriptionAttempts.id, attemptId));
  if (attempt && !attempt.closedAt) await settleAttempt(ctx, attempt);
}
