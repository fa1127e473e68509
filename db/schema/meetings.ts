import { sql } from "drizzle-orm";
import { boolean, check, index, pgEnum, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, instant, updatedAt } from "./columns";
import { sessions } from "./sessions";

export const meetingState = pgEnum("meeting_state", [
  "reserved",
  "wanted",
  "creating",
  "ready",
  "outdated",
  "removing",
  "removed",
]);

/**
 * The host reserved for a session, and the meeting made on it once paid. One host never runs two
 * meetings at once: an exclusion constraint over (host, range) where `blocking`.
 */
export const meetings = pgTable(
  "meetings",
  {
    sessionId: uuid("session_id")
      .primaryKey()
      .references(() => sessions.id),
    hostEmail: text("host_email").notNull(),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    blocking: boolean("blocking").notNull().default(true),
    state: meetingState("state").notNull().default("reserved"),
    zoomMeetingId: text("zoom_meeting_id").unique(),
    joinUrl: text("join_url"),
    // Zoom has no idempotency keys: whoever holds the claim is the only one to write there.
    claimedUntil: instant("claimed_until"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    index("meetings_unsettled")
      .on(t.startsAt)
      .where(sql`state in ('wanted', 'creating', 'outdated', 'removing')`),
    check("meetings_range", sql`${t.endsAt} > ${t.startsAt}`),
    check("meetings_ready", sql`${t.state} <> 'ready' or ${t.joinUrl} is not null`),
  ],
);
