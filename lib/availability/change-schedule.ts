import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { externalCalendars } from "@/db/schema";
import { requireResearcher, requireVerified } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/platform/context";
import { inTransaction } from "@/lib/platform/transaction";
import { type LoadedSchedule, loadSchedule } from "./load-schedule";
import { lockResearcher } from "./lock-researcher";
import { storeNextAvailable } from "./next-available";
import type { Schedule } from "./schedule";
import { findConflicts, requireAcknowledged } from "./schedule-conflicts";

/** The researcher whose own schedule is read or changed: a profile's owner with a confirmed address. */
export const requireOwner = (ctx: Ctx) => requireResearcher(requireVerified(ctx.actor));

/**
 * Runs a change of the actor's own schedule: under the researcher's lock, so that no hold is checked
 * against hours that are just changing, and with the next free time brought up to date. Throws
 * SCHEDULE_CONFLICT, undoing the change, when it leaves bookings outside the hours that
 * `acknowledged` (session ids) does not name.
 */
export async function changeSchedule<T>(
  ctx: Ctx,
  acknowledged: readonly string[],
  change: (tx: Tx, before: LoadedSchedule) => Promise<T>,
): Promise<T> {
  const { researcherId } = requireOwner(ctx);
  return inTransaction(ctx.db, async (tx) => {
    await lockResearcher(tx, researcherId);
    const before = await loadSchedule(tx, researcherId, ctx.now.getTime());
    const result = await change(tx, before);
    const after = await loadSchedule(tx, researcherId, ctx.now.getTime());
    const schedules = { before: before.schedule, after: after.schedule };
    const conflicts = await findConflicts(tx, researcherId, schedules, ctx.now);
    requireAcknowledged(conflicts, acknowledged);
    await storeNextAvailable(tx, researcherId, after.schedule, ctx.now);
    if (readsCalendarsOtherwise(schedules))
      await tx
        .update(externalCalendars)
        .set({ dueAt: ctx.now })
        .where(eq(externalCalendars.researcherId, researcherId));
    return result;
  });
}

/** Whether a calendar elsewhere must be read anew: its floating times mean other instants, or more days are asked of it. */
function readsCalendarsOtherwise({ before, after }: { before: Schedule; after: Schedule }) {
  const zones = ({ timeZone, travel }: Schedule) => JSON.stringify([timeZone, travel]);
  return (
    zones(before) !== zones(after) || after.preferences.windowDays > before.preferences.windowDays
  );
}
