import { describe, expect, test } from "vitest";
import { APPLE, ask, busyIn, calendar, event, GOOGLE, lines, OUTLOOK } from "./ics.fixture";

describe("files as the big programs write them", () => {
  test("Google's: a series through a change of clocks, less one day, one moved; birthdays are free", async () => {
    expect(await busyIn(GOOGLE)).toEqual([
      "2026-03-16T09:00/10:30",
      "2026-03-31T12:00/13:00",
      "2026-04-06T08:00/09:30",
      "2026-04-13T08:00/09:30",
    ]);
  });

  test("Outlook's: zones by their Windows names, also where the file does not define them", async () => {
    const expected = [
      "2026-03-28T08:00/08:30",
      "2026-03-30T07:00/07:30",
      "2026-04-03T07:00/07:30",
      "2026-04-05T07:00/07:30",
    ];
    expect(await busyIn(OUTLOOK)).toEqual(expected);
    expect(await busyIn(OUTLOOK.replace(/BEGIN:VTIMEZONE[\s\S]*END:VTIMEZONE\r\n/, ""))).toEqual(
      expected,
    );
  });

  test("Apple's: durations, a date added to a series, whole days that are busy", async () => {
    expect(await busyIn(APPLE)).toEqual([
      "2026-03-06T23:00/2026-03-07T00:30",
      "2026-03-08T22:00/23:30",
      "2026-03-13T22:00/23:30",
      "2026-03-28T00:00/2026-03-29T23:00",
    ]);
  });
});

describe("zones", () => {
  const at = (start: string, end: string) => calendar(event(`DTSTART${start}`, `DTEND${end}`));
  const hour = (zone: string) =>
    at(`;TZID=${zone}:20260320T090000`, `;TZID=${zone}:20260320T100000`);

  test.each([
    ["America/St_Johns", "2026-03-20T11:30/12:30"],
    ["Asia/Kolkata", "2026-03-20T03:30/04:30"],
    ["Asia/Kathmandu", "2026-03-20T03:15/04:15"],
    ["Australia/Lord_Howe", "2026-03-19T22:00/23:00"],
    ["Pacific/Apia", "2026-03-19T20:00/21:00"],
    ["America/New_York", "2026-03-20T13:00/14:00"],
    ["Newfoundland Standard Time", "2026-03-20T11:30/12:30"],
    ["/freeassociation.sourceforge.net/Europe/Rome", "2026-03-20T08:00/09:00"],
    ["/mozilla.org/20070129_1/America/Argentina/Buenos_Aires", "2026-03-20T12:00/13:00"],
    ['"Europe/Paris"', "2026-03-20T08:00/09:00"],
  ])("%s", async (zone, expected) => {
    expect(await busyIn(hour(zone))).toEqual([expected]);
  });

  const definition = [
    "BEGIN:VTIMEZONE",
    "TZID:Our own",
    "BEGIN:STANDARD",
    "DTSTART:20000101T000000",
    "TZOFFSETFROM:+0545",
    "TZOFFSETTO:+0545",
    "END:STANDARD",
    "BEGIN:DAYLIGHT",
    "DTSTART:20260321T000000",
    "TZOFFSETFROM:+0545",
    "TZOFFSETTO:+0645",
    "END:DAYLIGHT",
    "END:VTIMEZONE",
  ];
  test("one that only the file knows is as the file says", async () => {
    const series = event(
      "DTSTART;TZID=Our own:20260320T090000",
      "DTEND;TZID=Our own:20260320T100000",
      "RRULE:FREQ=DAILY;UNTIL=20260322T021500Z",
    );
    expect(await busyIn(calendar(definition, series))).toEqual([
      "2026-03-20T03:15/04:15",
      "2026-03-21T02:15/03:15",
      "2026-03-22T02:15/03:15",
    ]);
  });

  test("one that nobody knows, and none, are the researcher's, on journeys that of the place", async () => {
    const floating = at(":20260320T090000", ":20260320T100000");
    expect(await busyIn(floating, { home: { timeZone: "Asia/Tokyo" } })).toEqual([
      "2026-03-20T00:00/01:00",
    ]);
    expect(await busyIn(hour("Nowhere"), { home: { timeZone: "Asia/Tokyo" } })).toEqual([
      "2026-03-20T00:00/01:00",
    ]);
    const travel = [{ startsOn: "2026-03-19", endsOn: "2026-03-21", timeZone: "America/New_York" }];
    expect(await busyIn(floating, { home: { travel } })).toEqual(["2026-03-20T13:00/14:00"]);
  });

  test("whole days are the researcher's own, 23 or 25 hours long where clocks change", async () => {
    const day = (date: string) => calendar(event(`DTSTART;VALUE=DATE:${date}`));
    expect(await busyIn(day("20260329"))).toEqual(["2026-03-29T00:00/23:00"]);
    const home = { timeZone: "America/St_Johns" };
    expect(await busyIn(day("20260308"), { home })).toEqual(["2026-03-08T03:30/2026-03-09T02:30"]);
    const autumn = { from: "2026-10-01", to: "2026-12-01" };
    expect(await busyIn(day("20261025"), autumn)).toEqual(["2026-10-24T23:00/2026-10-26T00:00"]);
  });

  test("a time that clocks skip is what the clock before would have shown; of two, the first", async () => {
    const skipped = at(
      ";TZID=Europe/London:20260329T013000",
      ";TZID=Europe/London:20260329T030000",
    );
    expect(await busyIn(skipped)).toEqual(["2026-03-29T01:30/02:00"]);
    const twice = at(";TZID=Europe/London:20261025T013000", ";TZID=Europe/London:20261025T030000");
    const autumn = { from: "2026-10-01", to: "2026-12-01" };
    expect(await busyIn(twice, autumn)).toEqual(["2026-10-25T00:30/03:00"]);
  });
});

describe("series", () => {
  const series = (...more: string[]) =>
    event("UID:s", "DTSTART:20260302T090000Z", "DTEND:20260302T100000Z", ...more);
  const changed = (id: string, ...more: string[]) =>
    event("UID:s", `RECURRENCE-ID${id}`, "DTSTART:20260305T150000Z", "DURATION:PT30M", ...more);
  const rest = ["2026-03-02T09:00/10:00", "2026-03-04T09:00/10:00"];

  test("an occurrence is replaced whatever zone names it, and whatever comes first", async () => {
    const daily = series("RRULE:FREQ=DAILY;COUNT=3");
    for (const id of [
      ":20260303T090000Z",
      ";TZID=America/New_York:20260303T040000",
      ";VALUE=DATE:20260303",
    ]) {
      const expected = [...rest, "2026-03-05T15:00/15:30"];
      expect(await busyIn(calendar(daily, changed(id)))).toEqual(expected);
      expect(await busyIn(calendar(changed(id), daily))).toEqual(expected);
    }
  });

  test("a canceled or free occurrence is free", async () => {
    const daily = series("RRULE:FREQ=DAILY;COUNT=3");
    for (const state of ["STATUS:CANCELLED", "TRANSP:TRANSPARENT"])
      expect(await busyIn(calendar(daily, changed(":20260303T090000Z", state)))).toEqual(rest);
  });

  test("an occurrence can be changed with all later ones", async () => {
    const later = event(
      "UID:s",
      "RECURRENCE-ID;RANGE=THISANDFUTURE:20260303T090000Z",
      "DTSTART:20260303T140000Z",
      "DTEND:20260303T160000Z",
    );
    expect(await busyIn(calendar(series("RRULE:FREQ=DAILY;COUNT=4"), later))).toEqual([
      "2026-03-02T09:00/10:00",
      "2026-03-03T14:00/16:00",
      "2026-03-04T14:00/16:00",
      "2026-03-05T14:00/16:00",
    ]);
  });

  test("exceptions by date take whole days out; RDATE may have a length of its own", async () => {
    const text = calendar(
      series(
        "RRULE:FREQ=DAILY;COUNT=3",
        "EXDATE;VALUE=DATE:20260303",
        "RDATE;VALUE=PERIOD:20260310T090000Z/PT3H,20260311T090000Z/20260311T093000Z",
      ),
    );
    expect(await busyIn(text)).toEqual([
      ...rest,
      "2026-03-10T09:00/12:00",
      "2026-03-11T09:00/09:30",
    ]);
  });

  test("a last occurrence late in the evening, west of UTC, still counts", async () => {
    const text = calendar(
      event(
        "DTSTART;TZID=America/New_York:20260302T220000",
        "DTEND;TZID=America/New_York:20260302T230000",
        "RRULE:FREQ=DAILY;UNTIL=20260304T030000Z",
      ),
    );
    expect(await busyIn(text)).toEqual(["2026-03-03T03:00/04:00", "2026-03-04T03:00/04:00"]);
  });

  test("old series reach into the window, also every second week and with long events", async () => {
    const text = calendar(
      event("DTSTART:19960108T090000Z", "DTEND:19960111T090000Z", "RRULE:FREQ=WEEKLY;INTERVAL=2"),
    );
    // Whole fortnights after 8 January 1996.
    expect((await busyIn(text, { from: "2026-03-01", to: "2026-04-01" }))[0]).toBe(
      "2026-03-09T09:00/2026-03-12T09:00",
    );
    const monthly = calendar(
      event(
        "DTSTART;TZID=Europe/London:20200101T090000",
        "DURATION:PT1H",
        "RRULE:FREQ=MONTHLY;BYDAY=-1TU",
      ),
    );
    expect(await busyIn(monthly)).toEqual([
      "2026-02-24T09:00/10:00",
      "2026-03-31T08:00/09:00",
      "2026-04-28T08:00/09:00",
    ]);
  });
});

describe("what else a file may hold", () => {
  const one = ["DTSTART:20260303T090000Z", "DTEND:20260303T100000Z"];
  const busy = ["2026-03-03T09:00/10:00"];

  test("free and canceled events, tasks and notes keep nobody busy", async () => {
    const free = [
      event(...one, "TRANSP:TRANSPARENT"),
      event(...one, "STATUS:CANCELLED"),
      event("DTSTART:20260303T090000Z"),
      ["BEGIN:VTODO", "UID:t", ...one, "END:VTODO"],
      ["BEGIN:VJOURNAL", "UID:j", "DTSTART:20260303T090000Z", "END:VJOURNAL"],
    ];
    expect(await ask(calendar(...free))).toEqual({ busy: [], unreadable: 0 });
    expect(await busyIn(calendar(event(...one, "STATUS:TENTATIVE")))).toEqual(busy);
  });

  test("free-busy times count, but those that say free", async () => {
    const text = calendar([
      "BEGIN:VFREEBUSY",
      "FREEBUSY:20260303T090000Z/20260303T100000Z,20260304T090000Z/PT90M",
      "FREEBUSY;FBTYPE=FREE:20260305T090000Z/PT1H",
      "FREEBUSY;FBTYPE=BUSY-TENTATIVE:20260306T090000Z/PT1H",
      "END:VFREEBUSY",
    ]);
    expect(await busyIn(text)).toEqual([
      ...busy,
      "2026-03-04T09:00/10:30",
      "2026-03-06T09:00/10:00",
    ]);
  });

  test("our own events are left out by their UID", async () => {
    const text = calendar(event("UID:ours", ...one), event("UID:theirs", ...one));
    expect(await busyIn(text, { isOwn: (uid) => uid === "ours" })).toEqual(busy);
    expect(await busyIn(text, { isOwn: () => true })).toEqual([]);
  });

  test("times that touch or overlap are told as one; what is outside the window is not told", async () => {
    const text = calendar(
      event(...one),
      event("DTSTART:20260303T093000Z", "DTEND:20260303T110000Z"),
      event("DTSTART:20260303T110000Z", "DTEND:20260303T113000Z"),
      event("DTSTART:20250303T110000Z", "DTEND:20250303T113000Z"),
      event("DTSTART:20270303T110000Z", "DTEND:20270303T113000Z"),
    );
    expect(await busyIn(text)).toEqual(["2026-03-03T09:00/11:30"]);
  });

  test("an event that cannot be understood is left out and counted, the others count", async () => {
    const text = calendar(
      event(...one),
      event("SUMMARY:no start"),
      event("DTSTART:yesterday"),
      event("DTSTART:20260305T090000Z", "DTEND:20260305T100000Z", "RRULE:FREQ=SOMETIMES"),
    );
    expect(await busyIn(text)).toEqual(busy);
    expect((await ask(text)).unreadable).toBe(3);
  });

  test("bare line feeds, a byte order mark, lower case and blank lines do no harm", async () => {
    const text = calendar(event(...one));
    expect(await busyIn(`\uFEFF${text.replaceAll("\r\n", "\n")}\n\n`)).toEqual(busy);
    expect(
      await busyIn(text.replace(/BEGIN:|END:|DTSTART|DTEND/g, (w) => w.toLowerCase())),
    ).toEqual(busy);
  });

  test.each([
    ["an empty text", "", "not-a-calendar"],
    ["a web page", "<!doctype html>\n<title>Sign in</title>", "not-a-calendar"],
    ["an address card", lines("BEGIN:VCARD", "FN:Ada", "END:VCARD"), "not-a-calendar"],
    ["words after it", `${calendar()}and more`, "not-a-calendar"],
    [
      "components that cross",
      lines("BEGIN:VCALENDAR", "BEGIN:VEVENT", "END:VCALENDAR"),
      "not-a-calendar",
    ],
    ["a file cut off", calendar(event(...one)).slice(0, -16), "cut-off"],
  ])("%s is refused", async (_, text, problem) => {
    await expect(ask(text)).rejects.toMatchObject({ problem });
  });
});
