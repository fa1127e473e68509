/** Random schedules for tests, placed around real changes of real clocks. */
import fc from "fast-check";
import { dateOf, readClock } from "./compute-slots.oracle";
import type { Schedule } from "./schedule";

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/** Zones whose clocks change in ways of their own; the rest of the database is drawn besides. */
const peculiarZones = [
  "America/New_York",
  "America/St_Johns",
  "America/Havana",
  "America/Sao_Paulo",
  "America/Santiago",
  "America/Asuncion",
  "America/Caracas",
  "America/Scoresbysund",
  "Atlantic/Azores",
  "Europe/London",
  "Africa/Cairo",
  "Africa/Casablanca",
  "Asia/Beirut",
  "Asia/Gaza",
  "Asia/Tehran",
  "Asia/Kathmandu",
  "Asia/Kolkata",
  "Asia/Pyongyang",
  "Antarctica/Troll",
  "Antarctica/Casey",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Pacific/Chatham",
  "Pacific/Kiritimati",
  "Pacific/Pago_Pago",
];

export const timeZone = fc.oneof(
  fc.constantFrom(...peculiarZones),
  fc.constantFrom(...Intl.supportedValuesOf("timeZone")),
);

const hours = fc.oneof(
  fc.constant({ startMinute: 0, endMinute: 1440 }),
  fc.constant({ startMinute: 540, endMinute: 1020 }),
  span(fc.nat({ max: 16 }).map((quarter) => quarter * 15)),
  span(fc.nat({ max: 95 }).map((quarter) => quarter * 15)),
  span(fc.nat({ max: 1439 })),
);

function span(startMinute: fc.Arbitrary<number>) {
  return fc
    .tuple(startMinute, fc.integer({ min: 1, max: 1440 }))
    .map(([start, length]) => ({ startMinute: start, endMinute: start + length }));
}

const preferences = fc.record({
  sessionMinutes: fc.constantFrom(15, 20, 30, 45, 60, 90, 120),
  stepMinutes: fc.constantFrom(10, 15, 20, 30, 45, 50, 60, 90, 180),
  bufferBeforeMinutes: fc.constantFrom(0, 5, 15, 30),
  bufferAfterMinutes: fc.constantFrom(0, 10, 15, 60),
  minimumNoticeMinutes: fc.constantFrom(0, 60, 1440),
  windowDays: fc.constantFrom(1, 2, 5),
  dailyMaximum: fc.constantFrom(null, null, 0, 1, 2, 3),
});

export type Case = { schedule: Schedule; range: { from: number; to: number }; now: number };

/** A schedule with a range to ask for (at most two days) and an instant to ask at, all near one another. */
export const scheduleCase: fc.Arbitrary<Case> = fc
  .tuple(timeZone, fc.integer({ min: 2007, max: 2035 }), fc.nat(), fc.integer({ min: -1, max: 2 }))
  .chain(([zone, year, pick, daysFrom]) => {
    const centre = dayOfChange(zone, year, pick) + daysFrom * DAY;
    return fc.record({
      schedule: scheduleNear(centre, zone),
      range: fc
        .tuple(fc.integer({ min: -1440, max: 1440 }), fc.integer({ min: 0, max: 2880 }))
        .map(([start, length]) => ({
          from: centre + start * MINUTE,
          to: centre + (start + length) * MINUTE,
        })),
      now: fc.integer({ min: -3 * 1440, max: 1440 }).map((minutes) => centre + minutes * MINUTE),
    });
  });

function scheduleNear(centre: number, zone: string): fc.Arbitrary<Schedule> {
  const interval = fc
    .tuple(fc.integer({ min: -300, max: 300 }), fc.integer({ min: 0, max: 30 }))
    .map(([start, length]) => ({
      startsAt: centre + start * 10 * MINUTE,
      endsAt: centre + (start + length) * 10 * MINUTE,
    }));
  const day = fc.integer({ min: -4, max: 4 });
  const dateAt = (days: number) => dateOf(centre + days * DAY);
  return fc.record({
    timeZone: fc.constant(zone),
    rules: fc
      .array(fc.tuple(fc.constantFrom(0, 1, 2, 3, 4, 5, 6), hours), { minLength: 3, maxLength: 12 })
      .map((rules) => rules.map(([weekday, range]) => ({ weekday, ...range }))),
    overrides: fc
      .uniqueArray(fc.tuple(day, fc.array(hours, { maxLength: 3 })), {
        selector: ([days]) => days,
        maxLength: 2,
      })
      .map((overrides) => overrides.map(([days, ranges]) => ({ date: dateAt(days), ranges }))),
    timeOff: fc.array(interval, { maxLength: 2 }),
    travel: fc.array(fc.tuple(day, fc.nat({ max: 3 }), timeZone), { maxLength: 2 }).map((travel) =>
      travel.map(([days, length, there]) => ({
        startsOn: dateAt(days),
        endsOn: dateAt(days + length),
        timeZone: there,
      })),
    ),
    busy: fc
      .array(fc.tuple(interval, fc.constantFrom("session", "external")), { maxLength: 8 })
      .map((busy) => busy.map(([range, kind]) => ({ ...range, kind }))),
    preferences,
  });
}

const changes = new Map<string, number[]>();

/** A UTC midnight in the year: before one of the zone's changes of the clock or, without any, just a day. */
function dayOfChange(zone: string, year: number, pick: number): number {
  const key = `${zone} ${year}`;
  const newYear = Date.UTC(year, 0, 1);
  const days = Array.from({ length: 365 }, (_, day) => newYear + day * DAY);
  const found =
    changes.get(key) ?? days.filter((day) => offset(day, zone) !== offset(day + DAY, zone));
  changes.set(key, found);
  const choices = found.length > 0 ? found : days;
  return choices[pick % choices.length] ?? newYear;
}

function offset(instant: number, zone: string): number {
  return readClock(instant, zone) - instant;
}
