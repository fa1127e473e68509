/**
 * The rules of availability once more, for tests to compare with: slow, obvious, and knowing of zones only
 * what Intl says minute by minute. Shares no code with what it checks.
 */

import type { Slot } from "./compute-slots";
import type { BusyInterval, Schedule, TimeOff } from "./schedule";

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

type Reading = { instant: number; wall: number };
const formats = new Map<string, Intl.DateTimeFormat>();

/** What clocks in the zone show, to the minute, as the epoch ms at which UTC clocks show the same. */
export function readClock(instant: number, timeZone: string): number {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
    });
  formats.set(timeZone, format);
  const [month = 0, day, year = 0, hour, minute] = format.format(instant).split(/\D+/).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute);
}

export function dateOf(wall: number): string {
  return new Date(wall).toISOString().slice(0, 10);
}

export function zoneOn(schedule: Schedule, date: string): string {
  const away = schedule.travel.find(({ startsOn, endsOn }) => startsOn <= date && date <= endsOn);
  return away?.timeZone ?? schedule.timeZone;
}

export function hoursOn(schedule: Schedule, date: string) {
  const override = schedule.overrides.findLast((candidate) => candidate.date === date);
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  let hours = override?.ranges ?? schedule.rules.filter((rule) => rule.weekday === weekday);
  hours = hours.map(({ startMinute, endMinute }) => ({ startMinute, endMinute }));
  for (;;) {
    const pair = hours
      .flatMap((a) => hours.map((b) => ({ a, b })))
      .find(({ a, b }) => a !== b && a.startMinute < b.endMinute && b.startMinute < a.endMinute);
    if (!pair) return hours.sort((a, b) => a.startMinute - b.startMinute);
    const { a, b } = pair;
    const union = {
      startMinute: Math.min(a.startMinute, b.startMinute),
      endMinute: Math.max(a.endMinute, b.endMinute),
    };
    hours = [...hours.filter((one) => one !== a && one !== b), union];
  }
}

export function oracleSlots(
  schedule: Schedule,
  range: { from: number; to: number },
  now: number,
): Slot[] {
  const { sessionMinutes, stepMinutes } = schedule.preferences;
  const firstDate = Math.floor(range.from / DAY) * DAY - 3 * DAY;
  const readings = new Map<string, Reading[]>();
  const starts: number[] = [];
  let earlierEnd = 0;
  for (let midnight = firstDate; midnight <= range.to + 2 * DAY; midnight += DAY) {
    const date = dateOf(midnight);
    const timeZone = zoneOn(schedule, date);
    const zoneReadings =
      readings.get(timeZone) ?? readMinutes(timeZone, firstDate - 2 * DAY, range.to + 5 * DAY);
    readings.set(timeZone, zoneReadings);
    const reach = (wall: number) => firstReaching(zoneReadings, wall);
    if (dateOf(reach(midnight).wall) !== date) continue;

    const notBefore = earlierEnd;
    for (const { startMinute, endMinute } of hoursOn(schedule, date)) {
      const end = reach(midnight + endMinute * MINUTE).instant;
      let previous = 0;
      for (let minute = startMinute; minute < endMinute; minute += stepMinutes) {
        const { instant, wall } = reach(midnight + minute * MINUTE);
        if (wall !== midnight + minute * MINUTE) continue;
        if (instant < notBefore || instant + sessionMinutes * MINUTE > end) continue;
        if (instant - previous < Math.min(stepMinutes, sessionMinutes) * MINUTE) continue;
        previous = instant;
        starts.push(instant);
      }
      earlierEnd = Math.max(earlierEnd, end);
    }
  }
  return starts
    .filter((startsAt) => startsAt >= range.from && startsAt < range.to)
    .map((startsAt) => {
      const slot = { startsAt, endsAt: startsAt + sessionMinutes * MINUTE };
      return { ...slot, available: isAvailable(schedule, slot, now) };
    });
}

export function isAvailable(schedule: Schedule, slot: TimeOff, now: number): boolean {
  const { preferences, busy, timeOff } = schedule;
  const before = preferences.bufferBeforeMinutes * MINUTE;
  const after = preferences.bufferAfterMinutes * MINUTE;
  const longer = Math.max(before, after);
  if (slot.startsAt < now + preferences.minimumNoticeMinutes * MINUTE) return false;
  if (slot.startsAt > now + preferences.windowDays * DAY) return false;
  const sessions = busy.filter(isSession);
  const others = [...busy.filter((interval) => !isSession(interval)), ...timeOff];
  const meets = (interval: TimeOff, margins: { before: number; after: number }) =>
    interval.startsAt < interval.endsAt &&
    interval.startsAt < slot.endsAt + margins.after &&
    interval.endsAt > slot.startsAt - margins.before;
  if (others.some((interval) => meets(interval, { before, after }))) return false;
  if (sessions.some((session) => meets(session, { before: longer, after: longer }))) return false;
  if (preferences.dailyMaximum === null) return true;
  const date = localDate(schedule, slot.startsAt);
  const sameDate = sessions.filter((session) => localDate(schedule, session.startsAt) === date);
  return sameDate.length < preferences.dailyMaximum;
}

function isSession(interval: BusyInterval) {
  return interval.kind === "session";
}

/** The earliest date that is not over yet in the zone of that date. */
export function localDate(schedule: Schedule, instant: number): string {
  for (let day = instant - 2 * DAY; ; day += DAY) {
    const date = dateOf(day);
    if (dateOf(readClock(instant, zoneOn(schedule, date))) <= date) return date;
  }
}

function readMinutes(timeZone: string, from: number, to: number): Reading[] {
  const readings: Reading[] = [];
  for (let instant = from; instant <= to; instant += MINUTE) {
    readings.push({ instant, wall: readClock(instant, timeZone) });
  }
  return readings;
}

/** Zones are less than a day from UTC, so the search may begin a day before `wall`. */
function firstReaching(readings: Reading[], wall: number): Reading {
  const begin = Math.max(0, (wall - DAY - (readings[0]?.instant ?? 0)) / MINUTE);
  for (let index = begin; index < readings.length; index += 1) {
    const reading = readings[index];
    if (reading && reading.wall >= wall) return reading;
  }
  throw new Error(`No clock reading for ${new Date(wall).toISOString()}`);
}
