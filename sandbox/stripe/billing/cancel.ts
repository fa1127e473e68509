import { type Cause, recordEvent } from "../events";
import { kinds, type PaymentIntent } from "../objects";
import { nowOf } from "./clock";
import { withPayment } from "./invoices";
import type { Billing } from "./lock";
import type { Invoice, Subscription } from "./objects";
import { saveSubscription } from "./outcome";

/** Ends a locked subscription now. One that was never paid takes its invoice and intent with it. */
export async function cancelSubscription(
  cause: Cause,
  { subscription, invoice, intent }: Billing,
  reason: "cancellation_requested" | "payment_failed",
): Promise<Subscription> {
  const at = nowOf(subscription, cause.now);
  if (subscription.status === "incomplete") {
    const voided = await voidInvoice(cause, invoice, intent, at);
    const expired: Subscription = { ...subscription, status: "incomplete_expired", ended_at: at };
    return saveSubscription(cause, expired, voided, "customer.subscription.updated");
  }
  // What is owed stays an open invoice, which nobody is asked for any more.
  const left = { ...invoice, auto_advance: false, next_payment_attempt: null };
  await cause.records.replace(kinds.invoice, invoice.id, left);
  const canceled: Subscription = {
    ...subscription,
    status: "canceled",
    canceled_at: subscription.canceled_at ?? at,
    ended_at: at,
    cancellation_details: { comment: null, feedback: null, reason },
  };
  return saveSubscription(cause, canceled, left, "customer.subscription.deleted");
}

async function voidInvoice(
  cause: Cause,
  invoice: Invoice,
  intent: PaymentIntent,
  at: number,
): Promise<Invoice> {
  const canceledIntent: PaymentIntent = {
    ...intent,
    status: "canceled",
    canceled_at: at,
    cancellation_reason: "void_invoice",
    next_action: null,
  };
  await cause.records.replace(kinds.paymentIntent, intent.id, canceledIntent);
  const voided = withPayment(
    {
      ...invoice,
      status: "void",
      amount_remaining: 0,
      next_payment_attempt: null,
      status_transitions: { ...invoice.status_transitions, voided_at: at },
    },
    { status: "canceled", status_transitions: { canceled_at: at, paid_at: null } },
  );
  await cause.records.replace(kinds.invoice, invoice.id, voided);
  await recordEvent(cause, "payment_intent.canceled", canceledIntent);
  await recordEvent(cause, "invoice.voided", voided);
  return voided;
}
