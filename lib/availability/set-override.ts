import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { availabilityOverrides } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { invalidInput, notFound } from "@/lib/platform/errors";
import { changeSchedule } from "./change-schedule";
import { requireNearDate } from "./require-near-date";
import type { DateOverride } from "./schedule";
import type { SetOverride } from "./schedule-input";

const MOST = 400;

/** Gives one local date hours of its own, in place of the weekly ones; none closes it. */
export async function setOverride(
  ctx: Ctx,
  { date, hours, acknowledge }: z.output<typeof SetOverride>,
): Promise<DateOverride> {
  return changeSchedule(ctx, acknowledge, async (tx, { researcherId, schedule }) => {
    requireNearDate(schedule, "date", date, ctx.now);
    if (schedule.overrides.length >= MOST)
      throw invalidInput("date", `is one too many: ${MOST} dates have hours of their own already`);
    await tx
      .insert(availabilityOverrides)
      .values({ researcherId, date, ranges: hours })
      .onConflictDoUpdate({
        target: [availabilityOverrides.researcherId, availabilityOverrides.date],
        set: { ranges: hours },
      });
    return { date, ranges: hours };
  });
}

/** Gives a local date its weekly hours back. */
export async function deleteOverride(
  ctx: Ctx,
  input: { date: string; acknowledge: string[] },
): Promise<void> {
  await changeSchedule(ctx, input.acknowledge, async (tx, { researcherId }) => {
    const own = eq(availabilityOverrides.researcherId, researcherId);
    const deleted = await tx
      .delete(availabilityOverrides)
      .where(and(own, eq(availabilityOverrides.date, input.date)))
      .returning({ id: availabilityOverrides.id });
    if (deleted.length === 0) throw notFound("Override");
  });
}
