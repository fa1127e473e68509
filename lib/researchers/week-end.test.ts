import { expect, test } from "vitest";
import { weekEnd } from "./week-end";

test.each([
  ["Wednesday", "2026-11-25T08:00:00Z", "UTC", "2026-11-30T00:00:00Z"],
  ["Monday morning", "2026-11-23T00:00:00Z", "UTC", "2026-11-30T00:00:00Z"],
  ["Sunday's last minute", "2026-11-29T23:59:00Z", "UTC", "2026-11-30T00:00:00Z"],
  ["Sunday here, Monday there", "2026-11-29T20:00:00Z", "Asia/Tokyo", "2026-12-06T15:00:00Z"],
  ["Monday here, Sunday there", "2026-11-30T03:00:00Z", "America/New_York", "2026-11-30T05:00:00Z"],
  ["half an hour's zone", "2026-11-25T08:00:00Z", "America/St_Johns", "2026-11-30T03:30:00Z"],
  [
    "a week that clocks go back in",
    "2026-10-21T08:00:00Z",
    "Europe/Lisbon",
    "2026-10-26T00:00:00Z",
  ],
  ["a week that clocks go on in", "2026-03-25T08:00:00Z", "Europe/Berlin", "2026-03-29T22:00:00Z"],
])("%s", (_when, now, zone, end) => {
  expect(weekEnd(new Date(now), zone)).toEqual(new Date(end));
});
