import { and, asc, inArray, isNull, lte } from "drizzle-orm";
import { externalCalendars } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { emit } from "@/lib/platform/outbox";
import { addHours, addMinutes } from "@/lib/platform/time";
import { inTransaction } from "@/lib/platform/transaction";

export const FLAG_AFTER_HOURS = 24;
/** For so long a reading is left to whoever took it; then it is due again. */
const LEASE_MINUTES = 10;
const AT_ONCE = 200;

/** Takes the calendars that are to be read now, those overdue longest first. */
export async function takeDueCalendars(ctx: Ctx): Promise<{ id: string; dueAt: Date }[]> {
  const due = ctx.db
    .select({ id: externalCalendars.id })
    .from(externalCalendars)
    .where(lte(externalCalendars.dueAt, ctx.now))
    .orderBy(asc(externalCalendars.dueAt))
    .limit(AT_ONCE)
    .for("update", { skipLocked: true });
  return ctx.db
    .update(externalCalendars)
    .set({ dueAt: addMinutes(ctx.now, LEASE_MINUTES) })
    .where(inArray(externalCalendars.id, due))
    .returning({ id: externalCalendars.id, dueAt: externalCalendars.dueAt });
}

/** Flags calendars that have been failing for a day, once each time; their owners are told by event. */
export async function flagFailingCalendars(ctx: Ctx): Promise<number> {
  return inTransaction(ctx.db, async (tx) => {
    const flagged = await tx
      .update(externalCalendars)
      .set({ flaggedAt: ctx.now })
      .where(
        and(
          isNull(externalCalendars.flaggedAt),
          lte(externalCalendars.failingSince, addHours(ctx.now, -FLAG_AFTER_HOURS)),
        ),
      )
      .returning({ id: externalCalendars.id });
    for (const { id } of flagged) await emit(tx, "calendar/failing", { calendarId: id });
    return flagged.length;
  });
}
