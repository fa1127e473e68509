import type { z } from "zod";
import type { Conflict } from "@/components/availability/editor/conflict-list";
import type { Preview } from "@/components/availability/editor/use-preview";
import type { Refusal } from "@/components/forms/action-result";
import { previewSchedule } from "@/lib/availability/preview-schedule";
import type { viewConflict } from "@/lib/availability/schedule-conflicts";
import { viewConflict as view } from "@/lib/availability/schedule-conflicts";
import type { SetAvailability } from "@/lib/availability/schedule-input";
import { zoneShifts } from "@/lib/availability/zone-shifts";
import type { Ctx } from "@/lib/platform/context";
import { DAY_MS, MINUTE_MS } from "@/lib/platform/time";
import { listOwnSessions } from "@/lib/sessions/read-sessions";

export const PREVIEW_WEEKS = 4;
/** Changes of the clock are told a season ahead, so that nobody is surprised by one. */
const SHIFT_DAYS = 120;

/** What readers in a zone would see of a schedule that is not saved. */
export async function readPreview(
  ctx: Ctx,
  draft: Omit<z.output<typeof SetAvailability>, "acknowledge">,
  readerZone: string,
): Promise<Preview> {
  const { schedule, starts, conflicts } = await previewSchedule(ctx, draft, PREVIEW_WEEKS * 7);
  const now = ctx.now.getTime();
  return {
    startMinutes: starts.map((startsAt) => startsAt / MINUTE_MS),
    shifts: zoneShifts(schedule.timeZone, readerZone, now, now + SHIFT_DAYS * DAY_MS),
    conflicts: await withReaderNames(ctx, conflicts.map(view)),
  };
}

/** A refusal for conflicts, with the names of the readers whose bookings they are. */
export async function nameConflicts(ctx: Ctx, refusal: Refusal): Promise<Refusal> {
  const { conflicts } = refusal.details as { conflicts?: ReturnType<typeof viewConflict>[] };
  if (!conflicts) return refusal;
  return { ...refusal, details: { conflicts: await withReaderNames(ctx, conflicts) } };
}

/** Conflicts with the names of the readers whose bookings they are. */
export async function withReaderNames(
  ctx: Ctx,
  conflicts: ReturnType<typeof viewConflict>[],
): Promise<Conflict[]> {
  if (conflicts.length === 0) return [];
  const list = (when: "requests" | "upcoming") =>
    listOwnSessions(ctx, { as: "researcher", when, limit: 500 });
  const booked = (await Promise.all([list("requests"), list("upcoming")])).flat();
  const names = new Map(booked.map(({ id, readerName }) => [id, readerName]));
  return conflicts.map(({ session_id, start_time, end_time }) => ({
    sessionId: session_id,
    startsAt: start_time,
    endsAt: end_time,
    readerName: names.get(session_id) ?? null,
  }));
}
