import { describe, expect, test } from "vitest";
import {
  addMonths,
  dateOf,
  groupByDay,
  movedBy,
  nextFreeDay,
  partsOfDay,
  weeksOf,
  within,
  zoneAt,
} from "./slot-calendar";

const minute = (iso: string) => Date.parse(iso) / 60_000;

describe("days of a zone", () => {
  const starts = [
    "2026-03-28T22:30Z",
    "2026-03-28T23:30Z",
    "2026-03-29T00:30Z",
    "2026-03-29T21:30Z",
    "2026-03-29T22:30Z",
  ].map(minute);

  test("the same starts fall on other days elsewhere", () => {
    expect([...groupByDay(starts, "UTC")].map(([date, on]) => [date, on.length])).toEqual([
      ["2026-03-28", 2],
      ["2026-03-29", 3],
    ]);
    expect([...groupByDay(starts, "Pacific/Kiritimati").keys()]).toEqual([
      "2026-03-29",
      "2026-03-30",
    ]);
  });

  test("the day on which clocks go forward is an hour shorter", () => {
    // Berlin is at +1 until 01:00 UTC on the 29th and at +2 after.
    expect([...groupByDay(starts, "Europe/Berlin")].map(([date, on]) => [date, on.length])).toEqual(
      [
        ["2026-03-28", 1],
        ["2026-03-29", 3],
        ["2026-03-30", 1],
      ],
    );
  });

  test("an hour that comes twice stays on its one day", () => {
    const twice = ["2026-10-25T00:30Z", "2026-10-25T01:30Z"].map(minute);
    expect(groupByDay(twice, "Europe/Lisbon").get("2026-10-25")).toEqual(twice);
    expect(partsOfDay(twice, "Europe/Lisbon")).toEqual([["Night", twice]]);
  });

  test("half-hour zones have their own midnight", () => {
    expect(dateOf(minute("2026-05-01T18:29Z"), "Asia/Kolkata")).toBe("2026-05-01");
    expect(dateOf(minute("2026-05-01T18:30Z"), "Asia/Kolkata")).toBe("2026-05-02");
  });
});

test("a day is read in parts by the clock of the zone, empty parts left out", () => {
  const starts = ["04:59", "05:00", "11:59", "12:00", "18:00"].map((time) =>
    minute(`2026-05-01T${time}Z`),
  );
  expect(partsOfDay(starts, "UTC").map(([part, on]) => [part, on.length])).toEqual([
    ["Night", 1],
    ["Morning", 2],
    ["Afternoon", 1],
    ["Evening", 1],
  ]);
  expect(partsOfDay(starts.slice(0, 1), "Asia/Tokyo").map(([part]) => part)).toEqual(["Afternoon"]);
});

test("the next free day is the first after a date", () => {
  const days = groupByDay([minute("2026-05-01T10:00Z"), minute("2026-05-09T10:00Z")], "UTC");
  expect(nextFreeDay(days, "2026-05-01")).toBe("2026-05-09");
  expect(nextFreeDay(days, "2026-04-01")).toBe("2026-05-01");
  expect(nextFreeDay(days, "2026-05-09")).toBeNull();
});

test("a month is shown in whole weeks from Monday", () => {
  expect(weeksOf("2026-02").map((week) => [week[0], week[6]])).toEqual([
    ["2026-01-26", "2026-02-01"],
    ["2026-02-02", "2026-02-08"],
    ["2026-02-09", "2026-02-15"],
    ["2026-02-16", "2026-02-22"],
    ["2026-02-23", "2026-03-01"],
  ]);
  expect(weeksOf("2027-02")).toHaveLength(4);
  expect(weeksOf("2026-02", "2026-02-18").map((week) => week[0])).toEqual([
    "2026-02-16",
    "2026-02-23",
  ]);
  expect(weeksOf("2026-02", "2026-01-18")).toHaveLength(5);
});

test.each([
  ["ArrowLeft", "2026-02-28"],
  ["ArrowRight", "2026-03-02"],
  ["ArrowUp", "2026-02-22"],
  ["ArrowDown", "2026-03-08"],
  ["Home", "2026-02-23"],
  ["End", "2026-03-01"],
  ["PageUp", "2026-02-01"],
  ["PageDown", "2026-04-01"],
  ["Enter", null],
])("%s moves from Sunday 1 March 2026 to %s", (key, date) => {
  expect(movedBy(key, "2026-03-01")).toBe(date);
});

test("a month away keeps the day, or takes the last there is", () => {
  expect(addMonths("2026-01-31", 1)).toBe("2026-02-28");
  expect(addMonths("2028-01-31", 1)).toBe("2028-02-29");
  expect(addMonths("2026-12-15", 1)).toBe("2027-01-15");
  expect(addMonths("2026-03-31", -1)).toBe("2026-02-28");
});

test("a date is kept between the first and the last", () => {
  expect(within("2026-01-01", "2026-02-01", "2026-03-01")).toBe("2026-02-01");
  expect(within("2026-04-01", "2026-02-01", "2026-03-01")).toBe("2026-03-01");
  expect(within("2026-02-15", "2026-02-01", "2026-03-01")).toBe("2026-02-15");
});

test("a journey changes the researcher's zone from its first instant on", () => {
  const runs = [
    { fromMinute: 100, timeZone: "Europe/Oslo" },
    { fromMinute: 200, timeZone: "Asia/Tokyo" },
  ];
  expect(zoneAt(runs, 199, "UTC")).toBe("Europe/Oslo");
  expect(zoneAt(runs, 200, "UTC")).toBe("Asia/Tokyo");
  expect(zoneAt(runs, 99, "UTC")).toBe("UTC");
});
