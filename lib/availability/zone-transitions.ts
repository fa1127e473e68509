/**
 * What a zone's clocks show, by arithmetic. Intl is asked for a zone's offsets once per year of it;
 * everything after that is addition on the spans between two changes of the clock.
 */
import { DAY_MS, MINUTE_MS } from "@/lib/platform/time";
import { formatLocalDate, parseLocalDate } from "./local-date";

/** A stretch of time [from, to), in epoch ms, in which clocks are `offset` ms ahead of UTC. */
export type Span = { from: number; to: number; offset: number };

/**
 * A wall-clock reading is given as the epoch ms at which UTC clocks show it: 09:30 on 2026-05-01 is
 * Date.UTC(2026, 4, 1, 9, 30), whatever the zone.
 */
export type ZoneClock = {
  /** The span that an instant lies in. */
  spanAt(instant: number): Span;
  /** The local date at an instant, in days since 1970-01-01. */
  dayAt(instant: number): number;
  /** The first span whose clock shows `wall` or, where `wall` is skipped, the span after the gap. */
  spanShowing(wall: number): Span;
  /** The first instant at which the clock shows `wall` or, where `wall` is skipped, a later time. */
  firstReaching(wall: number): number;
};

const YEAR_MS = 365 * DAY_MS;
// Room for every zone of the database; names come from requests, so neither map may grow for ever.
const MAX_ZONES = 512;
const MAX_YEARS_PER_ZONE = 64;

const clocks = new Map<string, ZoneClock>();

/** The clock of an IANA zone. Throws RangeError when there is no such zone. */
export function zoneClock(timeZone: string): ZoneClock {
  const known = clocks.get(timeZone);
  const clock = known ?? createClock(timeZone);
  // A Map iterates in order of insertion: putting the zone back makes it the last to be dropped.
  if (known) clocks.delete(timeZone);
  clocks.set(timeZone, clock);
  dropOldest(clocks, MAX_ZONES);
  return clock;
}

/** How many zones are remembered; never more than 512. */
export function rememberedZones(): number {
  return clocks.size;
}

/** What a clock in the zone shows at an instant (epoch ms): local date, minute of the day, minutes ahead of UTC. */
export function wallClock(
  instant: number,
  timeZone: string,
): { date: string; minute: number; offsetMinutes: number } {
  const { offset } = zoneClock(timeZone).spanAt(instant);
  const day = Math.floor((instant + offset) / DAY_MS);
  const minute = Math.floor((instant + offset - day * DAY_MS) / MINUTE_MS);
  return { date: formatLocalDate(day), minute, offsetMinutes: offset / MINUTE_MS };
}

/**
 * The instants [from, to) of a local date in a zone: 23 or 25 hours long when clocks change, empty for a
 * date that the zone skipped (Apia, 2011-12-30). Throws RangeError for a date or zone that does not exist.
 */
export function localDateRange(date: string, timeZone: string): { from: number; to: number } {
  const midnight = parseLocalDate(date) * DAY_MS;
  const clock = zoneClock(timeZone);
  return { from: clock.firstReaching(midnight), to: clock.firstReaching(midnight + DAY_MS) };
}

function createClock(timeZone: string): ZoneClock {
  assertTimeZone(timeZone);
  const years = new Map<number, Span[]>();
  let latest: Span = { from: 0, to: 0, offset: 0 };

  function spanAt(instant: number): Span {
    // Calls come in order of time, so the span found last is nearly always the one asked for.
    if (instant >= latest.from && instant < latest.to) return latest;
    const year = Math.floor(instant / YEAR_MS);
    let spans = years.get(year);
    if (!spans) {
      spans = findSpans(timeZone, year);
      years.set(year, spans);
      dropOldest(years, MAX_YEARS_PER_ZONE);
    }
    for (const span of spans) {
      if (instant < span.to) {
        latest = span;
        return span;
      }
    }
    throw new RangeError(`Not an instant: ${instant}`);
  }

  function dayAt(instant: number): number {
    return Math.floor((instant + spanAt(instant).offset) / DAY_MS);
  }

  function spanShowing(wall: number): Span {
    // No zone is a day from UTC, so a day earlier no clock shows this reading yet: walk on from there.
    let span = spanAt(wall - DAY_MS);
    while (wall - span.offset >= span.to) span = spanAt(span.to);
    return span;
  }

  function firstReaching(wall: number): number {
    const span = spanShowing(wall);
    return Math.max(span.from, wall - span.offset);
  }

  return { spanAt, dayAt, spanShowing, firstReaching };
}

/** Reads a zone's offset once a day for 365 days and bisects, to the second, where it changed. */
function findSpans(timeZone: string, year: number): Span[] {
  const offsetAt = offsetReader(timeZone);
  const end = (year + 1) * YEAR_MS;
  const spans: Span[] = [];
  let current: Span = { from: year * YEAR_MS, to: end, offset: offsetAt(year * YEAR_MS) };
  for (let next = current.from + DAY_MS; next <= end; next += DAY_MS) {
    const offset = offsetAt(next);
    if (offset === current.offset) continue;
    const change = bisectChange(offsetAt, next - DAY_MS, next);
    spans.push({ ...current, to: change });
    current = { from: change, to: end, offset };
  }
  spans.push(current);
  return spans;
}

/** The first second in (before, after] that has the offset of `after`. */
function bisectChange(offsetAt: (instant: number) => number, before: number, after: number) {
  const offset = offsetAt(after);
  let low = before / 1000;
  let high = after / 1000;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle * 1000) === offset) high = middle;
    else low = middle;
  }
  return high * 1000;
}

/** Reads the zone's offset from UTC at an instant, both in ms, off a text such as "7/1/2026, GMT+05:45". */
function offsetReader(timeZone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
  return (instant) => {
    const text = format.format(instant);
    const found = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(text);
    if (!found) throw new RangeError(`No offset from UTC in "${text}" for ${timeZone}`);
    const [, sign, hours = "0", minutes = "0", seconds = "0"] = found;
    const ms = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
    return sign === "-" ? -ms : ms;
  };
}

function assertTimeZone(timeZone: string) {
  try {
    // An absent or empty name would mean the machine's own zone, which no schedule may depend on.
    if (!timeZone) throw new RangeError();
    new Intl.DateTimeFormat("en-US", { timeZone });
  } catch {
    const shown = JSON.stringify(String(timeZone).slice(0, 64));
    throw new RangeError(`Unknown time zone: ${shown}`);
  }
}

function dropOldest<Key>(map: Map<Key, unknown>, limit: number) {
  if (map.size <= limit) return;
  for (const oldest of map.keys()) {
    map.delete(oldest);
    return;
  }
}
