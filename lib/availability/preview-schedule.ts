import type { z } from "zod";
import type { Ctx } from "@/lib/platform/context";
import { DAY_MS } from "@/lib/platform/time";
import { requireOwner } from "./change-schedule";
import { computeSlots } from "./compute-slots";
import { type LoadedSchedule, loadSchedule } from "./load-schedule";
import type { Schedule } from "./schedule";
import { findConflicts, type ScheduleConflict } from "./schedule-conflicts";
import type { SetAvailability } from "./schedule-input";
import { mergePreferences } from "./set-preferences";

type Draft = Omit<z.output<typeof SetAvailability>, "acknowledge">;

/** The bookings that the actor's schedule would leave outside its hours after a change. Changes nothing. */
export async function listScheduleConflicts(ctx: Ctx, draft: Draft): Promise<ScheduleConflict[]> {
  const { before, after } = await drafted(ctx, draft);
  const schedules = { before: before.schedule, after };
  return findConflicts(ctx.db, before.researcherId, schedules, ctx.now);
}

/**
 * What readers would see after a change that is not saved: the starts (epoch ms) on offer over the
 * next `days`, by the code that lists them to readers.
 */
export async function previewSchedule(
  ctx: Ctx,
  draft: Draft,
  days: number,
): Promise<{ schedule: Schedule; starts: number[]; conflicts: ScheduleConflict[] }> {
  const { before, after } = await drafted(ctx, draft);
  const now = ctx.now.getTime();
  const starts = computeSlots(after, { from: now, to: now + days * DAY_MS }, now)
    .filter(({ available }) => available)
    .map(({ startsAt }) => startsAt);
  const schedules = { before: before.schedule, after };
  const conflicts = await findConflicts(ctx.db, before.researcherId, schedules, ctx.now);
  return { schedule: after, starts, conflicts };
}

async function drafted(
  ctx: Ctx,
  draft: Draft,
): Promise<{ before: LoadedSchedule; after: Schedule }> {
  const { researcherId } = requireOwner(ctx);
  const before = await loadSchedule(ctx.db, researcherId, ctx.now.getTime());
  const { schedule } = before;
  const after = {
    ...schedule,
    ...(draft.time_zone && { timeZone: draft.time_zone }),
    ...(draft.availability && { rules: draft.availability }),
    ...(draft.preferences && {
      preferences: mergePreferences(before, draft.preferences, "preferences."),
    }),
  };
  return { before, after };
}
