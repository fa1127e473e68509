/**
 * Calendar dates as whole days since 1970-01-01, so that walking a calendar is integer arithmetic.
 * A local date has no zone: which instants it covers depends on where it is read.
 */

import { DAY_MS } from "@/lib/platform/time";

/** 0 = Sunday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

const CALENDAR_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Days since 1970-01-01 of a YYYY-MM-DD date. Throws RangeError for anything else, 2026-02-30 included. */
export function parseLocalDate(date: string): number {
  const midnight = CALENDAR_DATE.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  const day = midnight / DAY_MS;
  // Date.parse may roll 30 February over into March; only a date that survives the round trip exists.
  if (Number.isNaN(day) || formatLocalDate(day) !== date) {
    throw new RangeError(`Not a calendar date (YYYY-MM-DD): ${JSON.stringify(date.slice(0, 32))}`);
  }
  return day;
}

/** The YYYY-MM-DD date of a number of days since 1970-01-01. */
export function formatLocalDate(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): Weekday {
  return ((((day + 4) % 7) + 7) % 7) as Weekday;
}
