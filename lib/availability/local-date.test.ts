import { describe, expect, test } from "vitest";
import { formatLocalDate, parseLocalDate, weekdayOf } from "./local-date";

describe("local dates", () => {
  test.each([
    ["1970-01-01", 0, 4],
    ["1969-12-31", -1, 3],
    ["2024-02-29", 19782, 4],
    ["2026-05-03", 20576, 0],
    ["0001-01-01", -719162, 1],
    ["9999-12-31", 2932896, 5],
  ])("%s is day %i, weekday %i", (date, day, weekday) => {
    expect(parseLocalDate(date)).toBe(day);
    expect(formatLocalDate(day)).toBe(date);
    expect(weekdayOf(day)).toBe(weekday);
  });

  test.each([
    "2026-02-30",
    "2025-02-29",
    "2026-13-01",
    "2026-00-10",
    "2026-1-1",
    "26-01-01",
    "",
    "today",
    "2026-01-01T00:00:00Z",
    "2026-01-01\n",
  ])("%j is no date", (text) => {
    expect(() => parseLocalDate(text)).toThrow(RangeError);
  });
});
