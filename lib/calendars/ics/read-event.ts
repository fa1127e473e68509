import ICAL from "ical.js";
import { DAY_MS } from "@/lib/platform/time";
import { timeOf, UTC, type WallZone, wallOf } from "./wall-zones";

/** A point in a file: what the clock shows, in which zone; a date stands for its midnight. */
export type Point = { wall: number; zone: WallZone; isDate: boolean };

/** An event, or one occurrence of a series that is not like the others. */
export type CalendarEvent = {
  uid: string;
  isBusy: boolean;
  start: Point;
  /** The end of an occurrence that starts at this reading of its zone's clock, epoch ms. */
  endOf(wall: number): number;
  rules: ICAL.Recur[];
  /** Occurrences besides those of the rules; `endsAt` where they have a length of their own. */
  extra: { start: Point; endsAt: number | null }[];
  exceptions: Point[];
  /** The occurrence in whose place this one stands, and whether in that of all later ones too. */
  replaces: { point: Point; andLater: boolean } | null;
};

export const instantOf = ({ wall, zone }: Point): number => zone.instantOf(wall);

type ZoneOf = (tzid: string | undefined) => WallZone;

/** Reads a VEVENT. Throws for one without a start, or with values that are none. */
export function readEvent(component: ICAL.Component, zoneOf: ZoneOf): CalendarEvent {
  const points = (name: string) =>
    component
      .getAllProperties(name)
      .flatMap((property) => property.getValues().map((value) => asPoint(value, property, zoneOf)));
  const [start] = points("dtstart");
  if (!start) throw new Error("an event without a start");
  const [replaced] = points("recurrence-id");
  const range = component.getFirstProperty("recurrence-id")?.getFirstParameter("range");
  const rules = component.getAllProperties("rrule").map((property) => property.getFirstValue());
  return {
    uid: text(component, "uid"),
    isBusy: isBusy(component),
    start,
    endOf: lengthOf(component, start, points("dtend")[0]),
    rules: rules.filter((rule) => rule instanceof ICAL.Recur).map((rule) => inZone(rule, start)),
    extra: component
      .getAllProperties("rdate")
      .flatMap((property) => property.getValues().map((value) => asExtra(value, property, zoneOf))),
    exceptions: points("exdate"),
    replaces: replaced ? { point: replaced, andLater: range === "THISANDFUTURE" } : null,
  };
}

/** When a VFREEBUSY says that its owner is not free, epoch ms. */
export function readFreeBusy(component: ICAL.Component): { startsAt: number; endsAt: number }[] {
  return component
    .getAllProperties("freebusy")
    .filter((property) => property.getFirstParameter("fbtype")?.toUpperCase() !== "FREE")
    .flatMap((property) => property.getValues())
    .map((value) => {
      const { start, endsAt } = asExtra(value, null, () => UTC);
      if (endsAt === null) throw new Error("a busy time without an end");
      return { startsAt: instantOf(start), endsAt };
    });
}

function isBusy(component: ICAL.Component): boolean {
  return (
    text(component, "status") !== "CANCELLED" &&
    text(component, "transp") !== "TRANSPARENT" &&
    text(component, "x-microsoft-cdo-busystatus") !== "FREE"
  );
}

function text(component: ICAL.Component, name: string): string {
  const value = component.getFirstPropertyValue(name);
  if (typeof value !== "string") return "";
  return name === "uid" ? value : value.trim().toUpperCase();
}

function asPoint(value: unknown, property: ICAL.Property | null, zoneOf: ZoneOf): Point {
  if (!(value instanceof ICAL.Time)) throw new Error("not a time");
  const wall = wallOf(value);
  if (Number.isNaN(wall)) throw new Error("not a time");
  if (value.isDate) return { wall, zone: zoneOf(undefined), isDate: true };
  const isUtc = value.zone === ICAL.Timezone.utcTimezone;
  const tzid = property?.getFirstParameter("tzid");
  return { wall, zone: isUtc ? UTC : zoneOf(tzid || undefined), isDate: false };
}

function asExtra(value: unknown, property: ICAL.Property | null, zoneOf: ZoneOf) {
  if (!(value instanceof ICAL.Period))
    return { start: asPoint(value, property, zoneOf), endsAt: null };
  const start = asPoint(value.start, property, zoneOf);
  const endsAt = value.end
    ? instantOf(asPoint(value.end, property, zoneOf))
    : later(start, start.wall, value.duration);
  return { start, endsAt };
}

/**
 * How long each occurrence is: as many days as the first for dates, exactly as long as the first when
 * it has an end, and a DURATION's days by the calendar with its hours by the clock.
 */
function lengthOf(component: ICAL.Component, start: Point, end: Point | undefined) {
  const duration = component.getFirstPropertyValue("duration");
  if (duration instanceof ICAL.Duration) return (wall: number) => later(start, wall, duration);
  if (start.isDate) {
    const days = end ? Math.round((end.wall - start.wall) / DAY_MS) : 1;
    return (wall: number) => start.zone.instantOf(wall + days * DAY_MS);
  }
  if (!end) return (wall: number) => start.zone.instantOf(wall);
  let lengthMs: number | null = null;
  return (wall: number) => {
    lengthMs ??= instantOf(end) - instantOf(start);
    return start.zone.instantOf(wall) + lengthMs;
  };
}

function later({ zone }: Point, wall: number, duration: ICAL.Duration): number {
  const sign = duration.isNegative ? -1 : 1;
  const days = sign * (duration.weeks * 7 + duration.days);
  const seconds = sign * (duration.hours * 3600 + duration.minutes * 60 + duration.seconds);
  return zone.instantOf(wall + days * DAY_MS) + seconds * 1000;
}

/** UNTIL is an instant where the start has a zone; rules are followed on that zone's clock. */
function inZone(rule: ICAL.Recur, { zone }: Point): ICAL.Recur {
  const { until } = rule;
  if (!until) return rule;
  const wall = wallOf(until);
  const isUtc = !until.isDate && until.zone === ICAL.Timezone.utcTimezone;
  const own = rule.clone();
  own.until = timeOf(until.isDate ? wall + DAY_MS - 1000 : isUtc ? zone.wallAt(wall) : wall);
  return own;
}
