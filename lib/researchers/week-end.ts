import { formatInTimeZone, fromZonedTime } from "date-fns-tz";
import { DAY_MS } from "@/lib/platform/time";

/**
 * When "this week" ends: midnight after Sunday on the clock of a zone, so that what is left of a Monday to
 * Sunday counts, today included.
 */
export function weekEnd(now: Date, timeZone: string): Date {
  const today = formatInTimeZone(now, timeZone, "yyyy-MM-dd");
  const weekday = Number(formatInTimeZone(now, timeZone, "i"));
  const monday = new Date(Date.parse(`${today}T00:00:00Z`) + (8 - weekday) * DAY_MS);
  return fromZonedTime(`${monday.toISOString().slice(0, 10)}T00:00:00`, timeZone);
}
