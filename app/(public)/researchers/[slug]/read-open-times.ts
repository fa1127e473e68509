import { openTimes } from "@/components/availability/open-times";
import type { ZoneRun } from "@/components/availability/slot-calendar";
import { computeSlots } from "@/lib/availability/compute-slots";
import { listSlots } from "@/lib/availability/list-slots";
import type { Ctx } from "@/lib/platform/context";
import { DAY_MS } from "@/lib/platform/time";

const LOOK_AHEAD_DAYS = 366;

export type OpenTimes = {
  sessionMinutes: number;
  startMinutes: number[];
  zoneRuns: ZoneRun[];
  /** When nothing is free: the first time beyond the booking window, and when it can be booked. */
  later: { startsAt: Date; opensAt: Date } | null;
};

/** Everything free within the booking window of a listed researcher. */
export async function readOpenTimes(ctx: Ctx, researcherId: string): Promise<OpenTimes> {
  const from = ctx.now.getTime();
  // The window is the researcher's, and slots outside it are not available: the range only has to hold it.
  const to = from + LOOK_AHEAD_DAYS * DAY_MS;
  const { schedule, slots } = await listSlots(ctx, { researcherId, from, to });
  const { sessionMinutes, windowDays } = schedule.preferences;
  const open = openTimes(schedule, slots);
  if (open.startMinutes.length > 0) return { sessionMinutes, ...open, later: null };
  const unbounded = {
    ...schedule,
    preferences: { ...schedule.preferences, windowDays: LOOK_AHEAD_DAYS },
  };
  const first = computeSlots(unbounded, { from, to }, from).find(({ available }) => available);
  const later = first && {
    startsAt: new Date(first.startsAt),
    opensAt: new Date(first.startsAt - windowDays * DAY_MS),
  };
  return { sessionMinutes, ...open, later: later ?? null };
}
