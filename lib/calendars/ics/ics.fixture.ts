/** Calendar files in the manner of the programs that write them, and short ways to read them in a test. */
import { type LIMITS, readBusyTimes } from "./read-busy-times";
import type { Home } from "./wall-zones";

export const lines = (...all: (string | string[])[]): string => `${all.flat().join("\r\n")}\r\n`;

/** A calendar of these components, each given by its lines. */
export const calendar = (...components: string[][]): string =>
  lines("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN", ...components, "END:VCALENDAR");

let made = 0;
export const event = (...properties: string[]): string[] => [
  "BEGIN:VEVENT",
  ...(properties.some((line) => line.startsWith("UID")) ? [] : [`UID:event-${made++}@test`]),
  "DTSTAMP:20260101T000000Z",
  ...properties,
  "END:VEVENT",
];

/** How a test asks: by default from February to April 2026, for somebody in London. */
export type Question = {
  from?: string;
  to?: string;
  home?: Partial<Home>;
  isOwn?: (uid: string) => boolean;
  limits?: typeof LIMITS;
};

export const ask = (text: string, question: Question = {}) =>
  readBusyTimes(
    text,
    {
      startsAt: Date.parse(`${question.from ?? "2026-02-01"}T00:00:00Z`),
      endsAt: Date.parse(`${question.to ?? "2026-05-01"}T00:00:00Z`),
      home: { timeZone: "Europe/London", travel: [], ...question.home },
      isOwn: question.isOwn ?? (() => false),
    },
    question.limits,
  );

/** The busy times in UTC, as `2026-03-02T09:00/10:00`, with the end's date where it is another. */
export async function busyIn(text: string, question?: Question): Promise<string[]> {
  const { busy } = await ask(text, question);
  return busy.map(({ startsAt, endsAt }) => {
    const [from, to] = [startsAt, endsAt].map((at) => new Date(at).toISOString().slice(0, 16));
    return `${from}/${from?.slice(0, 10) === to?.slice(0, 10) ? to?.slice(11) : to}`;
  });
}

/** As Google Calendar's secret address answers: zones with a location, weekly rules, changed occurrences. */
export const GOOGLE = lines(
  "BEGIN:VCALENDAR",
  "PRODID:-//Google Inc//Google Calendar 70.9054//EN",
  "VERSION:2.0",
  "CALSCALE:GREGORIAN",
  "METHOD:PUBLISH",
  "X-WR-CALNAME:amara@example.org",
  "X-WR-TIMEZONE:Europe/Berlin",
  "BEGIN:VTIMEZONE",
  "TZID:Europe/Berlin",
  "X-LIC-LOCATION:Europe/Berlin",
  "BEGIN:DAYLIGHT",
  "TZOFFSETFROM:+0100",
  "TZOFFSETTO:+0200",
  "TZNAME:CEST",
  "DTSTART:19700329T020000",
  "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
  "END:DAYLIGHT",
  "BEGIN:STANDARD",
  "TZOFFSETFROM:+0200",
  "TZOFFSETTO:+0100",
  "TZNAME:CET",
  "DTSTART:19701025T030000",
  "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
  "END:STANDARD",
  "END:VTIMEZONE",
  // Mondays 10:00 in Berlin through the change of clocks on 29 March; one canceled, one moved.
  "BEGIN:VEVENT",
  "DTSTART;TZID=Europe/Berlin:20260316T100000",
  "DTEND;TZID=Europe/Berlin:20260316T113000",
  "RRULE:FREQ=WEEKLY;UNTIL=20260413T215959Z;BYDAY=MO",
  "EXDATE;TZID=Europe/Berlin:20260323T100000",
  "DTSTAMP:20260301T080000Z",
  "UID:7kukuqrfedlm2f9t@google.com",
  "CREATED:20260101T000000Z",
  "DESCRIPTION:Group meeting\\, with a description that is folded because it is lo",
  " nger than a line may be\\; it says BEGIN:VEVENT as well",
  "SEQUENCE:0",
  "STATUS:CONFIRMED",
  "SUMMARY:Group meeting",
  "TRANSP:OPAQUE",
  "BEGIN:VALARM",
  "ACTION:DISPLAY",
  "DURATION:PT5M",
  "TRIGGER:-P0DT0H30M0S",
  "END:VALARM",
  "END:VEVENT",
  "BEGIN:VEVENT",
  "DTSTART;TZID=Europe/Berlin:20260331T140000",
  "DTEND;TZID=Europe/Berlin:20260331T150000",
  "DTSTAMP:20260301T080000Z",
  "UID:7kukuqrfedlm2f9t@google.com",
  "RECURRENCE-ID;TZID=Europe/Berlin:20260330T100000",
  "STATUS:CONFIRMED",
  "SUMMARY:Group meeting",
  "TRANSP:OPAQUE",
  "END:VEVENT",
  // A birthday: all day, and free.
  "BEGIN:VEVENT",
  "DTSTART;VALUE=DATE:20260317",
  "DTEND;VALUE=DATE:20260318",
  "UID:birthday@google.com",
  "DTSTAMP:20260301T080000Z",
  "STATUS:CONFIRMED",
  "SUMMARY:Birthday",
  "TRANSP:TRANSPARENT",
  "END:VEVENT",
  "END:VCALENDAR",
);

/** As Outlook on the web publishes: Windows names, busy states of its own, a series with a canceled day. */
export const OUTLOOK = lines(
  "BEGIN:VCALENDAR",
  "METHOD:PUBLISH",
  "PRODID:Microsoft Exchange Server 2010",
  "VERSION:2.0",
  "X-WR-CALNAME:Calendar",
  "BEGIN:VTIMEZONE",
  "TZID:W. Europe Standard Time",
  "BEGIN:STANDARD",
  "DTSTART:16010101T030000",
  "TZOFFSETFROM:+0200",
  "TZOFFSETTO:+0100",
  "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10",
  "END:STANDARD",
  "BEGIN:DAYLIGHT",
  "DTSTART:16010101T020000",
  "TZOFFSETFROM:+0100",
  "TZOFFSETTO:+0200",
  "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3",
  "END:DAYLIGHT",
  "END:VTIMEZONE",
  "BEGIN:VEVENT",
  "RRULE:FREQ=DAILY;UNTIL=20260405T070000Z;INTERVAL=2",
  "EXDATE;TZID=W. Europe Standard Time:20260401T090000",
  "UID:040000008200E00074C5B7101A82E00800000000",
  "SUMMARY:Busy",
  "DTSTART;TZID=W. Europe Standard Time:20260328T090000",
  "DTEND;TZID=W. Europe Standard Time:20260328T093000",
  "CLASS:PUBLIC",
  "PRIORITY:5",
  "DTSTAMP:20260301T080000Z",
  "TRANSP:OPAQUE",
  "STATUS:CONFIRMED",
  "SEQUENCE:0",
  "X-MICROSOFT-CDO-APPT-SEQUENCE:0",
  "X-MICROSOFT-CDO-BUSYSTATUS:BUSY",
  "X-MICROSOFT-CDO-INTENDEDSTATUS:BUSY",
  "X-MICROSOFT-CDO-ALLDAYEVENT:FALSE",
  "END:VEVENT",
  "BEGIN:VEVENT",
  "UID:free@outlook",
  "SUMMARY:Free",
  "DTSTART;TZID=W. Europe Standard Time:20260310T090000",
  "DTEND;TZID=W. Europe Standard Time:20260310T093000",
  "DTSTAMP:20260301T080000Z",
  "STATUS:CONFIRMED",
  "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
  "END:VEVENT",
  "END:VCALENDAR",
);

/** As Apple's Calendar publishes: durations, dates added to a series, an all-day event that keeps one busy. */
export const APPLE = lines(
  "BEGIN:VCALENDAR",
  "CALSCALE:GREGORIAN",
  "PRODID:-//Apple Inc.//macOS 15.0//EN",
  "VERSION:2.0",
  "X-APPLE-CALENDAR-COLOR:#CC73E1",
  "BEGIN:VEVENT",
  "CREATED:20260101T120000Z",
  "UID:2C4E7F6A-0000-4D8B-9B8E-000000000001",
  "DTSTART;TZID=America/New_York:20260306T180000",
  "DURATION:PT1H30M",
  "RRULE:FREQ=WEEKLY;COUNT=2",
  "RDATE;TZID=America/New_York:20260308T180000",
  "TRANSP:OPAQUE",
  "X-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC",
  "DTSTAMP:20260301T080000Z",
  "SEQUENCE:0",
  "END:VEVENT",
  "BEGIN:VEVENT",
  "UID:2C4E7F6A-0000-4D8B-9B8E-000000000002",
  "DTSTART;VALUE=DATE:20260328",
  "DTEND;VALUE=DATE:20260330",
  "TRANSP:OPAQUE",
  "DTSTAMP:20260301T080000Z",
  "END:VEVENT",
  "END:VCALENDAR",
);
