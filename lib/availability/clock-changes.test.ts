import { describe, expect, test } from "vitest";
import { computeSlots, slotsOnLocalDate } from "./compute-slots";
import { at, daily, HOUR, schedule, startsOn } from "./compute-slots.fixture";

describe("when clocks go forward", () => {
  test("New York has no slot in the hour that is skipped", () => {
    const given = schedule("America/New_York", daily(0, 300));
    expect(startsOn(given, "2026-03-08")).toEqual([
      "03-08T05:00",
      "03-08T06:00",
      "03-08T07:00",
      "03-08T08:00",
    ]);
  });

  test("hours that lie wholly in the gap yield nothing", () => {
    expect(startsOn(schedule("America/New_York", daily(120, 180)), "2026-03-08")).toEqual([]);
  });

  test("hours that begin in the gap begin when it ends, on their own grid", () => {
    const given = schedule("America/New_York", daily(150, 300), { prefer: { stepMinutes: 30 } });
    expect(startsOn(given, "2026-03-08")).toEqual(["03-08T07:00", "03-08T07:30", "03-08T08:00"]);
  });

  test("hours that end in the gap end when it begins", () => {
    const given = schedule("America/New_York", daily(0, 150), { prefer: { stepMinutes: 30 } });
    expect(startsOn(given, "2026-03-08")).toEqual(["03-08T05:00", "03-08T05:30", "03-08T06:00"]);
  });

  test("Lord Howe's half-hour gap drops the start that would overlap the one before", () => {
    const halfPast = schedule("Australia/Lord_Howe", daily(90, 300));
    // 01:30, then 02:30 only half an hour later, then 03:30.
    expect(startsOn(halfPast, "2026-10-04")).toEqual(["10-03T15:00", "10-03T16:30"]);
    const onTheHour = schedule("Australia/Lord_Howe", daily(60, 300));
    expect(startsOn(onTheHour, "2026-10-04")).toEqual([
      "10-03T14:30",
      "10-03T16:00",
      "10-03T17:00",
    ]);
  });

  test("starts that a gap brings closer than the step stay when their sessions do not overlap", () => {
    const prefer = { sessionMinutes: 30, stepMinutes: 90 };
    const given = schedule("America/New_York", daily(90, 300), { prefer });
    expect(startsOn(given, "2026-03-08")).toEqual(["03-08T06:30", "03-08T07:00", "03-08T08:30"]);
  });

  test.each([
    ["America/Sao_Paulo", "2018-11-04", "11-04T03:00", 23],
    ["Africa/Cairo", "2024-04-26", "04-25T22:00", 23],
    ["Asia/Beirut", "2026-03-29", "03-28T22:00", 23],
  ])(
    "where midnight is skipped, in %s on %s, the day begins at one",
    (zone, date, first, count) => {
      const starts = startsOn(schedule(zone, daily(0, 1440)), date);
      expect(starts[0]).toBe(first);
      expect(starts).toHaveLength(count);
      expect(startsOn(schedule(zone, daily(0, 60)), date)).toEqual([]);
    },
  );
});

describe("when clocks go back", () => {
  test("New York offers the repeated hour once, the first time", () => {
    const given = schedule("America/New_York", daily(0, 240), { prefer: { stepMinutes: 30 } });
    expect(startsOn(given, "2026-11-01")).toEqual([
      "11-01T04:00",
      "11-01T04:30",
      "11-01T05:00",
      "11-01T05:30",
      "11-01T07:00",
      "11-01T07:30",
      "11-01T08:00",
    ]);
  });

  test("hours that end in the repeated hour end the first time it comes", () => {
    const given = schedule("Europe/London", daily(0, 90), { prefer: { stepMinutes: 30 } });
    expect(startsOn(given, "2026-10-25")).toEqual(["10-24T23:00", "10-24T23:30"]);
  });

  test("Lord Howe's repeated half hour is offered once", () => {
    const given = schedule("Australia/Lord_Howe", daily(60, 240), { prefer: { stepMinutes: 30 } });
    expect(startsOn(given, "2026-04-05")).toEqual([
      "04-04T14:00",
      "04-04T14:30",
      "04-04T15:30",
      "04-04T16:00",
      "04-04T16:30",
    ]);
  });

  test("a day that repeats its last hour has 24 starts in 25 hours, none of them twice", () => {
    const starts = startsOn(schedule("America/Sao_Paulo", daily(0, 1440)), "2018-02-17");
    expect(starts).toHaveLength(24);
    expect(starts.at(-1)).toBe("02-18T01:00");
    const nextDay = startsOn(schedule("America/Sao_Paulo", daily(0, 1440)), "2018-02-18");
    expect(nextDay[0]).toBe("02-18T03:00");
  });

  test("a session keeps its length in time across the change", () => {
    const given = schedule("America/New_York", daily(30, 300), { prefer: { sessionMinutes: 120 } });
    for (const slot of slotsOnLocalDate(given, "2026-11-01", at("2026-10-30T00:00:00Z"))) {
      expect(slot.endsAt - slot.startsAt).toBe(2 * HOUR);
    }
  });
});

describe("a date that a zone skipped", () => {
  const apia = schedule("Pacific/Apia", daily(540, 660));

  test("Apia went from 29 to 31 December 2011", () => {
    expect(startsOn(apia, "2011-12-29")).toEqual(["12-29T19:00", "12-29T20:00"]);
    expect(startsOn(apia, "2011-12-30")).toEqual([]);
    expect(startsOn(apia, "2011-12-31")).toEqual(["12-30T19:00", "12-30T20:00"]);
  });

  test("hours of the skipped date that cross midnight yield nothing either", () => {
    const fridays = schedule("Pacific/Apia", [{ weekday: 5, startMinute: 1320, endMinute: 1680 }]);
    expect(startsOn(fridays, "2011-12-30")).toEqual([]);
    expect(startsOn(fridays, "2011-12-31")).toEqual([]);
  });

  test("hours that cross into the skipped date end with the day before", () => {
    const given = schedule("Pacific/Apia", [{ weekday: 4, startMinute: 1320, endMinute: 1680 }]);
    const range = { from: at("2011-12-29T00:00:00Z"), to: at("2012-01-01T00:00:00Z") };
    const starts = computeSlots(given, range, range.from).map((slot) => slot.startsAt);
    expect(starts).toEqual([at("2011-12-30T08:00:00Z"), at("2011-12-30T09:00:00Z")]);
  });
});
