import type ICAL from "ical.js";
import type { Interval } from "@/lib/availability/open-hours";
import { DAY_MS } from "@/lib/platform/time";
import { type CalendarEvent, instantOf, type Point } from "./read-event";
import { timeOf, wallOf } from "./wall-zones";

/** [from, to) in epoch ms, and what is counted: throws when there are too many. */
export type Search = Interval & { count(): void };

/** When the events of one UID make their owner busy: the series, less and plus what replaces parts of it. */
export function busyTimesOf(events: CalendarEvent[], search: Search): Interval[] {
  const replacements = events.filter(({ replaces }) => replaces);
  const changes = replacements
    .filter(({ replaces }) => replaces?.andLater)
    .sort((a, b) => replacedAt(a) - replacedAt(b));
  const single = replacements.filter((event) => event.isBusy).map(ownTime);
  const repeated = events
    .filter(({ replaces }) => !replaces)
    .flatMap((series) => [...occurrences(series, replacements, changes, search)]);
  return [...single, ...repeated].filter(
    ({ startsAt, endsAt }) =>
      endsAt > startsAt && endsAt > search.startsAt && startsAt < search.endsAt,
  );
}

const replacedAt = ({ replaces }: CalendarEvent) => (replaces ? instantOf(replaces.point) : 0);

const ownTime = ({ start, endOf }: CalendarEvent): Interval => ({
  startsAt: instantOf(start),
  endsAt: endOf(start.wall),
});

function* occurrences(
  series: CalendarEvent,
  replacements: CalendarEvent[],
  changes: CalendarEvent[],
  search: Search,
): Generator<Interval> {
  const isReplaced = matcher(replacements.flatMap(({ replaces }) => replaces?.point ?? []));
  const isExcluded = matcher(series.exceptions);
  // What was moved may come from long before.
  const since = changes.length > 0 ? Number.NEGATIVE_INFINITY : search.startsAt;
  for (const { wall, endsAt } of startsOf(series, { ...search, startsAt: since })) {
    const startsAt = series.start.zone.instantOf(wall);
    if (isReplaced(wall, startsAt) || isExcluded(wall, startsAt)) continue;
    const change = changes.findLast((one) => replacedAt(one) < startsAt);
    if (!(change ?? series).isBusy) continue;
    yield change ? moved(change, startsAt) : { startsAt, endsAt: endsAt ?? series.endOf(wall) };
  }
}

/** An occurrence after one that was changed together with all later ones. */
function moved(change: CalendarEvent, startsAt: number): Interval {
  const { startsAt: first, endsAt } = ownTime(change);
  const movedTo = startsAt + first - replacedAt(change);
  return { startsAt: movedTo, endsAt: movedTo + endsAt - first };
}

/** Tells whether an occurrence is one of these: by its instant, or by its date where only that is given. */
function matcher(points: Point[]) {
  const instants = new Set(points.filter(({ isDate }) => !isDate).map(instantOf));
  const days = new Set(points.filter(({ isDate }) => isDate).map(({ wall }) => dayOf(wall)));
  return (wall: number, instant: number) => instants.has(instant) || days.has(dayOf(wall));
}

const dayOf = (wall: number) => Math.floor(wall / DAY_MS);

/** The starts of a series before the end of the search, and some before it: its first, its rules', its RDATEs. */
function* startsOf(series: CalendarEvent, search: Search) {
  const { start, extra, rules } = series;
  yield { wall: start.wall, endsAt: null };
  for (const one of extra) {
    search.count();
    // On the series' own clock, whatever zone the date was written in.
    const wall = start.isDate ? one.start.wall : start.zone.wallAt(instantOf(one.start));
    yield { wall, endsAt: one.endsAt };
  }
  for (const rule of rules) {
    const iterator = rule.iterator(timeOf(firstWorthwhile(series, rule, search)));
    for (let next = iterator.next(); next; next = iterator.next()) {
      search.count();
      const wall = wallOf(next);
      // No zone is a day from UTC.
      if (wall - DAY_MS >= search.endsAt) break;
      if (wall > start.wall) yield { wall, endsAt: null };
    }
  }
}

/**
 * Where a rule can begin to be followed: for a daily or weekly one that is not counted, whole periods
 * later than its start, where everything before has ended. A rule of thirty years is not walked through.
 */
function firstWorthwhile(
  { start, endOf }: CalendarEvent,
  rule: ICAL.Recur,
  { startsAt }: Search,
): number {
  const days = { DAILY: 1, WEEKLY: 7 }[String(rule.freq)];
  if (!days || rule.count || !Number.isFinite(startsAt)) return start.wall;
  const period = days * Math.max(1, rule.interval) * DAY_MS;
  const lengthMs = endOf(start.wall) - instantOf(start);
  const idle = startsAt - 2 * DAY_MS - lengthMs - start.wall;
  return start.wall + Math.max(0, Math.floor(idle / period)) * period;
}
