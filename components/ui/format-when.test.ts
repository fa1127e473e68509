import { expect, test } from "vitest";
import { monogram } from "./avatar";
import { formatShortDate, formatWhen, isSameClock, zoneCity, zoneName } from "./format-when";

test("a moment is told with weekday, year and zone", () => {
  expect(formatWhen("2026-11-24T14:00Z", "Europe/Berlin", { until: "2026-11-24T15:00Z" })).toBe(
    "Tuesday 24 November 2026, 15:00\u201316:00 (Berlin, GMT+1)",
  );
  expect(formatWhen("2026-07-01T00:00Z", "America/St_Johns", { year: false })).toBe(
    "Tuesday 30 June, 21:30 (St John\u2019s, GMT-2:30)",
  );
});

test("midnight is 00:00, not 24:00", () => {
  expect(formatWhen("2026-11-24T00:00Z", "UTC")).toBe("Tuesday 24 November 2026, 00:00 (UTC)");
});

test("zones go by their city's own name", () => {
  expect(zoneCity("Asia/Calcutta")).toBe("Kolkata");
  expect(zoneCity("America/Argentina/Buenos_Aires")).toBe("Buenos Aires");
  expect(zoneName("2026-01-01T00:00Z", "Europe/Lisbon")).toBe("Lisbon, GMT");
});

test("a short date keeps its weekday", () => {
  expect(formatShortDate("2026-11-24T23:30Z", "Europe/Berlin")).toBe("Wed 25 Nov");
  expect(formatShortDate("2026-12-31T23:30Z", "Europe/Berlin", { year: true })).toBe(
    "Fri 1 Jan 2027",
  );
});

test("clocks agree or not by the season", () => {
  expect(isSameClock("2026-01-01T12:00Z", "Europe/London", "UTC")).toBe(true);
  expect(isSameClock("2026-07-01T12:00Z", "Europe/London", "UTC")).toBe(false);
});

test.each([
  ["Dr Zoë van der Berg", "ZB"],
  ["Ångström", "Å"],
  ["Amara Okafor", "AO"],
  ["Prof. 陳 大文", "陳大"],
])("%s is %s", (name, letters) => {
  expect(monogram(name)).toBe(letters);
});
