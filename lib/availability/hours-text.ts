/**
 * Hours as text, "09:00-12:30". What reaches past midnight is written past 24:00, "22:00-26:00", so that
 * an end before its start is always a slip. Pure and small: the editor in the browser reads with it too.
 */
import type { Hours } from "./hours-by-day";

export const WEEK = [
  "sunday",
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
] as const;
/** At the index that rules give the weekday. */
export type WeekdayName = (typeof WEEK)[number];

const DAY = 1440;
const CLOCK = /^(\d{1,2})[:.](\d{2})$/;

/** Minutes from midnight of "9:30" or "26:00"; null for what is no time. */
export function parseClock(text: string): number | null {
  const [, hours, minutes] = CLOCK.exec(text.trim()) ?? [];
  if (hours === undefined || minutes === undefined || Number(minutes) > 59) return null;
  const minute = Number(hours) * 60 + Number(minutes);
  return minute <= 2 * DAY ? minute : null;
}

export function formatClock(minute: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

export const formatHours = ({ startMinute, endMinute }: Hours) =>
  `${formatClock(startMinute)}-${formatClock(endMinute)}`;

/** The hours of a start and an end, or what is wrong with one of them, to be read after its name. */
export function readHours(
  start: string,
  end: string,
): Hours | { wrong: "start" | "end"; problem: string } {
  const startMinute = parseClock(start);
  const endMinute = parseClock(end);
  if (startMinute === null)
    return { wrong: "start", problem: "is not a time of day such as 09:00" };
  if (endMinute === null) return { wrong: "end", problem: "is not a time of day such as 17:00" };
  if (startMinute >= DAY)
    return { wrong: "start", problem: "must be before 24:00; later hours belong to the next day" };
  if (endMinute <= startMinute) {
    const past = formatClock(endMinute + DAY);
    const hint = endMinute === 0 ? "24:00" : past;
    return { wrong: "end", problem: `must be after the start; past midnight it is ${hint}` };
  }
  return { startMinute, endMinute };
}

/** The place of the first hours that overlap earlier ones of the list, and which; null when none do. */
export function findOverlap(hours: readonly Hours[]): { at: number; other: number } | null {
  for (const [at, one] of hours.entries()) {
    const other = hours
      .slice(0, at)
      .findIndex((two) => one.startMinute < two.endMinute && two.startMinute < one.endMinute);
    if (other >= 0) return { at, other };
  }
  return null;
}
