import { type Cause, recordEvent } from "../events";
import { kinds, type PaymentIntent, type PaymentMethod } from "../objects";
import { nowOf, timed } from "./clock";
import { withPayment } from "./invoices";
import { invoiceOf } from "./lock";
import type { Invoice, Subscription } from "./objects";

type Place = { invoice: Invoice; subscription: Subscription; at: number };

/** The invoice that an intent pays, and its subscription, locked; undefined for any other intent. */
async function placeOf(cause: Cause, intent: PaymentIntent): Promise<Place | undefined> {
  if (!intent._invoice) return undefined;
  const invoice = await invoiceOf(cause.records, intent._invoice);
  const { subscription: id } = invoice.parent.subscription_details;
  const subscription = await cause.records.lock<Subscription>(kinds.subscription, id);
  if (!subscription) throw new Error(`${invoice.id} has no subscription`);
  return { invoice, subscription, at: nowOf(subscription, cause.now) };
}

const saveInvoice = ({ records }: Cause, invoice: Invoice) =>
  records.replace(kinds.invoice, invoice.id, invoice);

/** Keeps a subscription, with an event when what the API shows of it has changed. */
export async function saveSubscription(
  cause: Cause,
  subscription: Subscription,
  invoice: Invoice,
  event: string,
): Promise<Subscription> {
  const saved = timed(subscription, invoice);
  await cause.records.replace(kinds.subscription, saved.id, saved);
  await recordEvent(cause, event, saved);
  return saved;
}

/** An intent has succeeded: its invoice is paid, the card is kept, and its subscription goes on. */
export async function settleInvoice(
  cause: Cause,
  intent: PaymentIntent,
  method: PaymentMethod,
): Promise<void> {
  const place = await placeOf(cause, intent);
  if (!place) return;
  const { invoice, subscription, at } = place;
  const paid = withPayment(
    {
      ...invoice,
      status: "paid",
      amount_paid: invoice.total,
      amount_remaining: 0,
      attempted: true,
      attempt_count: invoice.attempt_count + 1,
      next_payment_attempt: null,
      status_transitions: { ...invoice.status_transitions, paid_at: at },
    },
    {
      status: "paid",
      amount_paid: invoice.total,
      status_transitions: { canceled_at: null, paid_at: at },
    },
  );
  await saveInvoice(cause, paid);
  await recordEvent(cause, "invoice.paid", paid);
  await recordEvent(cause, "invoice.payment_succeeded", paid);
  const saves = intent.setup_future_usage === "off_session";
  if (saves) await attach(cause, method, subscription.customer);
  const goesOn = ["incomplete", "active", "past_due", "unpaid"].includes(subscription.status);
  if (!goesOn || subscription.latest_invoice !== invoice.id) return;
  const after: Subscription = {
    ...subscription,
    status: "active",
    default_payment_method: saves ? method.id : subscription.default_payment_method,
  };
  await saveSubscription(cause, after, paid, "customer.subscription.updated");
}

async function attach(cause: Cause, method: PaymentMethod, customer: string): Promise<void> {
  if (method.customer === customer) return;
  const attached = { ...method, customer };
  await cause.records.replace(kinds.paymentMethod, method.id, attached);
  await recordEvent(cause, "payment_method.attached", attached);
}

/** An attempt at an invoice was declined; who tries again, and when, is the renewal's business. */
export async function failInvoice(cause: Cause, intent: PaymentIntent): Promise<void> {
  const place = await placeOf(cause, intent);
  if (!place) return;
  const { invoice } = place;
  const failed = { ...invoice, attempted: true, attempt_count: invoice.attempt_count + 1 };
  await saveInvoice(cause, failed);
  await recordEvent(cause, "invoice.payment_failed", failed);
}

/** The bank asks for the customer before an invoice is paid. */
export async function askForAction(cause: Cause, intent: PaymentIntent): Promise<void> {
  const place = await placeOf(cause, intent);
  if (place) await recordEvent(cause, "invoice.payment_action_required", place.invoice);
}
