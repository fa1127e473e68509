import type { Slot } from "@/lib/availability/compute-slots";
import { localDateOf, type Schedule, zoneOfDate } from "@/lib/availability/schedule";
import { MINUTE_MS, type ZoneRun } from "./slot-calendar";

/** The starts that can be booked, in whole minutes since 1970, and where the researcher is at them. */
export function openTimes(
  schedule: Schedule,
  slots: Slot[],
): { startMinutes: number[]; zoneRuns: ZoneRun[] } {
  const startMinutes = slots
    .filter(({ available }) => available)
    .map(({ startsAt }) => startsAt / MINUTE_MS);
  const zoneRuns: ZoneRun[] = [];
  // Only a journey changes the zone; without one there is nothing to tell.
  if (schedule.travel.length > 0) {
    for (const fromMinute of startMinutes) {
      const timeZone = zoneOfDate(schedule, localDateOf(schedule, fromMinute * MINUTE_MS));
      if (zoneRuns.at(-1)?.timeZone !== timeZone) zoneRuns.push({ fromMinute, timeZone });
    }
  }
  return { startMinutes, zoneRuns };
}
