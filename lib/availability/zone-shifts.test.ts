import { expect, test } from "vitest";
import { at } from "./compute-slots.fixture";
import { zoneShifts } from "./zone-shifts";

const spring = [at("2026-03-01T00:00Z"), at("2026-05-01T00:00Z")] as const;

test("a time at home moves for readers elsewhere when clocks change in either zone", () => {
  expect(zoneShifts("Europe/London", "America/New_York", ...spring)).toEqual([
    { date: "2026-03-08", before: -300, after: -240, changed: "elsewhere" },
    { date: "2026-03-29", before: -240, after: -300, changed: "home" },
  ]);
  expect(zoneShifts("Europe/London", "Asia/Kolkata", ...spring)).toEqual([
    { date: "2026-03-29", before: 330, after: 270, changed: "home" },
  ]);
});

test("nothing moves where clocks change together, not at all, or outside the time asked for", () => {
  expect(zoneShifts("Europe/London", "Europe/Berlin", ...spring)).toEqual([]);
  expect(zoneShifts("Asia/Tokyo", "Asia/Kolkata", ...spring)).toEqual([]);
  const summer = [at("2026-05-01T00:00Z"), at("2026-09-01T00:00Z")] as const;
  expect(zoneShifts("Europe/London", "America/New_York", ...summer)).toEqual([]);
});

test("over two years every change is found, also where zones change at other seasons", () => {
  const years = [at("2026-01-01T00:00Z"), at("2028-01-01T00:00Z")] as const;
  const dates = zoneShifts("Europe/London", "Australia/Sydney", ...years).map(({ date }) => date);
  expect(dates).toHaveLength(8);
  expect(dates).toEqual(dates.toSorted());
});
