import { describe, expect, test } from "vitest";
import { parseInput } from "@/lib/api/input";
import { DomainError } from "@/lib/platform/errors";
import { formatHours } from "./hours-text";
import { viewWeek } from "./own-schedule-view";
import {
  AddTimeOff,
  AddTravel,
  DayHours,
  Preferences,
  SetAvailability,
  WeekHours,
} from "./schedule-input";

function problems(read: () => unknown): Record<string, string> {
  try {
    read();
  } catch (error) {
    if (error instanceof DomainError) return error.details.fields as Record<string, string>;
    throw error;
  }
  throw new Error("the input was expected to be refused");
}

describe("hours of a day", () => {
  test("are read in order, whatever order they come in, and written alike", () => {
    const day = DayHours.parse(["13:00-17:30", "9:00 - 12:00", "22:00-26:00"]);
    expect(day.map(formatHours)).toEqual(["09:00-12:00", "13:00-17:30", "22:00-26:00"]);
  });

  test("may touch, and may last until midnight or for the whole day", () => {
    expect(DayHours.parse(["09:00-12:00", "12:00-24:00"])).toHaveLength(2);
    expect(DayHours.parse(["00:00-24:00"])).toEqual([{ startMinute: 0, endMinute: 1440 }]);
  });

  test.each([
    [["9-17"], "0", "starts at a time that is not a time of day"],
    [["09:00"], "0", "must be hours such as"],
    [["09:00-12:60"], "0", "ends at a time that is not a time of day"],
    [["12:00-09:00"], "0", "must be after the start; past midnight it is 33:00"],
    [["18:00-00:00"], "0", "past midnight it is 24:00"],
    [["09:00-09:00"], "0", "must be after the start"],
    [["24:00-25:00"], "0", "must be before 24:00"],
    [["20:00-49:00"], "0", "is not a time of day"],
    [["09:00-12:00", "11:59-13:00"], "1", "overlaps 09:00-12:00"],
    [["09:00-12:00", "13:00-14:00", "08:00-18:00"], "2", "overlaps 09:00-12:00"],
    ["09:00-12:00", "body", "must be a list of hours"],
    [[900], "0", "must be text"],
    [Array.from({ length: 13 }, (_, n) => `${n}:00-${n}:30`), "body", "at most 12"],
  ])("%j are refused", (hours, field, words) => {
    expect(problems(() => parseInput(DayHours, hours))[field]).toContain(words);
  });
});

describe("a week", () => {
  test("becomes rules, and is written with every day", () => {
    const rules = WeekHours.parse({ monday: ["09:00-12:00"], sunday: [] });
    expect(rules).toEqual([{ weekday: 1, startMinute: 540, endMinute: 720 }]);
    const week = viewWeek({ rules });
    expect(week).toMatchObject({ monday: ["09:00-12:00"], sunday: [], saturday: [] });
    expect(WeekHours.parse(week)).toEqual(rules);
  });

  test("names the day and the place of what is wrong, and days that are none", () => {
    const availability = { tuesday: ["09:00-10:00", "9 to 5"], someday: [] };
    const fields = problems(() => parseInput(SetAvailability, { availability }));
    expect(fields["availability.tuesday.1"]).toContain("must be hours");
    expect(fields.availability).toContain("someday");
  });
});

test.each([
  ["session_minutes", 10],
  ["session_minutes", 62],
  ["session_minutes", 485],
  ["step_minutes", 0],
  ["step_minutes", 7],
  ["buffer_before_minutes", -5],
  ["buffer_after_minutes", "15"],
  ["minimum_notice_minutes", 1.5],
  ["window_days", 0],
  ["window_days", 366],
  ["daily_maximum", 0],
  ["requires_acceptance", "yes"],
])("the preference %s is not %j", (field, value) => {
  expect(Object.keys(problems(() => parseInput(Preferences, { [field]: value })))).toEqual([field]);
});

test("time off and travel end after they begin, in zones that exist", () => {
  const off = { start_time: "2026-03-04T10:00:00Z", end_time: "2026-03-04T11:00:00+01:00" };
  expect(problems(() => parseInput(AddTimeOff, off))).toEqual({
    end_time: "must be after the beginning",
  });
  const journey = { start_date: "2026-03-04", end_date: "2026-03-03", time_zone: "Europe/Paris" };
  expect(problems(() => parseInput(AddTravel, journey))).toEqual({
    end_date: "must not be before the first day",
  });
  const nowhere = { ...journey, end_date: "2026-02-30", time_zone: "Europe/Atlantis" };
  expect(problems(() => parseInput(AddTravel, nowhere))).toEqual({
    end_date: "must be a date such as 2026-03-14",
    time_zone: "must be an IANA time zone such as Europe/Lisbon",
  });
});
