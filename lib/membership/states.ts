import { inArray } from "drizzle-orm";
import { subscriptions } from "@/db/schema";

export type Subscription = typeof subscriptions.$inferSelect;
export type SubscriptionState = Subscription["state"];

/** Who is in one of these is a member; of each user one subscription at most, which a unique index holds. */
export const LIVE_STATES = ["trialing", "active", "past_due"] as const;

const live: ReadonlySet<string> = new Set(LIVE_STATES);

export const isLive = (state: string): boolean => live.has(state);

/** The same as a condition of a query. */
export const isLiveRow = inArray(subscriptions.state, [...LIVE_STATES]);

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
