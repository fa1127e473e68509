import { and, asc, eq, gt, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { Database, Tx } from "@/db/client";
import { timeSlots } from "@/db/schema";
import { DomainError } from "@/lib/platform/errors";
import { instant } from "@/lib/platform/time";
import { isWithinHours } from "./open-hours";
import type { Schedule } from "./schedule";

/** A claimed time that a change of the schedule leaves outside its hours. The claim stays as it is. */
export type ScheduleConflict = { sessionId: string; startsAt: Date; endsAt: Date };

/**
 * The bookings, holds among them, that lie within the hours of `before` and not within those of
 * `after`, soonest first. What has been outside already is not told again.
 */
export async function findConflicts(
  db: Database | Tx,
  researcherId: string,
  schedules: { before: Schedule; after: Schedule },
  now: Date,
): Promise<ScheduleConflict[]> {
  const claims = await listClaims(db, researcherId, now);
  return claims.filter(({ startsAt, endsAt }) => {
    const time = { startsAt: startsAt.getTime(), endsAt: endsAt.getTime() };
    return isWithinHours(schedules.before, time) && !isWithinHours(schedules.after, time);
  });
}

/** The claimed times that are not over, or those of them that are like `which`, soonest first. */
export async function listClaims(
  db: Database | Tx,
  researcherId: string,
  now: Date,
  which?: SQL,
): Promise<ScheduleConflict[]> {
  const claims = await db
    .select({
      sessionId: timeSlots.sessionId,
      startsAt: timeSlots.startsAt,
      endsAt: timeSlots.endsAt,
    })
    .from(timeSlots)
    .where(
      and(
        eq(timeSlots.researcherId, researcherId),
        eq(timeSlots.available, false),
        gt(timeSlots.endsAt, now),
        which,
      ),
    )
    .orderBy(asc(timeSlots.startsAt));
  // Every claim is a session's, which the column's type does not say.
  return claims.flatMap(({ sessionId, ...times }) => (sessionId ? [{ sessionId, ...times }] : []));
}

/** Refuses a change with all of its conflicts unless each of them is known to whoever makes it. */
export function requireAcknowledged(conflicts: ScheduleConflict[], known: readonly string[]): void {
  if (conflicts.every(({ sessionId }) => known.includes(sessionId))) return;
  const one = conflicts.length === 1;
  throw new DomainError(
    "SCHEDULE_CONFLICT",
    `${one ? "A booking lies" : `${conflicts.length} bookings lie`} outside these hours; bookings stay as they are. Name ${one ? "it" : "them"} in acknowledge to save all the same`,
    { conflicts: conflicts.map(viewConflict) },
  );
}

export const ConflictView = z
  .object({ session_id: z.guid(), start_time: instant, end_time: instant })
  .meta({ id: "ScheduleConflict" });

/** A conflict as a part of a larger view. */
export const conflictValues = ({
  sessionId,
  startsAt,
  endsAt,
}: ScheduleConflict): z.output<typeof ConflictView> => ({
  session_id: sessionId,
  start_time: startsAt,
  end_time: endsAt,
});

export const viewConflict = (conflict: ScheduleConflict): z.input<typeof ConflictView> =>
  ConflictView.encode(conflictValues(conflict));
