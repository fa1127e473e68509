/**
 * What the slot picker knows of days. Dates are YYYY-MM-DD on the calendar of some zone; instants are
 * whole minutes since 1970. Intl only: this runs in the browser.
 */
import { formatTime } from "@/components/ui/format-when";

export const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Free starts by their date in a zone, both ascending. */
export type FreeDays = Map<string, number[]>;

/** Where the researcher is from an instant on: the zone of each stretch, ascending. */
export type ZoneRun = { fromMinute: number; timeZone: string };

export const PARTS_OF_DAY = ["Night", "Morning", "Afternoon", "Evening"] as const;
export type PartOfDay = (typeof PARTS_OF_DAY)[number];

/** The date on a zone's calendar at an instant. */
export function dateOf(minute: number, timeZone: string): string {
  return calendar(timeZone)(minute * MINUTE_MS);
}

/** Sorts starts, given ascending, into the days of a zone. */
export function groupByDay(startMinutes: number[], timeZone: string): FreeDays {
  const read = calendar(timeZone);
  const days: FreeDays = new Map();
  for (const minute of startMinutes) {
    const date = read(minute * MINUTE_MS);
    const starts = days.get(date);
    if (starts) starts.push(minute);
    else days.set(date, [minute]);
  }
  return days;
}

function calendar(timeZone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat("en", {
    timeZone,
    calendar: "iso8601",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  return (at) => {
    const parts = Object.fromEntries(
      format.formatToParts(at).map(({ type, value }) => [type, value]),
    );
    return `${parts.year?.padStart(4, "0")}-${parts.month}-${parts.day}`;
  };
}

/** Starts of one day in the parts of that day, the empty parts left out. */
export function partsOfDay(startMinutes: number[], timeZone: string): [PartOfDay, number[]][] {
  const byPart = new Map<PartOfDay, number[]>(PARTS_OF_DAY.map((part) => [part, []]));
  for (const minute of startMinutes) {
    const hour = Number(formatTime(minute * MINUTE_MS, timeZone).slice(0, 2));
    byPart.get(partOf(hour))?.push(minute);
  }
  return [...byPart].filter(([, starts]) => starts.length > 0);
}

function partOf(hour: number): PartOfDay {
  if (hour < 5) return "Night";
  if (hour < 12) return "Morning";
  return hour < 18 ? "Afternoon" : "Evening";
}

/** The first free day after a date, or null. */
export function nextFreeDay(days: FreeDays, after: string): string | null {
  for (const date of days.keys()) if (date > after) return date;
  return null;
}

/** The zone the researcher is in at an instant. */
export function zoneAt(runs: ZoneRun[], minute: number, home: string): string {
  return runs.findLast(({ fromMinute }) => fromMinute <= minute)?.timeZone ?? home;
}

/**
 * The weeks that a month touches, Monday first; every date of them, also those of its neighbours.
 * Weeks that ended before `from` are left out: nothing in them can be booked.
 */
export function weeksOf(month: string, from = `${month}-01`): string[][] {
  const first = `${month}-01`;
  const last = endOfMonth(month);
  const weeks: string[][] = [];
  for (
    let monday = startOfWeek(from > first ? from : first);
    monday <= last;
    monday = addDays(monday, 7)
  ) {
    weeks.push(Array.from({ length: 7 }, (_, day) => addDays(monday, day)));
  }
  return weeks;
}

export const monthOf = (date: string) => date.slice(0, 7);

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The same day of another month, or that month's last: 31 January and one month is 28 or 29 February. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const target = new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 7);
  const last = endOfMonth(target);
  const same = `${target}-${String(day).padStart(2, "0")}`;
  return same < last ? same : last;
}

export function startOfWeek(date: string): string {
  return addDays(date, -((new Date(date).getUTCDay() + 6) % 7));
}

export const endOfWeek = (date: string) => addDays(startOfWeek(date), 6);

function endOfMonth(month: string): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

const moves = new Map<string, (date: string) => string>([
  ["ArrowLeft", (date) => addDays(date, -1)],
  ["ArrowRight", (date) => addDays(date, 1)],
  ["ArrowUp", (date) => addDays(date, -7)],
  ["ArrowDown", (date) => addDays(date, 7)],
  ["Home", startOfWeek],
  ["End", endOfWeek],
  ["PageUp", (date) => addMonths(date, -1)],
  ["PageDown", (date) => addMonths(date, 1)],
]);

/** Where a key moves the focus in a date grid (WAI-ARIA APG), or null for other keys. */
export const movedBy = (key: string, date: string) => moves.get(key)?.(date) ?? null;

/** A date no earlier than the first and no later than the last. */
export function within(date: string, first: string, last: string): string {
  if (date < first) return first;
  return date > last ? last : date;
}
