import { sql } from "drizzle-orm";
import {
  boolean,
  char,
  check,
  index,
  integer,
  pgEnum,
  pgTable,
  smallint,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, instant, percent, primaryId, updatedAt } from "./columns";
import { payments } from "./payments";
import { researchers } from "./researchers";
import { sessions } from "./sessions";

/** A researcher's account at the payment provider, as it was last seen there. */
export const payoutAccounts = pgTable("payout_accounts", {
  researcherId: uuid("researcher_id")
    .primaryKey()
    .references(() => researchers.id, { onDelete: "cascade" }),
  country: char("country", { length: 2 }).notNull(),
  /** Stripe's account; null while its creation is unresolved. */
  accountId: text("account_id").unique(),
  detailsSubmitted: boolean("details_submitted").notNull().default(false),
  /** Whether transfers reach it. */
  canReceive: boolean("can_receive").notNull().default(false),
  payoutsEnabled: boolean("payouts_enabled").notNull().default(false),
  /** Stripe's names of what is still to be given. */
  currentlyDue: text("currently_due").array().notNull().default(sql`'{}'::text[]`),
  isUnderReview: boolean("is_under_review").notNull().default(false),
  disabledReason: text("disabled_reason"),
  seenAt: instant("seen_at"),
  /** When it was last asked for, whatever came of it. */
  askedAt: instant("asked_at"),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
});

export const payoutStatus = pgEnum("payout_status", [
  "due",
  "blocked",
  "sending",
  "paid",
  "void",
  "reversed",
]);

/** What a researcher is owed for one completed session. Cents. */
export const payouts = pgTable(
  "payouts",
  {
    id: primaryId(),
    sessionId: uuid("session_id")
      .notNull()
      .unique()
      .references(() => sessions.id),
    researcherId: uuid("researcher_id")
      .notNull()
      .references(() => researchers.id),
    paymentId: uuid("payment_id")
      .notNull()
      .unique()
      .references(() => payments.id),
    status: payoutStatus("status").notNull(),
    /** The session at the researcher's full rate, what the platform keeps of it, and the rest. */
    grossCents: integer("gross_cents").notNull(),
    feePercent: percent("fee_percent").notNull(),
    feeCents: integer("fee_cents").notNull(),
    netCents: integer("net_cents").notNull(),
    currency: char("currency", { length: 3 }).notNull().default("usd"),
    /** How much of the net is not the researcher's any more: refunded, or lost to a dispute. */
    withheldCents: integer("withheld_cents").notNull().default(0),
    /** A report about the session is open. */
    isReported: boolean("is_reported").notNull().default(false),
    dueAt: instant("due_at").notNull(),
    /** The session's end: the month it is counted to. */
    earnedAt: instant("earned_at").notNull(),
    /** What the transfer is of, fixed when it is first attempted. */
    sentCents: integer("sent_cents"),
    destination: text("destination"),
    sendingSince: instant("sending_since"),
    /** Counts attempts that the provider refused; part of the idempotency key. */
    attempt: smallint("attempt").notNull().default(1),
    transactionId: text("transaction_id").unique(),
    paidAt: instant("paid_at"),
    reversedCents: integer("reversed_cents").notNull().default(0),
    /** One worker at a time speaks with the provider about a payout, until then. */
    claimedUntil: instant("claimed_until"),
    /** After a refusal: not to be tried again before. */
    retryAt: instant("retry_at"),
    failureCode: text("failure_code"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    index("payouts_researcher").on(t.researcherId, t.earnedAt),
    index("payouts_latest").on(t.createdAt, t.id),
    index("payouts_paid").on(t.paidAt),
    index("payouts_due").on(t.dueAt).where(sql`status = 'due'`),
    index("payouts_withheld").on(t.paymentId).where(sql`withheld_cents > 0`),
    index("payouts_reversible")
      .on(t.paidAt)
      .where(sql`status = 'paid' and sent_cents - reversed_cents > net_cents - withheld_cents`),
    index("payouts_sending").on(t.claimedUntil).where(sql`status = 'sending'`),
    check("payouts_amounts", sql`${t.grossCents} = ${t.feeCents} + ${t.netCents}`),
    check(
      "payouts_parts",
      sql`${t.feeCents} >= 0 and ${t.netCents} > 0 and ${t.withheldCents} between 0 and ${t.netCents}`,
    ),
    check(
      "payouts_sent",
      sql`${t.status} not in ('sending', 'paid', 'reversed') or (${t.sentCents} > 0 and ${t.destination} is not null)`,
    ),
    check(
      "payouts_paid",
      sql`${t.status} not in ('paid', 'reversed') or (${t.transactionId} is not null and ${t.paidAt} is not null)`,
    ),
    check(
      "payouts_unsent_once",
      sql`${t.transactionId} is null or ${t.status} in ('paid', 'reversed')`,
    ),
    check(
      "payouts_reversed_within_sent",
      sql`${t.reversedCents} between 0 and coalesce(${t.sentCents}, 0)`,
    ),
  ],
);

export const disputeStatus = pgEnum("dispute_status", ["open", "won", "lost"]);

/** A cardholder's bank asks a payment back. */
export const disputes = pgTable(
  "disputes",
  {
    id: primaryId(),
    paymentId: uuid("payment_id")
      .notNull()
      .references(() => payments.id),
    /** Stripe's id. */
    transactionId: text("transaction_id").notNull().unique(),
    amountCents: integer("amount_cents").notNull(),
    reason: text("reason").notNull(),
    status: disputeStatus("status").notNull(),
    /** While the bank only inquires, the money is still here, and can be refunded. */
    isRefundable: boolean("is_refundable").notNull().default(false),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [index("disputes_payment").on(t.paymentId)],
);
