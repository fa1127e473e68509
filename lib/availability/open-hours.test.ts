import { describe, expect, test } from "vitest";
import { at, daily, HOUR, schedule } from "./compute-slots.fixture";
import { isWithinHours, openHours } from "./open-hours";

const hourFrom = (start: string) => ({ startsAt: at(start), endsAt: at(start) + HOUR });

describe("a time lies within the hours", () => {
  const office = schedule("Europe/London", daily(540, 1020));

  test("from the first minute to the last, whatever the grid", () => {
    expect(isWithinHours(office, hourFrom("2026-03-04T09:00Z"))).toBe(true);
    expect(isWithinHours(office, hourFrom("2026-03-04T15:50Z"))).toBe(true);
    expect(isWithinHours(office, hourFrom("2026-03-04T16:05Z"))).toBe(false);
    expect(isWithinHours(office, hourFrom("2026-03-04T08:55Z"))).toBe(false);
  });

  test("across hours that touch, in one day or over midnight", () => {
    const split = schedule("Europe/London", [...daily(540, 720), ...daily(720, 1020)]);
    expect(isWithinHours(split, hourFrom("2026-03-04T11:30Z"))).toBe(true);
    const nights = schedule("Europe/London", [...daily(1320, 1440), ...daily(0, 120)]);
    expect(isWithinHours(nights, hourFrom("2026-03-04T23:30Z"))).toBe(true);
    const late = schedule("Europe/London", daily(1320, 1560));
    expect(isWithinHours(late, hourFrom("2026-03-04T00:30Z"))).toBe(true);
    expect(isWithinHours(late, hourFrom("2026-03-04T01:30Z"))).toBe(false);
  });

  test("by the clock of that date, and by the date's own hours", () => {
    expect(isWithinHours(office, hourFrom("2026-03-30T08:00Z"))).toBe(true);
    expect(isWithinHours(office, hourFrom("2026-03-30T16:00Z"))).toBe(false);
    const away = { startsOn: "2026-03-04", endsOn: "2026-03-04", timeZone: "America/New_York" };
    const traveling = { ...office, travel: [away] };
    expect(isWithinHours(traveling, hourFrom("2026-03-04T20:00Z"))).toBe(true);
    expect(isWithinHours(traveling, hourFrom("2026-03-04T10:00Z"))).toBe(false);
    const closed = { ...office, overrides: [{ date: "2026-03-04", ranges: [] }] };
    expect(isWithinHours(closed, hourFrom("2026-03-04T10:00Z"))).toBe(false);
  });

  test("but not in time off", () => {
    const off = [{ startsAt: at("2026-03-04T10:30Z"), endsAt: at("2026-03-04T12:00Z") }];
    const given = { ...office, timeOff: off };
    expect(isWithinHours(given, hourFrom("2026-03-04T09:30Z"))).toBe(true);
    expect(isWithinHours(given, hourFrom("2026-03-04T10:00Z"))).toBe(false);
    expect(isWithinHours(given, hourFrom("2026-03-04T12:00Z"))).toBe(true);
  });
});

test("a date that a zone skipped is not open", () => {
  const apia = schedule("Pacific/Apia", daily(540, 1020));
  const days = openHours(apia, at("2011-12-29T00:00Z"), at("2011-12-31T23:00Z"));
  const starts = days.map(({ startsAt }) => new Date(startsAt).toISOString().slice(5, 13));
  expect(starts).toContain("12-29T19");
  expect(starts).toContain("12-30T19");
  expect(new Set(starts).size).toBe(starts.length);
});
