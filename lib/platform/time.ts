import { z } from "zod";

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

export const addMinutes = (date: Date, minutes: number) =>
  new Date(date.getTime() + minutes * MINUTE_MS);

export const addHours = (date: Date, hours: number) => addMinutes(date, hours * 60);

/** Whole minutes, rounded. */
export const minutesBetween = (from: Date, to: Date) =>
  Math.round((to.getTime() - from.getTime()) / MINUTE_MS);

export const earliest = (...dates: Date[]) =>
  new Date(Math.min(...dates.map((date) => date.getTime())));

const INSTANT = "must be a time with its offset such as 2026-03-14T09:00:00Z";

/** An instant on the wire: ISO 8601 with an offset. */
export const instant = z.codec(z.iso.datetime({ offset: true, error: INSTANT }), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
});

const knownZones = new Map<string, boolean>();

/** Whether the runtime knows the IANA zone. Bounded, because the name may come from a stranger. */
export function isTimeZone(name: string): boolean {
  const known = knownZones.get(name);
  if (known !== undefined) return known;
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]{1,49}$/.test(name)) return false;
  let valid = true;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
  } catch {
    valid = false;
  }
  if (knownZones.size < 2_000) knownZones.set(name, valid);
  return valid;
}

/** Every zone to choose from, by name, with the one that is chosen now. */
export const timeZonesWith = (current: string): string[] =>
  [...new Set([...Intl.supportedValuesOf("timeZone"), "UTC", current])].sort();

/** An IANA zone in a request. */
export const timeZone = z
  .string()
  .refine(isTimeZone, "must be an IANA time zone such as Europe/Lisbon");

/** A calendar date in a request, YYYY-MM-DD, of a day that exists. */
export const localDate = z.iso.date("must be a date such as 2026-03-14");
