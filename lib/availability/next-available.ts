import { and, eq, isNotNull, lt, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { researchers } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { sweepEach } from "@/lib/platform/job";
import { isReachedByPayouts } from "@/lib/researchers/payout-countries";
import { nextAvailable } from "./compute-slots";
import { loadSchedule } from "./load-schedule";
import { lockResearcher } from "./lock-researcher";
import type { Schedule } from "./schedule";

/**
 * Stores the first bookable start that `schedule` has now, so that the directory can sort by it; none
 * where payouts do not reach.
 */
export async function storeNextAvailable(
  tx: Tx,
  researcherId: string,
  schedule: Schedule,
  now: Date,
): Promise<void> {
  const next = nextAvailable(schedule, now.getTime());
  await tx
    .update(researchers)
    .set({
      nextAvailableAt:
        next === null
          ? null
          : sql`case when ${isReachedByPayouts} then ${new Date(next).toISOString()}::timestamptz end`,
    })
    .where(eq(researchers.id, researcherId));
}

/** The same after claims or hours have changed in this transaction. */
export async function refreshNextAvailable(tx: Tx, researcherId: string, now: Date): Promise<void> {
  const { schedule } = await loadSchedule(tx, researcherId, now.getTime());
  await storeNextAvailable(tx, researcherId, schedule, now);
}

/**
 * Brings researchers up to date whose next time has passed the notice they ask for, or whose window
 * may have opened on new days (looked at hourly). Returns how many could be.
 */
export async function sweepNextAvailable(ctx: Ctx, limit = 500): Promise<number> {
  const now = ctx.now.toISOString();
  const stale = await ctx.db
    .select({ id: researchers.id })
    .from(researchers)
    .where(
      and(
        eq(researchers.standing, "listed"),
        isNotNull(researchers.nextAvailableAt),
        lt(
          researchers.nextAvailableAt,
          sql`${now}::timestamptz + make_interval(mins => ${researchers.minimumNoticeMinutes})`,
        ),
      ),
    )
    .limit(limit);
  return refreshEach(ctx, stale);
}

/** Looks again at researchers without any time: a new day may have come within their window. Returns how many could be. */
export async function sweepWithoutTimes(ctx: Ctx): Promise<number> {
  const none = await ctx.db
    .select({ id: researchers.id })
    .from(researchers)
    .where(and(eq(researchers.standing, "listed"), sql`${researchers.nextAvailableAt} is null`));
  return refreshEach(ctx, none);
}

const refreshEach = (ctx: Ctx, found: { id: string }[]): Promise<number> =>
  sweepEach(
    "next-available",
    found.map(({ id }) => id),
    (id) => refreshAlone(ctx, id),
  );

/** Under the lock, so that what a booking stores at the same moment is not overwritten. */
async function refreshAlone(ctx: Ctx, researcherId: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await lockResearcher(tx, researcherId);
    await refreshNextAvailable(tx, researcherId, ctx.now);
  });
}
