import Stripe from "stripe";
import { requireVerified } from "@/lib/auth/actor";
import { callStripe, isMissing } from "@/lib/payments/stripe";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { customerIdOf, findOpenAttempt, openAttempt, settleAttempt } from "./attempt";
import { findCurrent } from "./find-subscription";
import { settleSubscription } from "./settle-subscription";
import { isLive, type Subscription } from "./states";
import type { Seen } from "./stripe-subscription";

/** `isNew`: it was begun by this call. */
export type Started = { subscription: Subscription; isNew: boolean };

/**
 * The membership that the user has, or a new one that is charged to the card they have saved.
 * Throws PAYMENT_REQUIRED where none is saved, it is declined, or the bank asks for its owner: then
 * `payments/intent` opens the payment.
 */
export async function startSubscription(ctx: Ctx): Promise<Started> {
  const user = requireVerified(ctx.actor);
  const begun = await findOpenAttempt(ctx.db, user.id);
  if (begun) await settleAttempt(ctx, begun);
  const before = await findCurrent(ctx.db, user.id);
  if (before && isLive(before.state)) return { subscription: before, isNew: false };
  const cardId = await savedCard(ctx, user.id);
  const standing = await openAttempt(ctx, user.id);
  if ("member" in standing) return { subscription: standing.member, isNew: false };
  await pay(standing.seen, cardId);
  await settleSubscription(ctx, { subscriptionId: standing.seen.id });
  const current = await findCurrent(ctx.db, user.id);
  if (!current || !isLive(current.state)) throw paymentRequired("The membership is not paid yet");
  return { subscription: current, isNew: true };
}

async function savedCard(ctx: Ctx, userId: string): Promise<string> {
  const customerId = await customerIdOf(ctx, userId);
  const cards = customerId ? await listCards(customerId) : [];
  const [card] = cards;
  if (!card) throw paymentRequired("You have no saved card: pay with payments/intent");
  return card.id;
}

const listCards = async (customerId: string) => {
  try {
    const { data } = await callStripe((api) =>
      api.customers.listPaymentMethods(customerId, { type: "card", limit: 1 }),
    );
    return data;
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
};

async function pay({ invoice }: Seen, cardId: string): Promise<void> {
  if (!invoice) throw new Error("a subscription that waits to be paid has no invoice");
  try {
    await callStripe((api) => api.invoices.pay(invoice.id, { payment_method: cardId }));
  } catch (error) {
    if (error instanceof Stripe.errors.StripeCardError) {
      throw paymentRequired("Your saved card was not charged: pay with payments/intent", {
        reason: error.decline_code || error.code,
      });
    }
    // Another call has paid it, or is about to: what came of that, settling says.
    if (!isOtherCall(error)) throw error;
  }
}

const isOtherCall = (error: unknown) =>
  error instanceof Stripe.errors.StripeInvalidRequestError ||
  (error instanceof DomainError && error.code === "PAYMENT_PROVIDER_UNAVAILABLE");

const paymentRequired = (message: string, details?: Record<string, unknown>) =>
  new DomainError("PAYMENT_REQUIRED", message, details);
