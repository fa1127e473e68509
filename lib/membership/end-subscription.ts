import type Stripe from "stripe";
import { requireVerified } from "@/lib/auth/actor";
import { callStripe } from "@/lib/payments/stripe";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { endAtStripe } from "./attempt";
import { findOwn } from "./find-subscription";
import { settleSubscription } from "./settle-subscription";
import { isLive, type Subscription } from "./states";

type Input = { subscriptionId: string };

/**
 * Lets a membership end with the month that is paid for; one whose renewal was not paid ends at
 * once, and is not asked for any more. Once it is set to end, asking again changes nothing.
 */
export async function cancelSubscription(ctx: Ctx, input: Input): Promise<Subscription> {
  const row = await findLive(ctx, input);
  if (row.endsAt) return row;
  if (row.state === "past_due") await endAtStripe(row.stripeSubscriptionId);
  else await update(row, { cancel_at_period_end: true });
  return settled(ctx, row);
}

/** Lets a membership that is set to end renew after all; one that has ended cannot: WRONG_STATE. */
export async function resumeSubscription(ctx: Ctx, input: Input): Promise<Subscription> {
  const row = await findLive(ctx, input);
  if (!row.endsAt) return row;
  if (row.endsAt <= ctx.now) throw hasEnded();
  await update(row, { cancel_at_period_end: false });
  return settled(ctx, row);
}

async function findLive(ctx: Ctx, { subscriptionId }: Input): Promise<Subscription> {
  const row = await findOwn(ctx.db, requireVerified(ctx.actor), subscriptionId);
  if (!isLive(row.state)) throw hasEnded();
  return row;
}

const hasEnded = () =>
  new DomainError("WRONG_STATE", "This membership has ended: you can join again");

/** Setting the same twice does no harm, so that a lost answer may be asked for again. */
const update = (row: Subscription, change: Stripe.SubscriptionUpdateParams) =>
  callStripe((api) => api.subscriptions.update(row.stripeSubscriptionId, change));

async function settled(ctx: Ctx, row: Subscription): Promise<Subscription> {
  await settleSubscription(ctx, { subscriptionId: row.stripeSubscriptionId });
  return findOwn(ctx.db, requireVerified(ctx.actor), row.id);
}
