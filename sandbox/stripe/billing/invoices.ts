import { type Cause, recordEvent } from "../events";
import { newId, randomText } from "../ids";
import { newIntent } from "../new-intent";
import { type Customer, kinds, type PaymentIntent } from "../objects";
import { nowOf } from "./clock";
import { type Invoice, type InvoicePayment, itemOf, type Subscription } from "./objects";

/** Makes the invoice of a subscription's current period, finalized, with the intent that pays it. */
export async function makeInvoice(
  cause: Cause,
  subscription: Subscription,
  reason: Invoice["billing_reason"],
): Promise<{ invoice: Invoice; intent: PaymentIntent }> {
  const { records, now } = cause;
  const { price, ...item } = itemOf(subscription);
  const at = nowOf(subscription, now);
  const customer = await records.get<Customer>(kinds.customer, subscription.customer);
  const id = newId("in");
  const saves = subscription.payment_settings.save_default_payment_method === "on_subscription";
  const intent = newIntent({
    _invoice: id,
    amount: price.unit_amount,
    automatic_payment_methods: null,
    created: at,
    currency: price.currency,
    customer: subscription.customer,
    description: reason === "subscription_create" ? "Subscription creation" : "Subscription update",
    setup_future_usage: saves ? "off_session" : null,
  });
  const invoice: Invoice = {
    id,
    object: "invoice",
    amount_due: price.unit_amount,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_remaining: price.unit_amount,
    attempt_count: 0,
    attempted: false,
    auto_advance: reason === "subscription_cycle",
    billing_reason: reason,
    collection_method: "charge_automatically",
    confirmation_secret: { client_secret: intent.client_secret, type: "payment_intent" },
    created: at,
    currency: price.currency,
    customer: subscription.customer,
    customer_email: customer?.email ?? null,
    default_payment_method: null,
    description: null,
    due_date: null,
    effective_at: at,
    ending_balance: 0,
    hosted_invoice_url: null,
    invoice_pdf: null,
    lines: listOf(`/v1/invoices/${id}/lines`, [
      {
        id: newId("il"),
        object: "line_item",
        amount: price.unit_amount,
        currency: price.currency,
        description: "1 × Membership",
        invoice: id,
        livemode: false,
        metadata: {},
        period: { start: item.current_period_start, end: item.current_period_end },
        pricing: {
          type: "price_details",
          price_details: { price: price.id, product: price.product },
          unit_amount_decimal: price.unit_amount_decimal,
        },
        quantity: 1,
      },
    ]),
    livemode: false,
    metadata: {},
    next_payment_attempt: null,
    number: `${customer?.invoice_prefix ?? randomText(8)}-${randomText(4)}`,
    parent: {
      quote_details: null,
      subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
      type: "subscription_details",
    },
    payments: listOf(`/v1/invoice_payments`, [paymentOf(id, intent, at)]),
    period_end: at,
    period_start: reason === "subscription_create" ? at : item.current_period_start,
    starting_balance: 0,
    status: "open",
    status_transitions: {
      finalized_at: at,
      marked_uncollectible_at: null,
      paid_at: null,
      voided_at: null,
    },
    subtotal: price.unit_amount,
    total: price.unit_amount,
  };
  await records.put(kinds.paymentIntent, intent.id, intent, now);
  await records.put(kinds.invoice, id, invoice, now);
  await recordEvent(cause, "invoice.created", invoice);
  await recordEvent(cause, "invoice.finalized", invoice);
  await recordEvent(cause, "payment_intent.created", intent);
  return { invoice, intent };
}

/** An invoice with its one payment moved on. */
export function withPayment(invoice: Invoice, change: Partial<InvoicePayment>): Invoice {
  const data = invoice.payments.data.map((payment) => ({ ...payment, ...change }));
  return { ...invoice, payments: { ...invoice.payments, data } };
}

function paymentOf(invoice: string, intent: PaymentIntent, at: number): InvoicePayment {
  return {
    id: newId("inpay"),
    object: "invoice_payment",
    amount_paid: null,
    amount_requested: intent.amount,
    created: at,
    currency: intent.currency,
    invoice,
    is_default: true,
    livemode: false,
    payment: { type: "payment_intent", payment_intent: intent.id },
    status: "open",
    status_transitions: { canceled_at: null, paid_at: null },
  };
}

export const listOf = <T extends object>(url: string, data: T[]) => ({
  object: "list" as const,
  data,
  has_more: false as const,
  url,
});
