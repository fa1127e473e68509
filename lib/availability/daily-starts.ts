/**
 * The grid: at which instants a session may start, local date by local date, whoever else is booked.
 * The grid of a date depends on the schedule alone, so any part of a range yields that part of its grid.
 */
import { DAY_MS, MINUTE_MS } from "@/lib/platform/time";
import { hoursByDay, isSkipped } from "./hours-by-day";
import { clockByDay, type Schedule } from "./schedule";
import type { ZoneClock } from "./zone-transitions";

/** Hours last to minute 2880, and no clock is 16 hours from UTC: what starts later began 2 dates ago at most. */
const DATES_BACK = 2;

/**
 * Yields, for each local date in turn, the grid's starts with from <= start < to (epoch ms), ascending
 * throughout. Throws RangeError for hours, preferences, dates or zones that cannot be.
 */
export function* dailyStarts(schedule: Schedule, from: number, to: number): Generator<number[]> {
  if (!Number.isFinite(from) || !Number.isFinite(to)) {
    throw new RangeError(`Not a range of instants: ${from} to ${to}`);
  }
  if (from >= to) return;
  const clockOn = clockByDay(schedule);
  const hoursOn = hoursByDay(schedule);
  const grid = gridMs(schedule);
  const lastDay = Math.floor(to / DAY_MS) + 1;
  let earlierEnd = Number.NEGATIVE_INFINITY;

  for (let day = Math.floor(from / DAY_MS) - DATES_BACK; day <= lastDay; day += 1) {
    const hours = hoursOn(day);
    if (hours.length === 0) continue;
    const clock = clockOn(day);
    if (isSkipped(day, clock)) continue;

    const starts: number[] = [];
    // Where yesterday's hours reach into today's (past midnight, or after a flight), yesterday's go first.
    const notBefore = earlierEnd;
    for (const { startMinute, endMinute } of hours) {
      const opens = day * DAY_MS + startMinute * MINUTE_MS;
      const closes = day * DAY_MS + endMinute * MINUTE_MS;
      pushStarts(starts, { clock, opens, closes, notBefore, from, to }, grid);
      earlierEnd = Math.max(earlierEnd, clock.firstReaching(closes));
    }
    yield starts;
  }
}

/** `opens` and `closes` are wall-clock readings; the other times are instants. */
type OpenHours = {
  clock: ZoneClock;
  opens: number;
  closes: number;
  notBefore: number;
  from: number;
  to: number;
};
type Grid = { stepMs: number; sessionMs: number };

function pushStarts(starts: number[], hours: OpenHours, grid: Grid) {
  const { clock, opens, closes } = hours;
  const first = clock.firstReaching(opens);
  const lastStart = clock.firstReaching(closes) - grid.sessionMs;
  const span = clock.spanAt(first);
  const clocksChange = first + span.offset !== opens || lastStart >= span.to;
  if (clocksChange) pushStartsAcrossChange(starts, hours, grid, lastStart);
  else pushEvenStarts(starts, hours, grid, first, lastStart);
}

/** Between two changes of the clock, steps on the wall are steps in time. */
function pushEvenStarts(
  starts: number[],
  hours: OpenHours,
  { stepMs }: Grid,
  first: number,
  lastStart: number,
) {
  const earliest = Math.max(hours.from, hours.notBefore);
  const stepsSkipped = Math.max(0, Math.ceil((earliest - first) / stepMs));
  for (let start = first + stepsSkipped * stepMs; start <= lastStart; start += stepMs) {
    if (start >= hours.to) break;
    starts.push(start);
  }
}

/** A reading that the clock skips is no start; one that it shows twice is a start the first time. */
function pushStartsAcrossChange(
  starts: number[],
  { clock, opens, closes, notBefore, from, to }: OpenHours,
  { stepMs, sessionMs }: Grid,
  lastStart: number,
) {
  const leastApart = Math.min(stepMs, sessionMs);
  let previous = Number.NEGATIVE_INFINITY;
  for (let wall = opens; wall < closes; wall += stepMs) {
    const span = clock.spanShowing(wall);
    const start = wall - span.offset;
    const isInGap = start < span.from;
    // A gap shorter than the step (Lord Howe's half hour) leaves the starts around it too close.
    if (isInGap || start < notBefore || start - previous < leastApart) continue;
    if (start > lastStart || start >= to) break;
    previous = start;
    if (start >= from) starts.push(start);
  }
}

function gridMs({ preferences: { stepMinutes, sessionMinutes } }: Schedule): Grid {
  for (const [name, minutes] of Object.entries({ stepMinutes, sessionMinutes })) {
    if (!Number.isInteger(minutes) || minutes < 1) {
      throw new RangeError(`${name} must be a whole number of minutes, at least 1: ${minutes}`);
    }
  }
  return { stepMs: stepMinutes * MINUTE_MS, sessionMs: sessionMinutes * MINUTE_MS };
}
