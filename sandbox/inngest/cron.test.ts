import { describe, expect, test } from "vitest";
import { nextTick, parseCron } from "./cron";

const next = (expression: string, after: string) =>
  nextTick(parseCron(expression), new Date(after)).toISOString();

describe("the next tick", () => {
  test.each([
    ["* * * * *", "2026-11-23T10:00:00Z", "2026-11-23T10:01:00.000Z"],
    ["* * * * *", "2026-11-23T10:00:59.999Z", "2026-11-23T10:01:00.000Z"],
    ["*/15 * * * *", "2026-11-23T10:46:00Z", "2026-11-23T11:00:00.000Z"],
    ["5,35 8-17 * * 1-5", "2026-11-20T17:40:00Z", "2026-11-23T08:05:00.000Z"],
    ["0 0 1 jan *", "2026-11-23T10:00:00Z", "2027-01-01T00:00:00.000Z"],
    ["0 0 29 2 *", "2026-11-23T10:00:00Z", "2028-02-29T00:00:00.000Z"],
    ["0 12 * * 7", "2026-11-23T10:00:00Z", "2026-11-29T12:00:00.000Z"],
    ["0 12 13 * fri", "2026-11-01T00:00:00Z", "2026-11-06T12:00:00.000Z"],
    ["10-40/15 * * * *", "2026-11-23T10:26:00Z", "2026-11-23T10:40:00.000Z"],
    ["TZ=Europe/Paris 0 9 * * *", "2026-07-01T08:00:00Z", "2026-07-02T07:00:00.000Z"],
    ["TZ=Asia/Kathmandu 30 6 * * *", "2026-11-23T00:00:00Z", "2026-11-23T00:45:00.000Z"],
    // In the night the clocks go forward 01:30 does not exist, in the one they go back it comes twice.
    ["TZ=Europe/London 30 1 * * *", "2026-03-28T12:00:00Z", "2026-03-30T00:30:00.000Z"],
    ["TZ=Europe/London 30 1 * * *", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00.000Z"],
    ["TZ=Europe/London 30 1 * * *", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00.000Z"],
    ["TZ=Europe/London */30 * * * *", "2026-10-25T00:30:00Z", "2026-10-25T01:00:00.000Z"],
  ])("of %s after %s is %s", (expression, after, expected) => {
    expect(next(expression, after)).toBe(expected);
  });
});

test.each([
  ["* * * *", /five fields/],
  ["60 * * * *", /minute of the cron expression "60 \* \* \* \*"/],
  ["* 24 * * *", /hour/],
  ["* * 0 * *", /day/],
  ["* * * 13 *", /month/],
  ["* * * * 8", /weekday/],
  ["*/0 * * * *", /minute/],
  ["20-10 * * * *", /minute/],
  ["a * * * *", /minute/],
  ["@daily", /five fields/],
  ["TZ=Mars/Olympus 0 0 * * *", /Mars\/Olympus/],
])("%s is refused", (expression, reason) => {
  expect(() => parseCron(expression)).toThrow(reason);
});

test("a date that never comes is refused", () => {
  expect(() => next("0 0 31 2 *", "2026-11-23T10:00:00Z")).toThrow(/no tick/);
});
