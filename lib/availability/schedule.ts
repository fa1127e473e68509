/** A researcher's schedule as plain data, and which zone and local date hold in it. */
import { DAY_MS } from "@/lib/platform/time";
import { formatLocalDate, parseLocalDate, type Weekday } from "./local-date";
import { type ZoneClock, zoneClock } from "./zone-transitions";

/**
 * Hours of every week, in wall-clock minutes from local midnight: 0 <= start < 1440, start < end <= 2880.
 * An end after 1440 crosses midnight and belongs to the weekday it starts on; 0-1440 is a 24-hour day.
 */
export type WeeklyRule = { weekday: Weekday; startMinute: number; endMinute: number };

/** Hours, in minutes as in a rule, of one local date (YYYY-MM-DD); they replace its rules, none = closed. */
export type DateOverride = {
  date: string;
  ranges: { startMinute: number; endMinute: number }[];
};

/** Epoch ms, [startsAt, endsAt). */
export type TimeOff = { startsAt: number; endsAt: number };

/** Local dates (YYYY-MM-DD, both inclusive) spent in another zone. Where two overlap, the first listed holds. */
export type Travel = { startsOn: string; endsOn: string; timeZone: string };

/** Epoch ms, [startsAt, endsAt): a session sold here, or an event of the researcher's own calendar. */
export type BusyInterval = { startsAt: number; endsAt: number; kind: "session" | "external" };

export type BookingPreferences = {
  sessionMinutes: number;
  stepMinutes: number;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  minimumNoticeMinutes: number;
  windowDays: number;
  /** Most sessions that may start on one local date; null = no limit. */
  dailyMaximum: number | null;
};

export type Schedule = {
  timeZone: string;
  rules: WeeklyRule[];
  overrides: DateOverride[];
  timeOff: TimeOff[];
  travel: Travel[];
  busy: BusyInterval[];
  preferences: BookingPreferences;
};

type Zones = Pick<Schedule, "timeZone" | "travel">;

/** The zone in which the schedule's hours of a local date (YYYY-MM-DD) are read. */
export function zoneOfDate({ timeZone, travel }: Zones, date: string): string {
  const day = parseLocalDate(date);
  return travel.map(asJourney).find(includes(day))?.timeZone ?? timeZone;
}

/**
 * The researcher's local date (YYYY-MM-DD) at an instant, in the zone that the schedule has on that date.
 * Around a journey a date can be skipped or come twice: the earlier date keeps its instants to its end.
 */
export function localDateOf(schedule: Zones, instant: number): string {
  return formatLocalDate(localDayOf(clockByDay(schedule), instant));
}

/** The clock of each local date's zone, the date given in days since 1970-01-01. Throws RangeError for a zone or date that is none. */
export function clockByDay({ timeZone, travel }: Zones): (day: number) => ZoneClock {
  const home = zoneClock(timeZone);
  if (travel.length === 0) return () => home;
  const journeys = travel.map(asJourney).map((journey) => ({
    ...journey,
    clock: zoneClock(journey.timeZone),
  }));
  return (day) => journeys.find(includes(day))?.clock ?? home;
}

/** As localDateOf, in days since 1970-01-01. */
export function localDayOf(clockOn: (day: number) => ZoneClock, instant: number): number {
  // No zone is a day from UTC: the date is the one in UTC, the one before or the one after.
  let day = Math.floor(instant / DAY_MS) - 1;
  while (clockOn(day).dayAt(instant) > day) day += 1;
  return day;
}

type Journey = { firstDay: number; lastDay: number; timeZone: string };

function asJourney({ startsOn, endsOn, timeZone }: Travel): Journey {
  return { firstDay: parseLocalDate(startsOn), lastDay: parseLocalDate(endsOn), timeZone };
}

function includes(day: number) {
  return ({ firstDay, lastDay }: Journey) => firstDay <= day && day <= lastDay;
}
