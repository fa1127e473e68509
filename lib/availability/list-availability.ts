import type { z } from "zod";
import type { Ctx } from "@/lib/platform/context";
import { DAY_MS } from "@/lib/platform/time";
import { computeSlots } from "./compute-slots";
import { listSlots } from "./list-slots";
import { type AvailabilityView, datesFrom, rangeOfDate, viewAvailability } from "./slot-views";

const DAYS = 14;

/**
 * A researcher's free times by local date, in the researcher's zone unless another is named, which
 * then also come with their offset; 14 days without a date.
 */
export async function listAvailability(
  ctx: Ctx,
  input: { researcherId: string; date?: string; timeZone?: string },
): Promise<z.input<typeof AvailabilityView>> {
  const now = ctx.now.getTime();
  // Which instants a date has is known only once the schedule is; its busy times reach to the end.
  const { schedule } = await listSlots(ctx, {
    researcherId: input.researcherId,
    from: now,
    to: now,
  });
  if (input.date) {
    const range = rangeOfDate(schedule, input.date, input.timeZone, ctx.now);
    const slots = computeSlots(schedule, range, now);
    return viewAvailability(schedule, slots, [input.date], input.timeZone);
  }
  const dates = datesFrom(schedule, input.timeZone, ctx.now, DAYS);
  const slots = computeSlots(schedule, { from: now - DAY_MS, to: now + (DAYS + 2) * DAY_MS }, now);
  return viewAvailability(schedule, slots, dates, input.timeZone);
}
