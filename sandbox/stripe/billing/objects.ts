import type { Metadata } from "../objects";

export type Product = {
  id: string;
  object: "product";
  active: boolean;
  created: number;
  default_price: null;
  description: null;
  images: string[];
  livemode: false;
  metadata: Metadata;
  name: string;
  type: "service";
  updated: number;
};

export type Price = {
  id: string;
  object: "price";
  active: boolean;
  billing_scheme: "per_unit";
  created: number;
  currency: string;
  custom_unit_amount: null;
  livemode: false;
  lookup_key: string | null;
  metadata: Metadata;
  nickname: string | null;
  product: string;
  recurring: { interval: "month"; interval_count: 1; meter: null; usage_type: "licensed" };
  tax_behavior: "unspecified";
  tiers_mode: null;
  transform_quantity: null;
  type: "recurring";
  unit_amount: number;
  unit_amount_decimal: string;
};

export type SubscriptionStatus =
  | "incomplete"
  | "incomplete_expired"
  | "active"
  | "past_due"
  | "unpaid"
  | "canceled";

export type SubscriptionItem = {
  id: string;
  object: "subscription_item";
  created: number;
  current_period_end: number;
  current_period_start: number;
  discounts: string[];
  metadata: Metadata;
  price: Price;
  quantity: 1;
  subscription: string;
};

export type Subscription = {
  id: string;
  object: "subscription";
  application: null;
  automatic_tax: { disabled_reason: null; enabled: false; liability: null };
  billing_cycle_anchor: number;
  billing_mode: { type: "flexible" };
  cancel_at: number | null;
  cancel_at_period_end: boolean;
  canceled_at: number | null;
  cancellation_details: { comment: null; feedback: null; reason: string | null };
  collection_method: "charge_automatically";
  created: number;
  currency: string;
  customer: string;
  days_until_due: null;
  default_payment_method: string | null;
  default_source: null;
  description: string | null;
  discounts: string[];
  ended_at: number | null;
  items: { object: "list"; data: SubscriptionItem[]; has_more: false; url: string };
  latest_invoice: string;
  livemode: false;
  metadata: Metadata;
  on_behalf_of: null;
  pause_collection: null;
  payment_settings: {
    payment_method_options: null;
    payment_method_types: string[] | null;
    save_default_payment_method: "off" | "on_subscription";
  };
  pending_setup_intent: null;
  schedule: null;
  start_date: number;
  status: SubscriptionStatus;
  test_clock: null;
  trial_end: null;
  trial_start: null;
  /** How far its own clock was moved ahead of the sandbox's. */
  _aheadMs: number;
  /** When something happens to it by itself next, on the sandbox's clock (unix milliseconds). */
  _dueAt: number | null;
  /** What becomes of it when no attempt at a renewal has succeeded. */
  _afterRetries: "cancel" | "unpaid";
};

export type InvoicePayment = {
  id: string;
  object: "invoice_payment";
  amount_paid: number | null;
  amount_requested: number;
  created: number;
  currency: string;
  invoice: string;
  is_default: true;
  livemode: false;
  payment: { type: "payment_intent"; payment_intent: string };
  status: "open" | "paid" | "canceled";
  status_transitions: { canceled_at: number | null; paid_at: number | null };
};

export type Invoice = {
  id: string;
  object: "invoice";
  amount_due: number;
  amount_overpaid: number;
  amount_paid: number;
  amount_remaining: number;
  attempt_count: number;
  attempted: boolean;
  auto_advance: boolean;
  billing_reason: "subscription_create" | "subscription_cycle";
  collection_method: "charge_automatically";
  confirmation_secret: { client_secret: string; type: "payment_intent" };
  created: number;
  currency: string;
  customer: string;
  customer_email: string | null;
  default_payment_method: null;
  description: null;
  due_date: null;
  effective_at: number;
  ending_balance: number;
  hosted_invoice_url: string | null;
  invoice_pdf: null;
  lines: { object: "list"; data: object[]; has_more: false; url: string };
  livemode: false;
  metadata: Metadata;
  next_payment_attempt: number | null;
  number: string;
  parent: {
    quote_details: null;
    subscription_details: { metadata: Metadata; subscription: string };
    type: "subscription_details";
  };
  payments: { object: "list"; data: InvoicePayment[]; has_more: false; url: string };
  period_end: number;
  period_start: number;
  starting_balance: number;
  status: "open" | "paid" | "void";
  status_transitions: {
    finalized_at: number | null;
    marked_uncollectible_at: null;
    paid_at: number | null;
    voided_at: number | null;
  };
  subtotal: number;
  total: number;
};

/** The intent by which an invoice is paid. */
export const intentOf = (invoice: Invoice): string =>
  invoice.payments.data[0]?.payment.payment_intent ?? "";

/** The one thing that a subscription here is for. */
export function itemOf(subscription: Subscription): SubscriptionItem {
  const [item] = subscription.items.data;
  if (!item) throw new Error(`${subscription.id} has no item`);
  return item;
}
