import ICAL from "ical.js";
import { clockByDay, localDayOf, type Schedule } from "@/lib/availability/schedule";
import { type ZoneClock, zoneClock } from "@/lib/availability/zone-transitions";
import { DAY_MS, isTimeZone } from "@/lib/platform/time";
import { ianaZoneOf } from "./windows-zones";

/** The zones of a researcher: at home, and on journeys. */
export type Home = Pick<Schedule, "timeZone" | "travel">;

/** A zone for the readings of a wall clock, given as the epoch ms at which UTC clocks show them. */
export type WallZone = {
  /** The instant of a reading: the first of two, and in a gap what the clock before it would have shown. */
  instantOf(wall: number): number;
  /** What the clock shows at an instant. */
  wallAt(instant: number): number;
};

export const UTC: WallZone = { instantOf: (wall) => wall, wallAt: (instant) => instant };

/**
 * The zones that the events of one file name by TZID: of the IANA database or Windows by name, else as
 * the file defines them. Times without a zone, and all-day events, are where the researcher then is.
 */
export function wallZonesOf(home: Home, definitions: ICAL.Component[]) {
  const floating = floatingZone(home);
  const known = new Map<string, WallZone>();
  return (tzid: string | undefined): WallZone => {
    if (!tzid) return floating;
    let zone = known.get(tzid);
    if (!zone) {
      zone = namedZone(tzid, definitions) ?? floating;
      known.set(tzid, zone);
    }
    return zone;
  };
}

function floatingZone(home: Home): WallZone {
  const clockOn = clockByDay(home);
  return {
    instantOf: (wall) => instantOn(clockOn(Math.floor(wall / DAY_MS)), wall),
    wallAt: (instant) => instant + clockOn(localDayOf(clockOn, instant)).spanAt(instant).offset,
  };
}

function namedZone(tzid: string, definitions: ICAL.Component[]): WallZone | null {
  const definition = definitions.find((one) => one.getFirstPropertyValue("tzid") === tzid);
  const place = definition?.getFirstPropertyValue("x-lic-location");
  const name = ianaName(tzid) ?? (typeof place === "string" ? ianaName(place) : null);
  if (name) {
    const clock = zoneClock(name);
    return {
      instantOf: (wall) => instantOn(clock, wall),
      wallAt: (instant) => instant + clock.spanAt(instant).offset,
    };
  }
  return definition ? definedZone(definition) : null;
}

/** Some programs put their own path before the name: `/freeassociation.sourceforge.net/Europe/Rome`. */
function ianaName(tzid: string): string | null {
  const windows = ianaZoneOf(tzid);
  if (windows) return windows;
  const words = tzid.split("/").filter(Boolean);
  return [words, words.slice(-3), words.slice(-2)].map((w) => w.join("/")).find(isTimeZone) ?? null;
}

function instantOn(clock: ZoneClock, wall: number): number {
  const span = clock.spanShowing(wall);
  const instant = wall - span.offset;
  return instant >= span.from ? instant : wall - clock.spanAt(span.from - 1).offset;
}

function definedZone(definition: ICAL.Component): WallZone {
  const zone = new ICAL.Timezone(definition);
  const offsetAt = (wall: number) => zone.utcOffset(timeOf(wall)) * 1000;
  return {
    instantOf: (wall) => wall - offsetAt(wall),
    wallAt: (instant) => instant + offsetAt(instant + offsetAt(instant)),
  };
}

/** A reading as the parser's own kind of time, without a zone. */
export function timeOf(wall: number): ICAL.Time {
  const date = new Date(wall);
  return ICAL.Time.fromData({
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  });
}

export const wallOf = (time: ICAL.Time): number =>
  Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second);
