import { and, eq, lte, sql } from "drizzle-orm";
import { externalCalendars } from "@/db/schema";
import { requireOwner } from "@/lib/availability/change-schedule";
import { lockResearcher } from "@/lib/availability/lock-researcher";
import { refreshNextAvailable } from "@/lib/availability/next-available";
import type { Ctx } from "@/lib/platform/context";
import { DomainError, notFound } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { addMinutes, MINUTE_MS } from "@/lib/platform/time";
import { inTransaction } from "@/lib/platform/transaction";
import { FeedError } from "./feed-problem";
import { keepBusyTimes } from "./keep-busy-times";
import { type ExternalCalendar, lookIntoCalendar, type Reading } from "./look-into-calendar";

const READ_EVERY_MINUTES = 15;
const FIRST_RETRY_MINUTES = 5;
const LONGEST_RETRY_MINUTES = 120;
const AGAIN_AFTER_SECONDS = 10;

export type ReadOutcome = "read" | "unchanged" | "failed" | "gone";

/**
 * Reads a calendar once more. When that fails, what is known of it stays and blocks; it is tried again,
 * later each time. Of two readings at once the one that began later counts.
 */
export async function readExternalCalendar(ctx: Ctx, calendarId: string): Promise<ReadOutcome> {
  const [known] = await ctx.db
    .select()
    .from(externalCalendars)
    .where(eq(externalCalendars.id, calendarId));
  if (!known) return "gone";
  try {
    const calendar = { url: known.url, known };
    const reading = await lookIntoCalendar(ctx, known.researcherId, calendar);
    return await keepReading(ctx, known, reading);
  } catch (error) {
    if (!(error instanceof FeedError)) throw error;
    await keepFailure(ctx, known, error);
    log.info({ calendarId, problem: error.problem }, "calendar not read");
    return "failed";
  }
}

/** The same for the actor's own calendar, now. Throws RATE_LIMITED within seconds of the last time. */
export async function readOwnCalendar(ctx: Ctx): Promise<ReadOutcome> {
  const { researcherId } = requireOwner(ctx);
  const [own] = await ctx.db
    .select({ id: externalCalendars.id, checkedAt: externalCalendars.checkedAt })
    .from(externalCalendars)
    .where(eq(externalCalendars.researcherId, researcherId));
  if (!own) throw notFound("Calendar");
  if (ctx.now.getTime() - own.checkedAt.getTime() < AGAIN_AFTER_SECONDS * 1000)
    throw new DomainError("RATE_LIMITED", "The calendar was read a moment ago", {
      retry_after_seconds: AGAIN_AFTER_SECONDS,
    });
  return readExternalCalendar(ctx, own.id);
}

/** The row, as long as it is there and nobody who began later has looked at it. */
const unlessOvertaken = (ctx: Ctx, { id }: ExternalCalendar) =>
  and(eq(externalCalendars.id, id), lte(externalCalendars.checkedAt, ctx.now));

async function keepReading(
  ctx: Ctx,
  known: ExternalCalendar,
  reading: Reading | null,
): Promise<ReadOutcome> {
  return inTransaction(ctx.db, async (tx) => {
    if (reading) await lockResearcher(tx, known.researcherId);
    // Another reading may have written since this one began; under the lock none does.
    const [before] = await tx
      .select({ digest: externalCalendars.digest, coveredUntil: externalCalendars.coveredUntil })
      .from(externalCalendars)
      .where(unlessOvertaken(ctx, known))
      .for("update");
    if (!before) return "gone";
    const { busy: _, ...changes } = reading ?? { busy: [] };
    await tx
      .update(externalCalendars)
      .set({ ...changes, ...hasBeenRead(ctx.now), dueAt: dueAfter(known, READ_EVERY_MINUTES, ctx) })
      .where(eq(externalCalendars.id, known.id));
    if (!reading) return "unchanged";
    const isSame = reading.digest === before.digest;
    if (!isSame) await keepBusyTimes(tx, known.researcherId, reading.busy);
    if (!isSame || reading.coveredUntil.getTime() !== before.coveredUntil.getTime())
      await refreshNextAvailable(tx, known.researcherId, ctx.now);
    return isSame ? "unchanged" : "read";
  });
}

/** What was asked for while the calendar was being read, as its owner changed the zone, is still due. */
const dueAfter = ({ dueAt }: ExternalCalendar, minutes: number, { now }: Ctx) =>
  sql`case when ${externalCalendars.dueAt} = ${dueAt.toISOString()}::timestamptz
    then ${addMinutes(now, minutes).toISOString()}::timestamptz else ${externalCalendars.dueAt} end`;

/** What a calendar's row says after it could be read. */
export const hasBeenRead = (now: Date) => ({
  readAt: now,
  checkedAt: now,
  dueAt: addMinutes(now, READ_EVERY_MINUTES),
  failures: 0,
  problem: null,
  failingSince: null,
  flaggedAt: null,
});

async function keepFailure(ctx: Ctx, known: ExternalCalendar, error: FeedError): Promise<void> {
  const backOff = Math.min(FIRST_RETRY_MINUTES * 2 ** known.failures, LONGEST_RETRY_MINUTES);
  const asked = Math.min(error.retryAfterMs / MINUTE_MS, 6 * LONGEST_RETRY_MINUTES);
  await ctx.db
    .update(externalCalendars)
    .set({
      failures: sql`${externalCalendars.failures} + 1`,
      problem: error.problem,
      failingSince: sql`coalesce(${externalCalendars.failingSince}, ${ctx.now.toISOString()}::timestamptz)`,
      checkedAt: ctx.now,
      dueAt: dueAfter(known, Math.max(backOff, asked), ctx),
    })
    .where(unlessOvertaken(ctx, known));
}
