import { describe, expect, test } from "vitest";
import { computeSlots, isOffered, nextAvailable, slotsOnLocalDate } from "./compute-slots";
import { at, daily, schedule } from "./compute-slots.fixture";
import type { Schedule } from "./schedule";

describe("nextAvailable", () => {
  const given = schedule("Europe/London", [{ weekday: 3, startMinute: 540, endMinute: 660 }], {
    prefer: { minimumNoticeMinutes: 1440, windowDays: 14 },
  });

  test("is the first start that can be booked", () => {
    expect(nextAvailable(given, at("2026-05-04T12:00:00Z"))).toBe(at("2026-05-06T08:00:00Z"));
    expect(nextAvailable(given, at("2026-05-05T08:30:00Z"))).toBe(at("2026-05-06T09:00:00Z"));
    expect(nextAvailable(given, at("2026-05-05T09:00:01Z"))).toBe(at("2026-05-13T08:00:00Z"));
  });

  test("is null when the window holds none", () => {
    const away = { startsAt: at("2026-05-01T00:00:00Z"), endsAt: at("2026-08-01T00:00:00Z") };
    expect(nextAvailable({ ...given, timeOff: [away] }, at("2026-05-04T12:00:00Z"))).toBeNull();
    expect(nextAvailable({ ...given, rules: [] }, at("2026-05-04T12:00:00Z"))).toBeNull();
  });

  test("includes a start on the window's last instant", () => {
    const short = { ...given, preferences: { ...given.preferences, windowDays: 2 } };
    expect(nextAvailable(short, at("2026-05-04T08:00:00Z"))).toBe(at("2026-05-06T08:00:00Z"));
    expect(nextAvailable(short, at("2026-05-04T07:59:59Z"))).toBeNull();
  });
});

describe("isOffered", () => {
  const now = at("2026-05-01T00:00:00Z");
  const given = schedule("UTC", daily(540, 720), {
    busy: [
      { startsAt: at("2026-05-04T10:00:00Z"), endsAt: at("2026-05-04T11:00:00Z"), kind: "session" },
    ],
  });

  test.each([
    ["offered", "2026-05-04T09:00:00Z", 60],
    ["taken", "2026-05-04T10:00:00Z", 60],
    ["taken", "2026-04-30T09:00:00Z", 60],
    ["taken", "2027-05-04T09:00:00Z", 60],
    ["not-on-grid", "2026-05-04T09:30:00Z", 60],
    ["not-on-grid", "2026-05-04T09:00:00.001Z", 60],
    ["not-on-grid", "2026-05-04T09:00:00Z", 30],
    ["not-on-grid", "2026-05-04T12:00:00Z", 60],
  ] as const)("answers %s for %s of %i minutes", (answer, start, minutes) => {
    const startsAt = at(start);
    expect(isOffered(given, { startsAt, endsAt: startsAt + minutes * 60_000 }, now)).toBe(answer);
  });
});

describe("isOffered, beside an event of another calendar that keeps seconds", () => {
  const slot = { startsAt: at("2026-05-04T09:00:00Z"), endsAt: at("2026-05-04T10:00:00Z") };

  test.each([
    ["taken", "2026-05-04T08:00:00Z", "2026-05-04T09:00:01Z"],
    ["offered", "2026-05-04T08:00:00Z", "2026-05-04T09:00:00Z"],
    ["taken", "2026-05-04T09:59:59Z", "2026-05-04T11:00:00Z"],
    ["offered", "2026-05-04T10:00:00Z", "2026-05-04T11:00:00Z"],
  ])("answers %s for an event from %s to %s", (answer, from, to) => {
    const event = { startsAt: at(from), endsAt: at(to), kind: "external" as const };
    const given = schedule("UTC", daily(540, 720), { busy: [event] });
    expect(isOffered(given, slot, at("2026-05-01T00:00:00Z"))).toBe(answer);
  });
});

describe("input that cannot be is refused with a RangeError that names it", () => {
  const range = { from: at("2026-05-04T00:00:00Z"), to: at("2026-05-05T00:00:00Z") };
  const compute = (given: Schedule, from = range.from) =>
    computeSlots(given, { ...range, from }, range.from);

  test.each([
    [/Unknown time zone: "Mars\/Olympus"/, schedule("Mars/Olympus", daily(0, 60))],
    [
      /Unknown time zone: "Europe\/Atlantis"/,
      schedule("UTC", daily(0, 60), {
        travel: [{ startsOn: "2027-01-01", endsOn: "2027-01-02", timeZone: "Europe/Atlantis" }],
      }),
    ],
    [/stepMinutes/, schedule("UTC", daily(0, 60), { prefer: { stepMinutes: 0 } })],
    [/sessionMinutes/, schedule("UTC", daily(0, 60), { prefer: { sessionMinutes: 1.5 } })],
    [/1440-1500/, schedule("UTC", daily(1440, 1500))],
    [/60-60/, schedule("UTC", daily(60, 60))],
    [/0-2881/, schedule("UTC", daily(0, 2881))],
    [/"2026-02-30"/, schedule("UTC", [], { overrides: [{ date: "2026-02-30", ranges: [] }] })],
  ])("%s", (message, given) => {
    expect(() => compute(given)).toThrow(RangeError);
    expect(() => compute(given)).toThrow(message);
  });

  test("an instant that is not a number", () => {
    expect(() => compute(schedule("UTC", daily(0, 60)), Number.NaN)).toThrow(/NaN/);
  });
});

describe("slotsOnLocalDate", () => {
  const now = at("2026-05-01T00:00:00Z");

  test("reads the date in the zone given, else in the schedule's zone of that date", () => {
    const given = schedule("Asia/Kathmandu", daily(0, 1440), {
      travel: [{ startsOn: "2026-05-04", endsOn: "2026-05-04", timeZone: "Europe/London" }],
    });
    const firstOn = (date: string, timeZone?: string) =>
      slotsOnLocalDate(given, date, now, timeZone)[0]?.startsAt;
    expect(firstOn("2026-05-02")).toBe(at("2026-05-01T18:15:00Z"));
    expect(firstOn("2026-05-04")).toBe(at("2026-05-03T23:00:00Z"));
    expect(firstOn("2026-05-02", "America/New_York")).toBe(at("2026-05-02T04:15:00Z"));
  });

  test("refuses a date that does not exist", () => {
    const given = schedule("UTC", daily(0, 60));
    expect(() => slotsOnLocalDate(given, "2026-13-01", now)).toThrow(/"2026-13-01"/);
  });
});
