import type { subscriptions } from "@/db/schema";

export type Subscription = typeof subscriptions.$inferSelect;
export type SubscriptionState = Subscription["state"];

/** Who is in one of these is a member; of each user one subscription at most, which a unique index holds. */
export const LIVE_STATES = ["trialing", "active", "past_due"] as const;

/** The API's three words for Stripe's. */
export const apiStatus = {
  trialing: "active",
  active: "active",
  past_due: "active",
  unpaid: "expired",
  paused: "expired",
  incomplete_expired: "expired",
  canceled: "canceled",
} as const satisfies Record<SubscriptionState, string>;
