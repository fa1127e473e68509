import { sql } from "drizzle-orm";
import {
  boolean,
  char,
  check,
  index,
  integer,
  pgEnum,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, instant, primaryId, updatedAt } from "./columns";
import { users } from "./users";

/** Stripe's own words, but for `incomplete`: what was never paid has no row. */
export const subscriptionState = pgEnum("subscription_state", [
  "trialing",
  "active",
  "past_due",
  "unpaid",
  "paused",
  "canceled",
  "incomplete_expired",
]);

/** Memberships, as they were last seen at Stripe. */
export const subscriptions = pgTable(
  "subscriptions",
  {
    id: primaryId(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    stripeSubscriptionId: text("stripe_subscription_id").notNull().unique(),
    state: subscriptionState("state").notNull(),
    /** What is charged each month. */
    priceCents: integer("price_cents").notNull(),
    currency: char("currency", { length: 3 }).notNull().default("usd"),
    startedAt: instant("started_at").notNull(),
    /** The end of the time that was last charged for: the next charge, unless it ends then. */
    periodEndsAt: instant("period_ends_at").notNull(),
    /** When it is set to end; null while it renews. */
    endsAt: instant("ends_at"),
    endedAt: instant("ended_at"),
    /** Of an unpaid renewal: the invoice that can still be paid, and when the card is tried again. */
    openInvoiceId: text("open_invoice_id"),
    retryAt: instant("retry_at"),
    /** The bank asks the member to confirm the renewal. */
    needsAction: boolean("needs_action").notNull().default(false),
    /** Grows with every change: what was looked up before another change is looked up again. */
    version: integer("version").notNull().default(1),
    seenAt: instant("seen_at").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    index("subscriptions_user").on(t.userId, t.startedAt),
    // Nobody is a member twice.
    uniqueIndex("subscriptions_live")
      .on(t.userId)
      .where(sql`state in ('trialing', 'active', 'past_due')`),
    index("subscriptions_renewing")
      .on(t.seenAt)
      .where(sql`state in ('trialing', 'active', 'past_due')`),
    check("subscriptions_price", sql`${t.priceCents} >= 0`),
    check("subscriptions_ended", sql`${t.state} <> 'canceled' or ${t.endedAt} is not null`),
  ],
);

/** One try at becoming a member: a subscription at Stripe that is not paid yet. */
export const subscriptionAttempts = pgTable(
  "subscription_attempts",
  {
    id: primaryId(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    /** Null while its creation is unresolved. */
    stripeSubscriptionId: text("stripe_subscription_id").unique(),
    /** Once it was paid, or can no longer be. */
    closedAt: instant("closed_at"),
    seenAt: instant("seen_at").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    // One at a time for each user, so that two can never both be paid.
    uniqueIndex("subscription_attempts_open").on(t.userId).where(sql`closed_at is null`),
    index("subscription_attempts_seen").on(t.seenAt).where(sql`closed_at is null`),
  ],
);
