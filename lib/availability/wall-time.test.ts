import { expect, test } from "vitest";
import { instantOf } from "./wall-time";

const away = { startsOn: "2026-03-10", endsOn: "2026-03-12", timeZone: "Asia/Tokyo" };
const london = { timeZone: "Europe/London", travel: [away] };

test.each([
  ["2026-03-04", 540, "2026-03-04T09:00:00.000Z"],
  ["2026-03-30", 540, "2026-03-30T08:00:00.000Z"],
  ["2026-03-11", 540, "2026-03-11T00:00:00.000Z"],
  ["2026-03-29", 90, "2026-03-29T01:00:00.000Z"],
  ["2026-10-25", 90, "2026-10-25T00:30:00.000Z"],
  ["2026-03-04", 1440, "2026-03-05T00:00:00.000Z"],
])("%s, minute %i of a Londoner with a journey to Tokyo is %s", (date, minute, instant) => {
  expect(instantOf(london, date, minute).toISOString()).toBe(instant);
});
