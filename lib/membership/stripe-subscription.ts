import type Stripe from "stripe";
import { subscriptionState } from "@/db/schema";
import { isId } from "@/lib/payments/is-id";
import { callStripe } from "@/lib/payments/stripe";
import { isMembershipPrice } from "./price";
import type { SubscriptionState } from "./states";

/** An invoice of a membership as Stripe has it; amounts in cents. */
export type Invoice = {
  id: string;
  status: Stripe.Invoice.Status | null;
  paidCents: number;
  dueCents: number;
  currency: string;
  paidAt: Date | null;
  retryAt: Date | null;
  /** The payment intent by which it is, or was, paid. */
  intentId: string | null;
  clientSecret: string | null;
  url: string | null;
};

/** A membership's subscription as Stripe has it now. */
export type Seen = {
  id: string;
  status: SubscriptionState | "incomplete";
  customerId: string;
  userId: string | null;
  attemptId: string | null;
  priceCents: number;
  currency: string;
  startedAt: Date;
  periodEndsAt: Date;
  endsAt: Date | null;
  endedAt: Date | null;
  invoice: Invoice | null;
};

const EXPAND = ["latest_invoice.confirmation_secret", "latest_invoice.payments"];

/** The subscription as Stripe has it now, with its latest invoice. Null: it is not one of ours. */
export async function retrieveSubscription(id: string): Promise<Seen | null> {
  return readSubscription(
    await callStripe((api) => api.subscriptions.retrieve(id, { expand: EXPAND })),
  );
}

/** Every subscription to a membership that a customer ever had, newest first. */
export async function listSubscriptions(customerId: string): Promise<Seen[]> {
  const { data } = await callStripe((api) =>
    api.subscriptions.list({ customer: customerId, status: "all", limit: 100 }),
  );
  return data.map(readSubscription).filter((seen) => seen !== null);
}

type Beginning = { customerId: string; userId: string; attemptId: string; priceId: string };

/** Begins one that its first payment completes. Asking again under the same attempt returns the same one. */
export async function createSubscription(beginning: Beginning): Promise<string> {
  const { customerId, userId, attemptId, priceId } = beginning;
  const { id } = await callStripe((api) =>
    api.subscriptions.create(
      {
        customer: customerId,
        items: [{ price: priceId }],
        payment_behavior: "default_incomplete",
        payment_settings: {
          payment_method_types: ["card"],
          save_default_payment_method: "on_subscription",
        },
        metadata: { user_id: userId, attempt_id: attemptId },
      },
      { idempotencyKey: `subscription:${attemptId}` },
    ),
  );
  return id;
}

/** Null: other software on the same account sells subscriptions of its own. */
export function readSubscription(wire: Stripe.Subscription): Seen | null {
  const [item] = wire.items.data;
  if (!item || !isMembershipPrice(item.price)) return null;
  const { user_id: userId, attempt_id: attemptId } = wire.metadata;
  const invoice = typeof wire.latest_invoice === "object" ? wire.latest_invoice : null;
  return {
    id: wire.id,
    status: statusOf(wire),
    customerId: typeof wire.customer === "string" ? wire.customer : wire.customer.id,
    userId: isId(userId) ? userId : null,
    attemptId: isId(attemptId) ? attemptId : null,
    priceCents: item.price.unit_amount ?? 0,
    currency: item.price.currency,
    startedAt: date(wire.start_date),
    periodEndsAt: date(item.current_period_end),
    endsAt: dateOrNull(wire.cancel_at),
    endedAt: dateOrNull(wire.ended_at),
    invoice: invoice && readInvoice(invoice),
  };
}

/** A word of Stripe's that we do not know cannot be acted upon; its event comes again. */
function statusOf({ id, status }: Stripe.Subscription): Seen["status"] {
  const known = ["incomplete", ...subscriptionState.enumValues] as const;
  const found = known.find((word) => word === status);
  if (!found) throw new Error(`subscription ${id} is ${status}, which is not known here`);
  return found;
}

export function readInvoice(wire: Stripe.Invoice): Invoice {
  const intents = wire.payments?.data.map(({ payment }) => payment.payment_intent) ?? [];
  const intent = intents.at(-1);
  return {
    id: wire.id ?? "",
    status: wire.status,
    paidCents: wire.amount_paid,
    dueCents: wire.amount_remaining,
    currency: wire.currency,
    paidAt: dateOrNull(wire.status_transitions.paid_at),
    retryAt: dateOrNull(wire.next_payment_attempt),
    intentId: (typeof intent === "object" ? intent?.id : intent) ?? null,
    clientSecret: wire.confirmation_secret?.client_secret ?? null,
    url: wire.hosted_invoice_url ?? null,
  };
}

/** The subscription that an invoice is of, if it is of one. */
export function subscriptionOf(wire: Stripe.Invoice): string | null {
  const subscription = wire.parent?.subscription_details?.subscription;
  return (typeof subscription === "object" ? subscription.id : subscription) ?? null;
}

/** An invoice as Stripe has it now, with its payments. */
export const retrieveInvoice = (id: string) =>
  callStripe((api) => api.invoices.retrieve(id, { expand: ["payments", "confirmation_secret"] }));

const date = (seconds: number) => new Date(seconds * 1000);
const dateOrNull = (seconds: number | null | undefined) =>
  typeof seconds === "number" ? date(seconds) : null;
