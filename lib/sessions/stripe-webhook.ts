import type Stripe from "stripe";
import { applyMembershipEvent } from "@/lib/membership/apply-event";
import { payoutChange } from "@/lib/payments/payouts/apply-event";
import { applyRefund, retrieveRefund } from "@/lib/payments/refunds";
import type { Ctx } from "@/lib/platform/context";
import { inTransaction } from "@/lib/platform/transaction";
import { recordWebhookEvent } from "@/lib/platform/webhook-event";
import { notingFailure } from "@/lib/platform/webhook-failure";
import { settlePayment } from "./settle-payment";

/** Applies a Stripe event, of a webhook or replayed, and notes when that fails. */
export function receiveStripeEvent(ctx: Ctx, event: Stripe.Event): Promise<void> {
  const { id, type, account } = event;
  return notingFailure(ctx, { id, provider: "stripe", type, account }, () =>
    applyStripeEvent(ctx, event),
  );
}

/**
 * Applies a Stripe event whose signature is proven. The event only says where to look: the object
 * is retrieved, so that duplicates and any order do no harm. Events we have no use for are noted.
 */
export async function applyStripeEvent(ctx: Ctx, event: Stripe.Event): Promise<void> {
  const object = event.data.object;
  const objectId = "id" in object && typeof object.id === "string" ? object.id : undefined;
  const record = { id: event.id, provider: "stripe" as const, type: event.type, objectId };
  // A connected account's payments and refunds are its owner's: nothing that we could look up.
  const isOurs = !event.account;
  if (isOurs && (await applyMembershipEvent(ctx, event, record))) return;
  if (isOurs && event.type.startsWith("payment_intent.") && objectId) {
    await settlePayment(ctx, { intentId: objectId, event: record });
    return;
  }
  const payout = await payoutChange(ctx, event);
  const refund =
    isOurs && event.type.startsWith("refund.") && objectId ? await retrieveRefund(objectId) : null;
  await inTransaction(ctx.db, async (tx) => {
    const isNew = await recordWebhookEvent(tx, record);
    if (isNew && refund) await applyRefund(tx, refund, ctx.now);
    if (isNew && payout) await payout(tx);
  });
}
