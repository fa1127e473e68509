import { eq } from "drizzle-orm";
import { z } from "zod";
import { externalBusy, externalCalendars } from "@/db/schema";
import { requireOwner } from "@/lib/availability/change-schedule";
import { lockResearcher } from "@/lib/availability/lock-researcher";
import { refreshNextAvailable } from "@/lib/availability/next-available";
import type { Ctx } from "@/lib/platform/context";
import { invalidInput, notFound } from "@/lib/platform/errors";
import { inTransaction } from "@/lib/platform/transaction";
import { FeedError, wordsOf } from "./feed-problem";
import { keepBusyTimes } from "./keep-busy-times";
import { lookIntoCalendar, type Reading } from "./look-into-calendar";
import { CalendarAddress } from "./reach/calendar-address";
import { hasBeenRead } from "./read-external-calendar";

export const SetExternalCalendar = z.object({ url: CalendarAddress });

/**
 * Names the calendar elsewhere whose busy times block, in place of any before. It is read at once: one
 * that cannot be read is refused, naming `url`, and nothing changes. Bookings stay as they are.
 */
export async function setExternalCalendar(
  ctx: Ctx,
  { url }: z.output<typeof SetExternalCalendar>,
): Promise<void> {
  const { researcherId } = requireOwner(ctx);
  const { busy, ...reading } = await readForTheFirstTime(ctx, researcherId, url);
  await inTransaction(ctx.db, async (tx) => {
    await lockResearcher(tx, researcherId);
    await tx.delete(externalCalendars).where(eq(externalCalendars.researcherId, researcherId));
    await tx.insert(externalCalendars).values({
      ...reading,
      ...hasBeenRead(ctx.now),
      researcherId,
      url,
      createdAt: ctx.now,
    });
    await keepBusyTimes(tx, researcherId, busy);
    await refreshNextAvailable(tx, researcherId, ctx.now);
  });
}

async function readForTheFirstTime(ctx: Ctx, researcherId: string, url: string): Promise<Reading> {
  try {
    const reading = await lookIntoCalendar(ctx, researcherId, { url, known: null });
    if (!reading) throw new FeedError("unexpected");
    return reading;
  } catch (error) {
    if (!(error instanceof FeedError)) throw error;
    throw invalidInput("url", `was tried and could not be read: ${wordsOf(error.problem)}`);
  }
}

/** Forgets the calendar elsewhere; its busy times block no more. */
export async function removeExternalCalendar(ctx: Ctx): Promise<void> {
  const { researcherId } = requireOwner(ctx);
  await inTransaction(ctx.db, async (tx) => {
    await lockResearcher(tx, researcherId);
    const removed = await tx
      .delete(externalCalendars)
      .where(eq(externalCalendars.researcherId, researcherId))
      .returning({ id: externalCalendars.id });
    if (removed.length === 0) throw notFound("Calendar");
    await tx.delete(externalBusy).where(eq(externalBusy.researcherId, researcherId));
    await refreshNextAvailable(tx, researcherId, ctx.now);
  });
}
