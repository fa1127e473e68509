/** When a schedule is open at all, as instants: what a booking is measured against, whatever the grid. */
import { DAY_MS, MINUTE_MS } from "@/lib/platform/time";
import { hoursByDay, isSkipped } from "./hours-by-day";
import { clockByDay, type Schedule } from "./schedule";

/** Epoch ms, [startsAt, endsAt). */
export type Interval = { startsAt: number; endsAt: number };

/** The open times around [from, to), in order, those that touch as one. Time off is not open. */
export function openHours(schedule: Schedule, from: number, to: number): Interval[] {
  const clockOn = clockByDay(schedule);
  const hoursOn = hoursByDay(schedule);
  const open: Interval[] = [];
  // Hours reach to minute 2880, and no clock is a day from UTC.
  for (let day = Math.floor(from / DAY_MS) - 3; day <= Math.floor(to / DAY_MS) + 1; day += 1) {
    const hours = hoursOn(day);
    if (hours.length === 0 || isSkipped(day, clockOn(day))) continue;
    for (const { startMinute, endMinute } of hours) {
      open.push({
        startsAt: clockOn(day).firstReaching(day * DAY_MS + startMinute * MINUTE_MS),
        endsAt: clockOn(day).firstReaching(day * DAY_MS + endMinute * MINUTE_MS),
      });
    }
  }
  return schedule.timeOff.reduce(without, union(open));
}

/** Whether all of a time lies within open hours. */
export function isWithinHours(schedule: Schedule, { startsAt, endsAt }: Interval): boolean {
  return openHours(schedule, startsAt, endsAt).some(
    (open) => open.startsAt <= startsAt && endsAt <= open.endsAt,
  );
}

function union(intervals: Interval[]): Interval[] {
  const merged: Interval[] = [];
  for (const { startsAt, endsAt } of intervals.toSorted((a, b) => a.startsAt - b.startsAt)) {
    const last = merged.at(-1);
    if (endsAt <= startsAt) continue;
    if (last && startsAt <= last.endsAt) last.endsAt = Math.max(last.endsAt, endsAt);
    else merged.push({ startsAt, endsAt });
  }
  return merged;
}

function without(open: Interval[], away: Interval): Interval[] {
  return open.flatMap(({ startsAt, endsAt }) =>
    [
      { startsAt, endsAt: Math.min(endsAt, away.startsAt) },
      { startsAt: Math.max(startsAt, away.endsAt), endsAt },
    ].filter((left) => left.startsAt < left.endsAt),
  );
}
