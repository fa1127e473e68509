import { requireVerified } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { findOpenAttempt, settleAttempt } from "./attempt";
import { findCurrent } from "./find-subscription";
import { settleSubscription } from "./settle-subscription";
import { isLive, type Subscription } from "./states";

/**
 * The member's browser says that it has paid: the same look at Stripe as for a webhook, so the page
 * need not wait for one. Throws PAYMENT_REQUIRED while Stripe knows of no payment.
 */
export async function confirmSubscription(ctx: Ctx): Promise<Subscription> {
  const user = requireVerified(ctx.actor);
  const before = await findCurrent(ctx.db, user.id);
  if (before?.state === "past_due") {
    await settleSubscription(ctx, { subscriptionId: before.stripeSubscriptionId });
  }
  const attempt = await findOpenAttempt(ctx.db, user.id);
  if (attempt) await settleAttempt(ctx, attempt);
  const current = await findCurrent(ctx.db, user.id);
  if (current && isLive(current.state) && current.state !== "past_due") return current;
  throw new DomainError("PAYMENT_REQUIRED", "The membership is not paid yet");
}
