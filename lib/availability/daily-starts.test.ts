import { describe, expect, test } from "vitest";
import { computeSlots } from "./compute-slots";
import { at, daily, HOUR, schedule, startsOn } from "./compute-slots.fixture";
import { localDateOf } from "./schedule";

describe("hours are wall-clock in the zone of the date", () => {
  test.each([
    ["America/New_York", "2026-01-15", "01-15T14:00"],
    ["America/New_York", "2026-07-15", "07-15T13:00"],
    ["Europe/London", "2026-01-15", "01-15T09:00"],
    ["Europe/London", "2026-07-15", "07-15T08:00"],
    ["Asia/Kolkata", "2026-07-15", "07-15T03:30"],
    ["Asia/Kathmandu", "2026-07-15", "07-15T03:15"],
    ["Australia/Lord_Howe", "2026-07-15", "07-14T22:30"],
    ["Australia/Lord_Howe", "2026-01-15", "01-14T22:00"],
    ["Pacific/Chatham", "2026-07-15", "07-14T20:15"],
    ["Pacific/Chatham", "2026-01-15", "01-14T19:15"],
    ["Pacific/Apia", "2026-01-15", "01-14T20:00"],
    ["America/St_Johns", "2026-01-15", "01-15T12:30"],
    ["America/St_Johns", "2026-07-15", "07-15T11:30"],
    ["Pacific/Kiritimati", "2026-07-15", "07-14T19:00"],
    ["Pacific/Pago_Pago", "2026-07-15", "07-15T20:00"],
  ])("nine o'clock in %s on %s is %sZ", (timeZone, date, start) => {
    expect(startsOn(schedule(timeZone, daily(540, 600)), date)).toEqual([start]);
  });

  test("a weekday is the weekday of the local date, not of the instant", () => {
    const mondays = schedule("Pacific/Kiritimati", [
      { weekday: 1, startMinute: 540, endMinute: 600 },
    ]);
    expect(startsOn(mondays, "2026-05-04")).toEqual(["05-03T19:00"]);
    expect(startsOn(mondays, "2026-05-03")).toEqual([]);
  });
});

describe("hours that cross midnight", () => {
  test("belong to the weekday they start on", () => {
    const saturdays = schedule("Europe/London", [
      { weekday: 6, startMinute: 1380, endMinute: 1560 },
    ]);
    expect(startsOn(saturdays, "2026-05-02")).toEqual(["05-02T22:00"]);
    expect(startsOn(saturdays, "2026-05-03")).toEqual(["05-02T23:00", "05-03T00:00"]);
    expect(startsOn(saturdays, "2026-05-04")).toEqual([]);
  });

  test("a session may itself cross midnight", () => {
    const given = schedule("Europe/London", daily(1410, 1470));
    expect(startsOn(given, "2026-05-02")).toEqual(["05-02T22:30"]);
  });

  test("go before the hours of the next date where they meet", () => {
    const given = schedule("UTC", [
      { weekday: 0, startMinute: 1320, endMinute: 1530 },
      { weekday: 1, startMinute: 30, endMinute: 240 },
    ]);
    // Sunday's reach 01:30, so Monday's grid of half past loses 00:30.
    expect(startsOn(given, "2026-05-04")).toEqual(["05-04T00:00", "05-04T01:30", "05-04T02:30"]);
  });

  test("a closed date does not cut short the night before", () => {
    const given = schedule("UTC", daily(1320, 1500), {
      overrides: [{ date: "2026-05-04", ranges: [] }],
    });
    expect(startsOn(given, "2026-05-04")).toEqual(["05-04T00:00"]);
  });

  test("24-hour days follow one another without a gap", () => {
    const given = schedule("Asia/Kathmandu", daily(0, 1440));
    const range = { from: at("2026-05-01T00:00:00Z"), to: at("2026-05-08T00:00:00Z") };
    const slots = computeSlots(given, range, range.from);
    expect(slots).toHaveLength(168);
    expect(
      slots.every((slot, i) => slot.startsAt === (slots[i - 1]?.endsAt ?? slot.startsAt)),
    ).toBe(true);
  });
});

describe("the grid", () => {
  test("a step shorter than the session overlaps, and ends with the hours", () => {
    const given = schedule("UTC", daily(540, 660), { prefer: { stepMinutes: 15 } });
    expect(startsOn(given, "2026-05-04")).toEqual([
      "05-04T09:00",
      "05-04T09:15",
      "05-04T09:30",
      "05-04T09:45",
      "05-04T10:00",
    ]);
  });

  test("a step longer than the session leaves breaks", () => {
    const given = schedule("UTC", daily(540, 720), {
      prefer: { sessionMinutes: 30, stepMinutes: 50 },
    });
    expect(startsOn(given, "2026-05-04")).toEqual([
      "05-04T09:00",
      "05-04T09:50",
      "05-04T10:40",
      "05-04T11:30",
    ]);
  });

  test("hours that overlap are one; hours that touch keep their own grids", () => {
    const overlapping = [
      { weekday: 1 as const, startMinute: 600, endMinute: 700 },
      { weekday: 1 as const, startMinute: 540, endMinute: 610 },
    ];
    expect(startsOn(schedule("UTC", overlapping), "2026-05-04")).toEqual([
      "05-04T09:00",
      "05-04T10:00",
    ]);
    const touching = [
      { weekday: 1 as const, startMinute: 610, endMinute: 700 },
      { weekday: 1 as const, startMinute: 540, endMinute: 610 },
    ];
    expect(startsOn(schedule("UTC", touching), "2026-05-04")).toEqual([
      "05-04T09:00",
      "05-04T10:10",
    ]);
  });

  test("an override replaces the rules of its date, and an empty one closes it", () => {
    const given = schedule("UTC", daily(540, 600), {
      overrides: [
        { date: "2026-05-04", ranges: [{ startMinute: 900, endMinute: 960 }] },
        { date: "2026-05-05", ranges: [] },
      ],
    });
    expect(startsOn(given, "2026-05-04")).toEqual(["05-04T15:00"]);
    expect(startsOn(given, "2026-05-05")).toEqual([]);
    expect(startsOn(given, "2026-05-06")).toEqual(["05-06T09:00"]);
  });

  test("a part of a range is that part of the slots", () => {
    const given = schedule("UTC", daily(540, 720));
    const range = { from: at("2026-05-04T09:30:00Z"), to: at("2026-05-04T11:00:00Z") };
    expect(computeSlots(given, range, range.from).map((slot) => slot.startsAt)).toEqual([
      at("2026-05-04T10:00:00Z"),
    ]);
    expect(computeSlots(given, { from: range.to, to: range.from }, range.from)).toEqual([]);
  });
});

describe("travel", () => {
  const travel = [{ startsOn: "2026-05-04", endsOn: "2026-05-05", timeZone: "America/New_York" }];

  test("hours are read in the travel zone on its dates, both included", () => {
    const given = schedule("Europe/London", daily(540, 600), { travel });
    expect(startsOn(given, "2026-05-03")).toEqual(["05-03T08:00"]);
    expect(startsOn(given, "2026-05-04")).toEqual(["05-04T13:00"]);
    expect(startsOn(given, "2026-05-05")).toEqual(["05-05T13:00"]);
    expect(startsOn(given, "2026-05-06")).toEqual(["05-06T08:00"]);
  });

  test("flying east, the earlier date's hours go before the later one's", () => {
    const given = schedule("Pacific/Auckland", daily(540, 1020), {
      travel: [{ startsOn: "2026-05-04", endsOn: "2026-05-05", timeZone: "America/Los_Angeles" }],
    });
    const range = { from: at("2026-05-05T00:00:00Z"), to: at("2026-05-06T12:00:00Z") };
    const starts = computeSlots(given, range, range.from).map((slot) => slot.startsAt);
    // Los Angeles closes at 00:00Z on the 6th; Auckland's 6th had opened at 21:00Z on the 5th.
    expect(starts).toEqual(
      Array.from({ length: 13 }, (_, hour) => at("2026-05-05T16:00:00Z") + hour * HOUR),
    );
  });

  test("localDateOf reads the zone of the date", () => {
    const given = schedule("Europe/London", [], { travel });
    expect(localDateOf(given, at("2026-05-03T22:59:00Z"))).toBe("2026-05-03");
    expect(localDateOf(given, at("2026-05-03T23:30:00Z"))).toBe("2026-05-04");
    expect(localDateOf(given, at("2026-05-06T03:30:00Z"))).toBe("2026-05-05");
    expect(localDateOf(given, at("2026-05-06T04:00:00Z"))).toBe("2026-05-06");
  });
});
