import { and, eq, exists, gt, lt, sql } from "drizzle-orm";
import { z } from "zod";
import { externalBusy, externalCalendars, timeSlots } from "@/db/schema";
import { requireOwner } from "@/lib/availability/change-schedule";
import {
  ConflictView,
  conflictValues,
  listClaims,
  type ScheduleConflict,
} from "@/lib/availability/schedule-conflicts";
import type { Ctx } from "@/lib/platform/context";
import { DAY_MS, instant } from "@/lib/platform/time";
import { wordsOf } from "./feed-problem";
import { shortAddress } from "./reach/calendar-address";

export const COUNTED_DAYS = 60;

/** The state of the calendar elsewhere, and the bookings that something in it collides with. */
export type OwnExternalCalendar = {
  /** Enough of the address to know it by. */
  source: string;
  readAt: Date;
  checkedAt: Date;
  /** Busy times within the next 60 days. */
  busyTimes: number;
  unreadableEvents: number;
  /** Why it could not be read of late, in words that follow "because". */
  problem: string | null;
  failingSince: Date | null;
  /** It has been failing for a day. */
  isFlagged: boolean;
  conflicts: ScheduleConflict[];
};

/** The actor's calendar elsewhere, or null while there is none. */
export async function getExternalCalendar(ctx: Ctx): Promise<OwnExternalCalendar | null> {
  const { researcherId } = requireOwner(ctx);
  const until = new Date(ctx.now.getTime() + COUNTED_DAYS * DAY_MS);
  const [[row], [counted], conflicts] = await Promise.all([
    ctx.db.select().from(externalCalendars).where(eq(externalCalendars.researcherId, researcherId)),
    ctx.db
      .select({ count: sql<number>`count(*)::int` })
      .from(externalBusy)
      .where(
        and(
          eq(externalBusy.researcherId, researcherId),
          gt(externalBusy.endsAt, ctx.now),
          lt(externalBusy.startsAt, until),
        ),
      ),
    findCollisions(ctx, researcherId),
  ]);
  if (!row) return null;
  return {
    source: shortAddress(row.url),
    readAt: row.readAt,
    checkedAt: row.checkedAt,
    busyTimes: counted?.count ?? 0,
    unreadableEvents: row.unreadableEvents,
    problem: row.problem && wordsOf(row.problem),
    failingSince: row.failingSince,
    isFlagged: row.flaggedAt !== null,
    conflicts,
  };
}

/** Claimed times that something in the calendar overlaps. They stay as they are. */
function findCollisions({ db, now }: Ctx, researcherId: string): Promise<ScheduleConflict[]> {
  const overlapping = db
    .select({ one: sql`1` })
    .from(externalBusy)
    .where(
      and(
        eq(externalBusy.researcherId, timeSlots.researcherId),
        gt(externalBusy.endsAt, timeSlots.startsAt),
        lt(externalBusy.startsAt, timeSlots.endsAt),
      ),
    );
  return listClaims(db, researcherId, now, exists(overlapping));
}

export const ExternalCalendarView = z
  .object({
    source: z.string().describe("Its address without what is secret in it"),
    read_at: instant,
    checked_at: instant,
    busy_times: z.int(),
    unreadable_events: z.int(),
    problem: z.string().nullable(),
    failing_since: instant.nullable(),
    flagged: z.boolean().describe("It has failed for a day; its last known times still block"),
    conflicts: z.array(ConflictView).describe("Bookings that something in it overlaps"),
  })
  .meta({ id: "ExternalCalendar" });

export const viewExternalCalendar = (own: OwnExternalCalendar) =>
  ExternalCalendarView.encode({
    source: own.source,
    read_at: own.readAt,
    checked_at: own.checkedAt,
    busy_times: own.busyTimes,
    unreadable_events: own.unreadableEvents,
    problem: own.problem,
    failing_since: own.failingSince,
    flagged: own.isFlagged,
    conflicts: own.conflicts.map(conflictValues),
  });
