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
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, instant, percent, primaryId, updatedAt } from "./columns";
import { papers } from "./papers";
import { researchers } from "./researchers";
import { users } from "./users";

export const sessionState = pgEnum("session_state", [
  "held",
  "expiring",
  "requested",
  "confirmed",
  "completed",
  "canceled",
]);

export const cancelReason = pgEnum("cancel_reason", [
  "hold_expired",
  "reader_canceled",
  "request_withdrawn",
  "request_declined",
  "request_unanswered",
  "researcher_canceled",
  "meeting_unavailable",
]);

/** No two live sessions of a researcher, nor of a reader, overlap: exclusion constraints in the migration. */
export const sessions = pgTable(
  "sessions",
  {
    id: primaryId(),
    readerId: uuid("reader_id")
      .notNull()
      .references(() => users.id),
    researcherId: uuid("researcher_id")
      .notNull()
      .references(() => researchers.id),
    timeSlotId: text("time_slot_id").notNull(),
    paperId: uuid("paper_id").references(() => papers.id),
    questions: text("questions"),
    state: sessionState("state").notNull(),
    cancelReason: cancelReason("cancel_reason"),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    priceCents: integer("price_cents").notNull(),
    /** What a member was spared of the full price; the platform's fee pays for it. */
    memberDiscountCents: integer("member_discount_cents").notNull().default(0),
    currency: char("currency", { length: 3 }).notNull().default("usd"),
    // Copied at hold, so that later changes of a profile never change a booking's terms.
    requiresAcceptance: boolean("requires_acceptance").notNull(),
    cancellationWindowMinutes: integer("cancellation_window_minutes").notNull(),
    platformFeePercent: percent("platform_fee_percent").notNull().default(15),
    holdExpiresAt: instant("hold_expires_at").notNull(),
    paidAt: instant("paid_at"),
    answerBy: instant("answer_by"),
    acceptedAt: instant("accepted_at"),
    confirmedAt: instant("confirmed_at"),
    completedAt: instant("completed_at"),
    canceledAt: instant("canceled_at"),
    /** When the reader was asked for a review. */
    reviewAskedAt: instant("review_asked_at"),
    declineReason: text("decline_reason"),
    /** When the parties were told that the meeting is late. */
    meetingDelayedAt: instant("meeting_delayed_at"),
    /** SEQUENCE of the calendar invite; grows with each change of the booking. */
    calendarSequence: integer("calendar_sequence").notNull().default(0),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    index("sessions_latest").on(t.createdAt, t.id),
    index("sessions_reader").on(t.readerId, t.startsAt),
    index("sessions_researcher").on(t.researcherId, t.startsAt),
    index("sessions_holds").on(t.holdExpiresAt).where(sql`state in ('held', 'expiring')`),
    index("sessions_requests").on(t.answerBy).where(sql`state = 'requested'`),
    index("sessions_confirmed").on(t.endsAt).where(sql`state = 'confirmed'`),
    index("sessions_unasked")
      .on(t.completedAt)
      .where(sql`state = 'completed' and review_asked_at is null`),
    index("sessions_paper").on(t.paperId),
    check("sessions_range", sql`${t.endsAt} > ${t.startsAt}`),
    check("sessions_price", sql`${t.priceCents} > 0`),
    // The researcher is paid of the full price: what is spared can be no more than the fee.
    check(
      "sessions_discount_within_fee",
      sql`${t.memberDiscountCents} between 0 and round((${t.priceCents} + ${t.memberDiscountCents}) * ${t.platformFeePercent} / 100)`,
    ),
    check(
      "sessions_canceled_reason",
      sql`${t.state} <> 'canceled' or ${t.cancelReason} is not null`,
    ),
  ],
);
