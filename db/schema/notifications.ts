import { sql } from "drizzle-orm";
import { index, pgEnum, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { citext, createdAt, instant, primaryId } from "./columns";
import { sessions } from "./sessions";
import { users } from "./users";

export const reminderKind = pgEnum("reminder_kind", ["24h", "1h"]);

/** Reminders due for a session at the time it then had; a moved session gets new rows. */
export const reminders = pgTable(
  "reminders",
  {
    id: primaryId(),
    sessionId: uuid("session_id")
      .notNull()
      .references(() => sessions.id),
    kind: reminderKind("kind").notNull(),
    sessionStartsAt: instant("session_starts_at").notNull(),
    dueAt: instant("due_at").notNull(),
    settledAt: instant("settled_at"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("reminders_once").on(t.sessionId, t.kind, t.sessionStartsAt),
    index("reminders_due").on(t.dueAt).where(sql`settled_at is null`),
  ],
);

/** The send ledger: one row for each (event, recipient), so that no mail goes out twice. */
export const sentMails = pgTable(
  "sent_mails",
  {
    id: primaryId(),
    /** Event and recipient, e.g. `booking-confirmed:<session>:0:<user>`; also Resend's idempotency key. */
    key: text("key").notNull().unique(),
    kind: text("kind").notNull(),
    recipient: citext("recipient").notNull(),
    sessionId: uuid("session_id").references(() => sessions.id),
    providerId: text("provider_id"),
    sentAt: instant("sent_at"),
    createdAt: createdAt(),
  },
  (t) => [index("sent_mails_session").on(t.sessionId)],
);

/** The mails that somebody can do without. All others confirm what they did, or tell what they must know. */
export const optionalMail = pgEnum("optional_mail", [
  "reminder_24h",
  "reminder_1h",
  "review_request",
  "review_reply",
  "researcher_joined",
  "membership_ended",
  "review_received",
  "payout_sent",
]);

/** What somebody does not want to get; whatever is not here is sent. */
export const mutedMails = pgTable(
  "muted_mails",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    kind: optionalMail("kind").notNull(),
    mutedAt: instant("muted_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.kind] })],
);
