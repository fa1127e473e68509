import { sql } from "drizzle-orm";
import { index, pgEnum, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { citext, createdAt, instant, primaryId, updatedAt } from "./columns";
import { papers } from "./papers";
import { researchers } from "./researchers";
import { users } from "./users";

export const invitationState = pgEnum("invitation_state", [
  "open",
  "accepted",
  "declined",
  "failed",
]);

export const invitationFailure = pgEnum("invitation_failure", [
  "not_sent",
  "bounced",
  "complained",
  "suppressed",
]);

/**
 * What an address is asked, however many readers ask: one invitation and one reminder, then silence
 * until `quiet_until`. An exclusion constraint holds that no two of one address share a time.
 */
export const invitations = pgTable(
  "invitations",
  {
    id: primaryId(),
    email: citext("email").notNull(),
    /** SHA-256 of the normalized address, as in `suppressions`. */
    addressHash: text("address_hash").notNull(),
    state: invitationState("state").notNull().default("open"),
    /** The collected profile that whoever follows the link may take over. */
    researcherId: uuid("researcher_id").references(() => researchers.id, { onDelete: "set null" }),
    expiresAt: instant("expires_at").notNull(),
    quietUntil: instant("quiet_until").notNull(),
    mailedAt: instant("mailed_at"),
    reminderDueAt: instant("reminder_due_at"),
    reminderSettledAt: instant("reminder_settled_at"),
    settledAt: instant("settled_at"),
    failure: invitationFailure("failure"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    index("invitations_latest").on(t.createdAt, t.id),
    index("invitations_settled").on(t.settledAt),
    index("invitations_address").on(t.addressHash, t.createdAt),
    index("invitations_researcher").on(t.researcherId),
    index("invitations_unsent").on(t.createdAt).where(sql`state = 'open' and mailed_at is null`),
    index("invitations_reminders")
      .on(t.reminderDueAt)
      .where(sql`state = 'open' and reminder_settled_at is null`),
  ],
);

export const outreachStatus = pgEnum("outreach_status", [
  "pending",
  "accepted",
  "declined",
  "email_failed",
]);

export const addressSource = pgEnum("address_source", ["reader", "profile"]);

/** A reader's wish to meet somebody who is not here yet. */
export const outreachRequests = pgTable(
  "outreach_requests",
  {
    id: primaryId(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    invitationId: uuid("invitation_id")
      .notNull()
      .references(() => invitations.id),
    researcherId: uuid("researcher_id").references(() => researchers.id, { onDelete: "set null" }),
    paperId: uuid("paper_id")
      .notNull()
      .references(() => papers.id),
    email: citext("email").notNull(),
    /** Whether the reader wrote the address, or it was known from the profile and is not theirs to see. */
    addressSource: addressSource("address_source").notNull(),
    note: text("note"),
    status: outreachStatus("status").notNull().default("pending"),
    /** When the reader was told that the researcher who joined can be booked. */
    toldAt: instant("told_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    uniqueIndex("outreach_requests_once")
      .on(t.userId, t.paperId, t.email)
      .where(sql`status in ('pending', 'accepted')`),
    index("outreach_requests_latest").on(t.createdAt, t.id),
    index("outreach_requests_user").on(t.userId, t.createdAt, t.id),
    index("outreach_requests_invitation").on(t.invitationId),
    index("outreach_requests_email").on(t.email),
    index("outreach_requests_researcher").on(t.researcherId),
    index("outreach_requests_untold")
      .on(t.researcherId)
      .where(sql`status = 'accepted' and told_at is null`),
  ],
);

export const suppressionReason = pgEnum("suppression_reason", [
  "unsubscribed",
  "complained",
  "bounced",
  "removed",
]);

/** Addresses that get nothing but what their own dealings call for, for good; the address itself is not kept. */
export const suppressions = pgTable("suppressions", {
  /** SHA-256 of the normalized address, in hex. */
  addressHash: text("address_hash").primaryKey(),
  reason: suppressionReason("reason").notNull(),
  createdAt: createdAt(),
});
