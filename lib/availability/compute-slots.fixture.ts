/** Short ways to write a schedule in a test and to read its slots. */

import { slotsOnLocalDate } from "./compute-slots";
import type { BookingPreferences, Schedule } from "./schedule";

export const HOUR = 3_600_000;
const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6] as const;

/** The same hours on every day of the week. */
export function daily(startMinute: number, endMinute: number): Schedule["rules"] {
  return EVERY_DAY.map((weekday) => ({ weekday, startMinute, endMinute }));
}

/** A schedule of one-hour slots without buffers, notice or limits, but for `changes`. */
export function schedule(
  timeZone: string,
  rules: Schedule["rules"],
  changes: Partial<Schedule> & { prefer?: Partial<BookingPreferences> } = {},
): Schedule {
  const { prefer, ...rest } = changes;
  const preferences: BookingPreferences = {
    sessionMinutes: 60,
    stepMinutes: 60,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    minimumNoticeMinutes: 0,
    windowDays: 60,
    dailyMaximum: null,
    ...prefer,
  };
  return {
    timeZone,
    rules,
    overrides: [],
    timeOff: [],
    travel: [],
    busy: [],
    preferences,
    ...rest,
  };
}

/** Epoch ms of an ISO 8601 text. */
export function at(text: string): number {
  return Date.parse(text);
}

/** The UTC starts of the slots on a local date, as "MM-DDTHH:MM". */
export function startsOn(given: Schedule, date: string, onlyAvailable = false): string[] {
  const now = at(`${date}T00:00:00Z`) - 48 * HOUR;
  return slotsOnLocalDate(given, date, now)
    .filter((slot) => slot.available || !onlyAvailable)
    .map((slot) => new Date(slot.startsAt).toISOString().slice(5, 16));
}

/** As startsOn, without the slots that cannot be booked two days before. */
export function bookableOn(given: Schedule, date: string): string[] {
  return startsOn(given, date, true);
}
