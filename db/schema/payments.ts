import { sql } from "drizzle-orm";
import {
  char,
  check,
  index,
  integer,
  pgEnum,
  pgTable,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, instant, primaryId, updatedAt } from "./columns";
import { sessions } from "./sessions";
import { subscriptions } from "./subscriptions";
import { users } from "./users";

export const paymentStatus = pgEnum("payment_status", [
  "pending",
  "completed",
  "failed",
  "canceled",
]);

export const payments = pgTable(
  "payments",
  {
    id: primaryId(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    sessionId: uuid("session_id").references(() => sessions.id),
    /** Of a membership: each paid invoice is a payment. */
    subscriptionId: uuid("subscription_id").references(() => subscriptions.id),
    invoiceId: text("invoice_id").unique(),
    /** Counts the intents made for a session, from 1; part of the idempotency key. */
    attempt: smallint("attempt").notNull().default(1),
    amountCents: integer("amount_cents").notNull(),
    currency: char("currency", { length: 3 }).notNull().default("usd"),
    status: paymentStatus("status").notNull().default("pending"),
    failureCode: text("failure_code"),
    /** Stripe's payment intent; null while its creation is unresolved. */
    transactionId: text("transaction_id").unique(),
    chargeId: text("charge_id").unique(),
    receiptUrl: text("receipt_url"),
    capturedCents: integer("captured_cents").notNull().default(0),
    refundedCents: integer("refunded_cents").notNull().default(0),
    paidAt: instant("paid_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("payments_attempt").on(t.sessionId, t.attempt),
    index("payments_user").on(t.userId),
    index("payments_latest").on(t.createdAt, t.id),
    index("payments_refunded").on(t.id).where(sql`refunded_cents > 0`),
    index("payments_open").on(t.createdAt).where(sql`status = 'pending'`),
    index("payments_subscription").on(t.subscriptionId),
    check("payments_amount", sql`${t.amountCents} > 0`),
    check(
      "payments_of_one",
      sql`${t.sessionId} is null or (${t.subscriptionId} is null and ${t.invoiceId} is null)`,
    ),
    check(
      "payments_refund_within_capture",
      sql`${t.refundedCents} >= 0 and ${t.refundedCents} <= ${t.capturedCents}`,
    ),
  ],
);

export const refundStatus = pgEnum("refund_status", ["due", "sent", "succeeded", "failed"]);

export const refunds = pgTable(
  "refunds",
  {
    id: primaryId(),
    paymentId: uuid("payment_id")
      .notNull()
      .references(() => payments.id),
    amountCents: integer("amount_cents").notNull(),
    /** `refund:<payment id>` for a full refund, so that one can exist only once. */
    key: text("key").notNull().unique(),
    reason: text("reason").notNull(),
    status: refundStatus("status").notNull().default("due"),
    transactionId: text("transaction_id").unique(),
    failureReason: text("failure_reason"),
    /** How often Stripe has refused it, or failed under its key; part of the next key. */
    attempts: smallint("attempts").notNull().default(0),
    /** After a try that came to nothing: the sweep leaves it alone until then. */
    nextTryAt: instant("next_try_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    index("refunds_payment").on(t.paymentId),
    index("refunds_latest").on(t.createdAt, t.id),
    index("refunds_open").on(t.createdAt).where(sql`status in ('due', 'sent')`),
    check("refunds_amount", sql`${t.amountCents} > 0`),
  ],
);
