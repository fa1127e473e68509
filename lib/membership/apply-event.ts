import type Stripe from "stripe";
import { callStripe, isMissing } from "@/lib/payments/stripe";
import type { Ctx } from "@/lib/platform/context";
import type { WebhookEvent } from "@/lib/platform/webhook-event";
import { settleSubscription } from "./settle-subscription";
import { readInvoice, retrieveInvoice, subscriptionOf } from "./stripe-subscription";

/**
 * Applies an event about a subscription, one of its invoices or the payment of one, and records it
 * in the same transaction. False: the event is of another kind, or of something else.
 */
export async function applyMembershipEvent(
  ctx: Ctx,
  event: Stripe.Event,
  record: WebhookEvent,
): Promise<boolean> {
  if (!record.objectId) return false;
  if (event.type.startsWith("customer.subscription.")) {
    await settleSubscription(ctx, { subscriptionId: record.objectId, event: record });
    return true;
  }
  if (event.type.startsWith("invoice.")) return settleInvoice(ctx, record.objectId, record);
  if (isOfNoAttempt(event)) {
    const invoiceId = await invoiceOfIntent(record.objectId);
    return invoiceId ? settleInvoice(ctx, invoiceId, record) : false;
  }
  return false;
}

/** An intent that was made for a session says so, and needs no look at invoices. */
function isOfNoAttempt(event: Stripe.Event): boolean {
  if (!event.type.startsWith("payment_intent.")) return false;
  const { object } = event.data;
  const metadata = "metadata" in object ? object.metadata : null;
  return !metadata?.payment_id;
}

async function invoiceOfIntent(intentId: string): Promise<string | null> {
  const { data } = await callStripe((api) =>
    api.invoicePayments.list({ payment: { type: "payment_intent", payment_intent: intentId } }),
  );
  const invoice = data[0]?.invoice;
  return (typeof invoice === "object" ? invoice.id : invoice) ?? null;
}

async function settleInvoice(ctx: Ctx, invoiceId: string, event: WebhookEvent): Promise<boolean> {
  const wire = await retrieveInvoice(invoiceId).catch((error) => {
    // A draft that was deleted; no draft is ours.
    if (isMissing(error)) return null;
    throw error;
  });
  const subscriptionId = wire && subscriptionOf(wire);
  if (!subscriptionId) return false;
  await settleSubscription(ctx, { subscriptionId, event, invoice: readInvoice(wire) });
  return true;
}
