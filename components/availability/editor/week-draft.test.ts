import { describe, expect, test } from "vitest";
import { parseClock } from "@/lib/availability/hours-text";
import {
  coverOf,
  dayFrom,
  dayWords,
  hoursOf,
  painted,
  problemsOf,
  renumbered,
  tidyClock,
} from "./week-draft";

const hours = (text: string) =>
  text
    .split(" ")
    .filter(Boolean)
    .map((range) => {
      const [start = "", end = ""] = range.split("-");
      return { startMinute: parseClock(start) ?? 0, endMinute: parseClock(end) ?? 0 };
    });
const line = (id: number, start: string, end: string) => ({ id, start, end });

describe("painting", () => {
  test.each([
    ["", "09:00-10:00", true, "09:00-10:00"],
    ["09:00-12:00", "12:00-12:30", true, "09:00-12:30"],
    ["09:00-12:00 13:00-17:00", "11:30-13:30", true, "09:00-17:00"],
    ["09:00-12:00", "14:00-15:00", true, "09:00-12:00 14:00-15:00"],
    ["09:00-12:00", "10:00-10:30", false, "09:00-10:00 10:30-12:00"],
    ["09:00-12:00 13:00-14:00", "11:00-14:00", false, "09:00-11:00"],
    ["22:00-26:00", "23:00-24:00", false, "22:00-23:00"],
    ["09:15-10:45", "09:00-09:30", true, "09:00-10:45"],
  ])("on %j, %s open=%s gives %j", (before, stretch, isOpen, after) => {
    const [range] = hours(stretch);
    if (!range) throw new Error("no stretch");
    expect(painted(hours(before), range, isOpen)).toEqual(hours(after));
  });

  test("a cell is open, closed or partly open", () => {
    const day = hours("09:15-10:00 10:00-10:30");
    expect(coverOf(day, 540, 570)).toBe("part");
    expect(coverOf(day, 570, 630)).toBe("all");
    expect(coverOf(day, 630, 660)).toBe("none");
  });
});

describe("typing", () => {
  test("each line's problem is told, of overlaps the later line", () => {
    const day = [line(1, "09:00", "12:00"), line(2, "noon", "13:00"), line(3, "11:00", "12:30")];
    expect([...problemsOf(day)]).toEqual([
      [2, { wrong: "start", problem: "This is not a time of day such as 09:00." }],
      [3, { wrong: "start", problem: "This overlaps 09:00-12:00." }],
    ]);
    expect(problemsOf([line(1, "17:00", "09:00")]).get(1)?.wrong).toBe("end");
    expect(hoursOf(day).map(({ startMinute }) => startMinute)).toEqual([540, 660]);
  });

  test.each([
    ["9", "09:00"],
    ["930", "09:30"],
    [" 9.30 ", "09:30"],
    ["17h15", "17:15"],
    ["1700", "17:00"],
    ["24:00", "24:00"],
    ["9:75", "9:75"],
    ["noon", "noon"],
    ["", ""],
  ])("%j is tidied to %j", (text, tidy) => {
    expect(tidyClock(text)).toBe(tidy);
  });
});

test("days are told in words", () => {
  expect(dayWords(hours("09:00-12:00 13:00-17:00"))).toBe("09:00 to 12:00 and 13:00 to 17:00");
  expect(dayWords(hours("22:00-24:00"))).toBe("22:00 to 24:00");
  expect(dayWords(hours("22:00-26:00"))).toBe("22:00 to 02:00 on the next day");
  expect(dayWords([])).toBe("closed");
  expect(dayFrom(hours("09:00-12:00"))).toEqual([
    { id: expect.any(Number), start: "09:00", end: "12:00" },
  ]);
});

test("lines of another page get ids that no line of this one has", () => {
  const here = dayFrom(hours("09:00-12:00"));
  const [lines] = renumbered([[line(here[0]?.id ?? 0, "9", "noon")]]);
  expect(lines).toEqual([{ id: expect.any(Number), start: "9", end: "noon" }]);
  expect(lines?.[0]?.id).not.toBe(here[0]?.id);
});
