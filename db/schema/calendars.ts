import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, instant, primaryId } from "./columns";
import { researchers } from "./researchers";

/** The feed of a researcher's bookings. Its address follows from `id` and a secret of the server; a new id is a new address. */
export const calendarFeeds = pgTable(
  "calendar_feeds",
  {
    researcherId: uuid("researcher_id")
      .primaryKey()
      .references(() => researchers.id, { onDelete: "cascade" }),
    id: uuid("id").notNull().defaultRandom(),
    createdAt: createdAt(),
  },
  (t) => [unique("calendar_feeds_id").on(t.id)],
);

/**
 * A calendar elsewhere whose busy times block. What is known of it stays until it is read again:
 * after `covered_until` nothing is known, and everything is taken.
 */
export const externalCalendars = pgTable(
  "external_calendars",
  {
    id: primaryId(),
    researcherId: uuid("researcher_id")
      .notNull()
      .references(() => researchers.id, { onDelete: "cascade" }),
    /** As secret as a password: whoever has it reads the whole calendar. */
    url: text("url").notNull(),
    etag: text("etag"),
    lastModified: text("last_modified"),
    /** The zones that its floating times were read in, and how far. */
    zones: text("zones").notNull(),
    coveredUntil: instant("covered_until").notNull(),
    /** Of the busy times, so that equal ones are not written again. */
    digest: text("digest").notNull(),
    unreadableEvents: integer("unreadable_events").notNull().default(0),
    readAt: instant("read_at").notNull(),
    checkedAt: instant("checked_at").notNull(),
    dueAt: instant("due_at").notNull(),
    failures: integer("failures").notNull().default(0),
    problem: text("problem"),
    failingSince: instant("failing_since"),
    flaggedAt: instant("flagged_at"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("external_calendars_researcher").on(t.researcherId),
    index("external_calendars_due").on(t.dueAt),
    check("external_calendars_failing", sql`(${t.failures} > 0) = (${t.failingSince} is not null)`),
    check("external_calendars_problem", sql`(${t.problem} is null) = (${t.failingSince} is null)`),
  ],
);

/** Times at which that calendar has something, merged: no titles, no guests. */
export const externalBusy = pgTable(
  "external_busy",
  {
    researcherId: uuid("researcher_id")
      .notNull()
      .references(() => researchers.id, { onDelete: "cascade" }),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at").notNull(),
  },
  (t) => [
    // Ends first: what is over is never asked for.
    primaryKey({ columns: [t.researcherId, t.endsAt] }),
    check("external_busy_range", sql`${t.endsAt} > ${t.startsAt}`),
  ],
);
