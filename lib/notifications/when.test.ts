import { expect, test } from "vitest";
import { clocksDiffer, formatShort, formatWhen, formatWhenElsewhere } from "./when";

const hour = (startsAt: string) => ({
  startsAt: new Date(startsAt),
  endsAt: new Date(Date.parse(startsAt) + 3_600_000),
});

test("times are said with weekday, date and zone, in summer and winter time", () => {
  expect(formatWhen(hour("2026-07-01T13:00:00Z"), "Europe/London")).toBe(
    "Wednesday 1 July 2026, 14:00–15:00, London time (GMT+1)",
  );
  expect(formatWhen(hour("2026-12-01T13:00:00Z"), "Europe/London")).toBe(
    "Tuesday 1 December 2026, 13:00–14:00, London time (GMT)",
  );
  expect(formatWhen(hour("2026-12-01T23:30:00Z"), "UTC")).toBe(
    "Tuesday 1 December 2026, 23:30–00:30, UTC",
  );
});

test("midnight is 00:00, and a name of two words is spelled as words", () => {
  expect(formatWhen(hour("2026-12-01T05:00:00Z"), "America/New_York")).toBe(
    "Tuesday 1 December 2026, 00:00–01:00, New York time (GMT-5)",
  );
});

test("elsewhere names the day only where it is another one", () => {
  const times = hour("2026-12-01T22:00:00Z");
  expect(formatWhenElsewhere(times, "America/St_Johns", "Europe/London")).toBe(
    "18:30–19:30, St Johns time (GMT-3:30)",
  );
  expect(formatWhenElsewhere(times, "Asia/Kathmandu", "Europe/London")).toBe(
    "Wednesday 03:45–04:45, Kathmandu time (GMT+5:45)",
  );
});

test("clocks are compared at the instant, not by the zones' names", () => {
  const winter = new Date("2026-12-01T12:00:00Z");
  expect(clocksDiffer(winter, "Europe/London", "Europe/Lisbon")).toBe(false);
  expect(clocksDiffer(winter, "Europe/London", "UTC")).toBe(false);
  expect(clocksDiffer(winter, "Europe/London", "Europe/Berlin")).toBe(true);
  expect(clocksDiffer(new Date("2026-07-01T12:00:00Z"), "Europe/London", "UTC")).toBe(true);
});

test("subjects have the short form", () => {
  expect(formatShort(new Date("2026-09-09T08:05:00Z"), "Europe/Oslo")).toBe("Wed 9 Sep, 10:05");
});
