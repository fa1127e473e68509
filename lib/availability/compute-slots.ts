/**
 * A researcher's slots, computed from the schedule. Pure: no database, no clock, no environment.
 * Instants are epoch ms; hours are wall-clock in the zone of their date.
 */

import { MINUTE_MS } from "@/lib/platform/time";
import { bookableStarts, bookingWindow } from "./bookable";
import { dailyStarts } from "./daily-starts";
import { type Schedule, zoneOfDate } from "./schedule";
import { localDateRange } from "./zone-transitions";

/** Epoch ms; `available` is false for a slot within the hours that cannot be booked. */
export type Slot = { startsAt: number; endsAt: number; available: boolean };

/**
 * Every slot on the grid with range.from <= startsAt < range.to, ascending.
 * Throws RangeError for a zone, date, hours or preferences that cannot be.
 */
export function computeSlots(
  schedule: Schedule,
  range: { from: number; to: number },
  now: number,
): Slot[] {
  const sessionMs = schedule.preferences.sessionMinutes * MINUTE_MS;
  const isBookable = bookableStarts(schedule, range.from, range.to, now);
  const slots: Slot[] = [];
  for (const starts of dailyStarts(schedule, range.from, range.to)) {
    for (const startsAt of starts) {
      slots.push({ startsAt, endsAt: startsAt + sessionMs, available: isBookable(startsAt) });
    }
  }
  return slots;
}

/** The first start (epoch ms) that can be booked at `now`, or null when the booking window has none. */
export function nextAvailable(schedule: Schedule, now: number): number | null {
  const { earliest, latest } = bookingWindow(schedule, now);
  const isBookable = bookableStarts(schedule, earliest, latest + 1, now);
  for (const starts of dailyStarts(schedule, earliest, latest + 1)) {
    const first = starts.find(isBookable);
    if (first !== undefined) return first;
  }
  return null;
}

/**
 * Whether a slot is on offer at `now`; listing, holding and rescheduling all ask this grid. "taken" is a slot
 * of the grid that cannot be booked, "not-on-grid" a time that the researcher's hours do not have.
 */
export function isOffered(
  schedule: Schedule,
  slot: { startsAt: number; endsAt: number },
  now: number,
): "offered" | "taken" | "not-on-grid" {
  const range = { from: slot.startsAt, to: slot.startsAt + 1 };
  const found = computeSlots(schedule, range, now).find(({ endsAt }) => endsAt === slot.endsAt);
  if (!found) return "not-on-grid";
  return found.available ? "offered" : "taken";
}

/**
 * The slots that start on a local date (YYYY-MM-DD), read in `timeZone`: by default the schedule's zone of
 * that date. Hours that cross midnight count on the date that each slot starts on.
 */
export function slotsOnLocalDate(
  schedule: Schedule,
  date: string,
  now: number,
  timeZone: string = zoneOfDate(schedule, date),
): Slot[] {
  return computeSlots(schedule, localDateRange(date, timeZone), now);
}
