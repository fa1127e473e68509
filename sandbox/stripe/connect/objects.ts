import type { Metadata } from "../objects";

/** The objects of Connect as they are stored; keys that begin with an underscore never leave. */
export type Account = {
  id: string;
  object: "account";
  business_profile: {
    mcc: string | null;
    name: string | null;
    product_description: string | null;
    support_email: null;
    support_phone: null;
    support_url: null;
    url: string | null;
  };
  business_type: "individual" | "company" | null;
  capabilities: { transfers?: "active" | "inactive" | "pending" };
  charges_enabled: boolean;
  controller: {
    fees: { payer: "application_express" };
    is_controller: true;
    losses: { payments: "application" };
    requirement_collection: "stripe";
    stripe_dashboard: { type: "express" };
    type: "application";
  };
  country: string;
  created: number;
  default_currency: string;
  details_submitted: boolean;
  email: string | null;
  external_accounts: { object: "list"; data: object[]; has_more: false; url: string };
  future_requirements: Requirements;
  metadata: Metadata;
  payouts_enabled: boolean;
  requirements: Requirements;
  settings: object;
  tos_acceptance: { date: number | null };
  type: "express";
  /** What was entered in the onboarding, by field. */
  _given: Record<string, string>;
  /** `review` waits for a person, `rejected` is final, `drained` has paid everything out. */
  _review: "none" | "review" | "rejected";
  _drained: boolean;
  /** What was asked for after the onboarding, by a control. */
  _asked: string[];
};

export type Requirements = {
  alternatives: object[];
  current_deadline: number | null;
  currently_due: string[];
  disabled_reason: string | null;
  errors: object[];
  eventually_due: string[];
  past_due: string[];
  pending_verification: string[];
};

/** A way into the onboarding, good once and for five minutes. */
export type AccountLink = {
  id: string;
  account: string;
  created: number;
  expires_at: number;
  refresh_url: string;
  return_url: string;
  /** Set by the first visit; the form is sent with it. */
  visit: string | null;
};

export type Transfer = {
  id: string;
  object: "transfer";
  amount: number;
  amount_reversed: number;
  balance_transaction: string;
  created: number;
  currency: string;
  description: string | null;
  destination: string;
  destination_payment: string;
  livemode: false;
  metadata: Metadata;
  reversals: { object: "list"; data: Reversal[]; has_more: boolean; url: string };
  reversed: boolean;
  source_transaction: string | null;
  source_type: "card";
  transfer_group: string | null;
};

export type Reversal = {
  id: string;
  object: "transfer_reversal";
  amount: number;
  balance_transaction: string;
  created: number;
  currency: string;
  destination_payment_refund: string;
  metadata: Metadata;
  source_refund: null;
  transfer: string;
};
