import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  index,
  jsonb,
  pgTable,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, instant, primaryId, updatedAt } from "./columns";
import { researchers } from "./researchers";

const ownedByResearcher = () =>
  uuid("researcher_id")
    .notNull()
    .references(() => researchers.id, { onDelete: "cascade" });

/** Weekly hours: wall-clock minutes from local midnight; an end past 1440 crosses midnight. */
export const availabilityRules = pgTable(
  "availability_rules",
  {
    id: primaryId(),
    researcherId: ownedByResearcher(),
    /** 0 = Sunday. */
    weekday: smallint("weekday").notNull(),
    startMinute: smallint("start_minute").notNull(),
    endMinute: smallint("end_minute").notNull(),
  },
  (t) => [
    unique("availability_rules_once").on(t.researcherId, t.weekday, t.startMinute, t.endMinute),
    check("availability_rules_weekday", sql`${t.weekday} between 0 and 6`),
    check(
      "availability_rules_range",
      sql`${t.startMinute} >= 0 and ${t.startMinute} < 1440 and ${t.endMinute} > ${t.startMinute} and ${t.endMinute} <= 2880`,
    ),
  ],
);

/** The hours of one local date, in place of the weekly ones; no ranges closes it. */
export const availabilityOverrides = pgTable(
  "availability_overrides",
  {
    id: primaryId(),
    researcherId: ownedByResearcher(),
    date: date("date", { mode: "string" }).notNull(),
    ranges: jsonb("ranges").$type<{ startMinute: number; endMinute: number }[]>().notNull(),
  },
  (t) => [unique("availability_overrides_once").on(t.researcherId, t.date)],
);

export const timeOff = pgTable(
  "time_off",
  {
    id: primaryId(),
    researcherId: ownedByResearcher(),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    note: text("note"),
  },
  (t) => [
    index("time_off_researcher").on(t.researcherId, t.endsAt),
    check("time_off_range", sql`${t.endsAt} > ${t.startsAt}`),
  ],
);

/** Local dates (both included) that the researcher spends in another zone. */
export const travel = pgTable(
  "travel",
  {
    id: primaryId(),
    researcherId: ownedByResearcher(),
    startsOn: date("starts_on", { mode: "string" }).notNull(),
    endsOn: date("ends_on", { mode: "string" }).notNull(),
    timeZone: text("time_zone").notNull(),
  },
  (t) => [
    index("travel_researcher").on(t.researcherId, t.endsOn),
    check("travel_range", sql`${t.endsOn} >= ${t.startsOn}`),
  ],
);

/** Claimed times. A row appears when a computed slot is first claimed; unavailable rows are busy. */
export const timeSlots = pgTable(
  "time_slots",
  {
    id: text("id").primaryKey(),
    researcherId: ownedByResearcher(),
    startsAt: instant("start_time").notNull(),
    endsAt: instant("end_time").notNull(),
    available: boolean("available").notNull().default(true),
    sessionId: uuid("session_id"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    index("time_slots_busy").on(t.researcherId, t.endsAt).where(sql`not available`),
    index("time_slots_session").on(t.sessionId),
    check("time_slots_range", sql`${t.endsAt} > ${t.startsAt}`),
    check("time_slots_claim", sql`${t.available} = (${t.sessionId} is null)`),
  ],
);
