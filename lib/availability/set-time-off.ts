import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { timeOff } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { invalidInput, notFound } from "@/lib/platform/errors";
import { DAY_MS } from "@/lib/platform/time";
import { changeSchedule } from "./change-schedule";
import { requireNearInstant } from "./require-near-date";
import type { AddTimeOff } from "./schedule-input";

const MOST = 200;

export type TimeOffEntry = { id: string; startsAt: Date; endsAt: Date; note: string | null };

const columns = {
  id: timeOff.id,
  startsAt: timeOff.startsAt,
  endsAt: timeOff.endsAt,
  note: timeOff.note,
};

/** Takes the researcher away from one instant to another. It may have begun already. */
export async function addTimeOff(
  ctx: Ctx,
  input: z.output<typeof AddTimeOff>,
): Promise<TimeOffEntry> {
  return changeSchedule(ctx, input.acknowledge, async (tx, { researcherId, schedule }) => {
    requireNearInstant("end_time", input.end_time, ctx.now);
    if (input.start_time.getTime() < ctx.now.getTime() - 366 * DAY_MS)
      throw invalidInput("start_time", "is more than a year ago");
    if (schedule.timeOff.length >= MOST)
      throw invalidInput("start_time", `is one too many: you have ${MOST} times off already`);
    const [entry] = await tx
      .insert(timeOff)
      .values({
        researcherId,
        startsAt: input.start_time,
        endsAt: input.end_time,
        note: input.note || null,
      })
      .returning(columns);
    if (!entry) throw new Error("time off was not stored");
    return entry;
  });
}

export async function deleteTimeOff(ctx: Ctx, input: { id: string }): Promise<void> {
  // Coming back earlier leaves no booking outside the hours.
  await changeSchedule(ctx, [], async (tx, { researcherId }) => {
    const deleted = await tx
      .delete(timeOff)
      .where(and(eq(timeOff.researcherId, researcherId), eq(timeOff.id, input.id)))
      .returning({ id: timeOff.id });
    if (deleted.length === 0) throw notFound("Time off");
  });
}
