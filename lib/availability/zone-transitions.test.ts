import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { timeZone } from "./compute-slots.arbitraries";
import { dateOf, readClock } from "./compute-slots.oracle";
import { localDateRange, rememberedZones, wallClock, zoneClock } from "./zone-transitions";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function at(text: string): number {
  return Date.parse(text);
}

describe("wallClock", () => {
  test.each([
    ["2026-03-08T06:59:00Z", "America/New_York", "2026-03-08", 119, -300],
    ["2026-03-08T07:00:00Z", "America/New_York", "2026-03-08", 180, -240],
    ["2026-11-01T05:59:59Z", "America/New_York", "2026-11-01", 119, -240],
    ["2026-11-01T06:00:00Z", "America/New_York", "2026-11-01", 60, -300],
    ["2026-04-04T15:00:00Z", "Australia/Lord_Howe", "2026-04-05", 90, 630],
    ["2026-07-01T00:00:00Z", "Asia/Kathmandu", "2026-07-01", 345, 345],
    ["2026-01-01T00:00:00Z", "Pacific/Chatham", "2026-01-01", 825, 825],
    ["2011-12-30T09:59:59Z", "Pacific/Apia", "2011-12-29", 1439, -600],
    ["2011-12-30T10:00:00Z", "Pacific/Apia", "2011-12-31", 0, 840],
    ["2010-11-07T02:30:59Z", "America/St_Johns", "2010-11-07", 0, -150],
    ["2010-11-07T02:31:00Z", "America/St_Johns", "2010-11-06", 1381, -210],
    ["1969-12-31T23:59:59Z", "UTC", "1969-12-31", 1439, 0],
  ])(
    "at %s clocks in %s show %s, minute %i, offset %i",
    (text, zone, date, minute, offsetMinutes) => {
      expect(wallClock(at(text), zone)).toEqual({ date, minute, offsetMinutes });
    },
  );

  test("is what Intl shows, for any zone, at any minute and around its changes", () => {
    const minutes = fc.integer({
      min: at("1975-01-01T00:00:00Z") / MINUTE,
      max: at("2037-12-01T00:00:00Z") / MINUTE,
    });
    const property = fc.property(timeZone, minutes, (zone, minute) => {
      const change = zoneClock(zone).spanAt(minute * MINUTE).to;
      for (const instant of [minute * MINUTE, change - MINUTE, change]) {
        const wall = readClock(instant, zone);
        const { date, minute: minuteOfDay } = wallClock(instant, zone);
        expect([date, minuteOfDay]).toEqual([dateOf(wall), (wall % (24 * HOUR)) / MINUTE]);
      }
    });
    fc.assert(property, { seed: 20111230, numRuns: 2000 });
  });

  test("where clocks change four times a year or by decree, no change of 2007 to 2035 is missed", () => {
    for (const zone of ["Africa/Casablanca", "Africa/Cairo", "Asia/Gaza", "Antarctica/Casey"]) {
      const clock = zoneClock(zone);
      for (
        let day = at("2007-01-01T00:00:00Z");
        day < at("2036-01-01T00:00:00Z");
        day += 24 * HOUR
      ) {
        expect(day + clock.spanAt(day).offset).toBe(readClock(day, zone));
      }
    }
  });
});

describe("localDateRange", () => {
  test.each([
    ["2026-03-08", "America/New_York", "2026-03-08T05:00:00Z", 23],
    ["2026-11-01", "America/New_York", "2026-11-01T04:00:00Z", 25],
    ["2026-07-01", "Asia/Kolkata", "2026-06-30T18:30:00Z", 24],
    ["2026-10-04", "Australia/Lord_Howe", "2026-10-03T13:30:00Z", 23.5],
    ["2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00:00Z", 23],
    ["2018-02-17", "America/Sao_Paulo", "2018-02-17T02:00:00Z", 25],
    ["2011-12-29", "Pacific/Apia", "2011-12-29T10:00:00Z", 24],
    ["2011-12-30", "Pacific/Apia", "2011-12-30T10:00:00Z", 0],
    ["2011-12-31", "Pacific/Apia", "2011-12-30T10:00:00Z", 24],
  ])("%s in %s begins at %s and lasts %d hours", (date, zone, from, hours) => {
    const range = { from: at(from), to: at(from) + hours * HOUR };
    expect(localDateRange(date, zone)).toEqual(range);
  });
});

describe("zoneClock", () => {
  test.each(["", "Mars/Olympus", "Europe/London; DROP TABLE", "x".repeat(10_000)])(
    "refuses %.20s with a short message",
    (name) => {
      expect(() => zoneClock(name)).toThrow(RangeError);
      expect(() => zoneClock(name)).toThrow(/^Unknown time zone: .{0,70}$/);
    },
  );

  test("refuses an instant that is not a number", () => {
    expect(() => zoneClock("UTC").spanAt(Number.NaN)).toThrow(RangeError);
  });

  test("remembers a bounded number of zones however their names are spelt, and stays right", () => {
    const name = "America/Argentina/ComodRivadavia";
    for (let spelling = 0; spelling < 2000; spelling += 1) {
      const letters = [...name].map((letter, index) =>
        (spelling >> (index % 11)) & 1 ? letter.toUpperCase() : letter.toLowerCase(),
      );
      zoneClock(letters.join(""));
    }
    expect(rememberedZones()).toBeLessThanOrEqual(512);
    expect(wallClock(at("2026-07-01T12:00:00Z"), "Europe/London").minute).toBe(780);
  });

  test("answers for years far apart, again and again", () => {
    const clock = zoneClock("Europe/London");
    const summerOffset = (year: number) => clock.spanAt(Date.UTC(year, 6, 1)).offset;
    for (const year of Array.from({ length: 150 }, (_, index) => 1980 + (index % 75))) {
      expect(summerOffset(year)).toBe(HOUR);
    }
  });
});
