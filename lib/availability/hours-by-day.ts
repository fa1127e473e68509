/** Which hours a schedule has on a local date, before anything is booked. */
import { DAY_MS } from "@/lib/platform/time";
import { parseLocalDate, weekdayOf } from "./local-date";
import type { Schedule } from "./schedule";
import type { ZoneClock } from "./zone-transitions";

/** Minutes from local midnight, as in a rule: 0 <= start < 1440, start < end <= 2880. */
export type Hours = { startMinute: number; endMinute: number };

/** Whether the zone went from the day before to the day after, as Apia did on 2011-12-30. */
export function isSkipped(day: number, clock: ZoneClock): boolean {
  const midnight = day * DAY_MS;
  return clock.firstReaching(midnight) === clock.firstReaching(midnight + DAY_MS);
}

/** Hours by local date, in days since 1970-01-01: the date's override, else its weekday's rules. */
export function hoursByDay({ rules, overrides }: Schedule): (day: number) => Hours[] {
  const weekly = [0, 1, 2, 3, 4, 5, 6].map((weekday) =>
    mergeOverlapping(rules.filter((rule) => rule.weekday === weekday)),
  );
  const dated = new Map(
    overrides.map(({ date, ranges }) => [parseLocalDate(date), mergeOverlapping(ranges)]),
  );
  return (day) => dated.get(day) ?? weekly[weekdayOf(day)] ?? [];
}

/** Hours that overlap become one; hours that only touch stay two, each with a grid of its own. */
function mergeOverlapping(hours: Hours[]): Hours[] {
  const merged: Hours[] = [];
  for (const { startMinute, endMinute } of hours.toSorted(byStart)) {
    assertHours(startMinute, endMinute);
    const last = merged.at(-1);
    if (last && startMinute < last.endMinute) last.endMinute = Math.max(last.endMinute, endMinute);
    else merged.push({ startMinute, endMinute });
  }
  return merged;
}

function byStart(a: Hours, b: Hours): number {
  return a.startMinute - b.startMinute;
}

function assertHours(startMinute: number, endMinute: number) {
  const inOrder = 0 <= startMinute && startMinute < 1440 && startMinute < endMinute;
  if (!inOrder || endMinute > 2880) {
    throw new RangeError(
      `Hours must have 0 <= start < 1440 and start < end <= 2880: ${startMinute}-${endMinute}`,
    );
  }
}
