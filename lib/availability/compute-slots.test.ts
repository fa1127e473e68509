import { describe, expect, test } from "vitest";
import {
  type BookingPreferences,
  computeSlots,
  isOffered,
  localDateOf,
  nextAvailable,
  type Schedule,
  slotsOnLocalDate,
} from "./compute-slots";

const HOUR = 3_600_000;
const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6] as const;

function daily(startMinute: number, endMinute: number): Schedule["rules"] {
  return EVERY_DAY.map((weekday) => ({ weekday, startMinute, endMinute }));
}

function schedule(
  timeZone: string,
  rules: Schedule["rules"],
  changes: Partial<Schedule> & { prefer?: Partial<BookingPreferences> } = {},
): Schedule {
  const { prefer, ...rest } = changes;
  const preferences: BookingPreferences = {
    sessionMinutes: 60,
    stepMinutes: 60,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    minimumNoticeMinutes: 0,
    windowDays: 60,
    dailyMaximum: null,
    ...prefer,
  };
  return {
    timeZone,
    rules,
    overrides: [],
    timeOff: [],
    travel: [],
    busy: [],
    preferences,
    ...rest,
  };
}

function at(text: string): number {
  return Date.parse(text);
}

/** The UTC starts of the slots on a local date, as "MM-DDTHH:MM". */
function startsOn(given: Schedule, date: string, onlyAvailable = false): string[] {
  const now = at(`${date}T00:00:00Z`) - 48 * HOUR;
  return slotsOnLocalDate(given, date, now)
    .filter((slot) => slot.available || !onlyAvailable)
    .map((slot) => new Date(slot.startsAt).toISOString().slice(5, 16));
}

function bookableOn(given: Schedule, date: string): string[] {
  return startsOn(given, date, true);
}

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

describe("what makes a slot unavailable", () => {
  const date = "2026-05-04";
  const at10to11 = { startsAt: at(`${date}T10:00:00Z`), endsAt: at(`${date}T11:00:00Z`) };
  const nineToThree = daily(540, 900);

  test("time off and events of another calendar, widened by the slot's own buffers", () => {
    const prefer = { stepMinutes: 30, bufferBeforeMinutes: 30, bufferAfterMinutes: 60 };
    const expected = ["05-04T11:30", "05-04T12:00", "05-04T12:30", "05-04T13:00", "05-04T13:30"];
    const hours = daily(510, 900);
    const away = schedule("UTC", hours, { timeOff: [at10to11], prefer });
    expect(bookableOn(away, date)).toEqual([...expected, "05-04T14:00"]);
    const busy = [{ ...at10to11, kind: "external" as const }];
    const elsewhere = schedule("UTC", hours, { busy, prefer });
    expect(bookableOn(elsewhere, date)).toEqual([...expected, "05-04T14:00"]);
    expect(bookableOn(schedule("UTC", daily(480, 900), { busy, prefer }), date)[0]).toBe(
      "05-04T08:00",
    );
  });

  test("a session nearer than the longer buffer, on either side", () => {
    const given = schedule("UTC", nineToThree, {
      busy: [
        { startsAt: at(`${date}T12:00:00Z`), endsAt: at(`${date}T13:00:00Z`), kind: "session" },
      ],
      prefer: { stepMinutes: 15, bufferBeforeMinutes: 15, bufferAfterMinutes: 45 },
    });
    const bookable = bookableOn(given, date);
    expect(bookable).toContain("05-04T10:15");
    expect(bookable).not.toContain("05-04T10:30");
    expect(bookable).not.toContain("05-04T13:30");
    expect(bookable).toContain("05-04T13:45");
  });

  test("without buffers sessions may follow one another", () => {
    const busy = [{ ...at10to11, kind: "session" as const }];
    const given = schedule("UTC", daily(540, 720), { busy });
    expect(bookableOn(given, date)).toEqual(["05-04T09:00", "05-04T11:00"]);
    expect(startsOn(given, date)).toHaveLength(3);
  });

  test("two that only touch leave the start between them, and an empty one is nothing", () => {
    const given = schedule("UTC", daily(540, 720), {
      timeOff: [
        { startsAt: at(`${date}T11:00:00Z`), endsAt: at(`${date}T12:00:00Z`) },
        { startsAt: at(`${date}T09:00:00Z`), endsAt: at(`${date}T10:00:00Z`) },
        { startsAt: at(`${date}T10:30:00Z`), endsAt: at(`${date}T10:30:00Z`) },
      ],
    });
    expect(bookableOn(given, date)).toEqual(["05-04T10:00"]);
  });

  test("the minimum notice and the booking window, to the minute", () => {
    const given = schedule("UTC", daily(540, 600), {
      prefer: { minimumNoticeMinutes: 1440, windowDays: 3 },
    });
    const range = { from: at("2026-05-04T00:00:00Z"), to: at("2026-05-10T00:00:00Z") };
    const bookableAt = (now: string) =>
      computeSlots(given, range, at(now))
        .filter((slot) => slot.available)
        .map((slot) => new Date(slot.startsAt).getUTCDate());
    expect(bookableAt("2026-05-04T09:00:00Z")).toEqual([5, 6, 7]);
    expect(bookableAt("2026-05-04T09:00:00.001Z")).toEqual([6, 7]);
    expect(bookableAt("2026-05-04T08:59:59.999Z")).toEqual([5, 6]);
  });

  test("a date with its daily maximum of sessions, the date being the researcher's", () => {
    const given = schedule("Asia/Kolkata", daily(0, 1440), {
      busy: [
        // 00:30 on the 5th in Kolkata, though the 4th in UTC.
        {
          startsAt: at("2026-05-04T19:00:00Z"),
          endsAt: at("2026-05-04T20:00:00Z"),
          kind: "session",
        },
        {
          startsAt: at("2026-05-05T06:00:00Z"),
          endsAt: at("2026-05-05T07:00:00Z"),
          kind: "session",
        },
        {
          startsAt: at("2026-05-06T06:00:00Z"),
          endsAt: at("2026-05-06T07:00:00Z"),
          kind: "session",
        },
        {
          startsAt: at("2026-05-06T08:00:00Z"),
          endsAt: at("2026-05-06T09:00:00Z"),
          kind: "external",
        },
      ],
      prefer: { dailyMaximum: 2 },
    });
    expect(bookableOn(given, "2026-05-04")).toHaveLength(24);
    expect(bookableOn(given, "2026-05-05")).toEqual([]);
    expect(bookableOn(given, "2026-05-06")).not.toEqual([]);
    const closed = schedule("UTC", daily(0, 1440), { prefer: { dailyMaximum: 0 } });
    expect(bookableOn(closed, date)).toEqual([]);
  });
});

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

describe("input that cannot be is refused with a RangeError that names it", () => {
  const range = { from: at("2026-05-04T00:00:00Z"), to: at("2026-05-05T00:00:00Z") };
  const compute = (given: Schedule, from = range.from) =>
    computeSlots(given, { ...range, from }, range.from);

  test.each([
    [/Unknown time zone: "Mars\/Olympus"/, schedule("Mars/Olympus", daily(0, 60))],
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
