/**
 * Calendars as the big programs publish them, for a week like any other: their dates are those of the
 * week that begins after `now`.
 */
export const examples: Record<string, (now: Date) => string> = {
  google: (now) =>
    lines(
      "BEGIN:VCALENDAR",
      "PRODID:-//Google Inc//Google Calendar 70.9054//EN",
      "VERSION:2.0",
      "CALSCALE:GREGORIAN",
      "METHOD:PUBLISH",
      "X-WR-CALNAME:Teaching",
      "X-WR-TIMEZONE:Europe/London",
      "BEGIN:VEVENT",
      `DTSTART;TZID=Europe/London:${weekday(now, 1)}T140000`,
      `DTEND;TZID=Europe/London:${weekday(now, 1)}T160000`,
      "RRULE:FREQ=WEEKLY;BYDAY=MO,WE",
      "DTSTAMP:20260101T000000Z",
      "UID:seminar@google.com",
      "STATUS:CONFIRMED",
      "SUMMARY:Seminar",
      "TRANSP:OPAQUE",
      "END:VEVENT",
      "BEGIN:VEVENT",
      `DTSTART;VALUE=DATE:${weekday(now, 2)}`,
      "UID:birthday@google.com",
      "DTSTAMP:20260101T000000Z",
      "SUMMARY:A birthday",
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
      "END:VCALENDAR",
    ),
  outlook: (now) =>
    lines(
      "BEGIN:VCALENDAR",
      "METHOD:PUBLISH",
      "PRODID:Microsoft Exchange Server 2010",
      "VERSION:2.0",
      "X-WR-CALNAME:Calendar",
      "BEGIN:VEVENT",
      "UID:040000008200E00074C5B7101A82E008000000000001",
      "SUMMARY:Busy",
      `DTSTART;TZID=W. Europe Standard Time:${weekday(now, 2)}T090000`,
      `DTEND;TZID=W. Europe Standard Time:${weekday(now, 2)}T113000`,
      "RRULE:FREQ=WEEKLY;INTERVAL=2",
      "DTSTAMP:20260101T000000Z",
      "TRANSP:OPAQUE",
      "X-MICROSOFT-CDO-BUSYSTATUS:BUSY",
      "END:VEVENT",
      "END:VCALENDAR",
    ),
  apple: (now) =>
    lines(
      "BEGIN:VCALENDAR",
      "CALSCALE:GREGORIAN",
      "PRODID:-//Apple Inc.//macOS 15.0//EN",
      "VERSION:2.0",
      "BEGIN:VEVENT",
      "UID:2C4E7F6A-0000-4D8B-9B8E-000000000001",
      `DTSTART;VALUE=DATE:${weekday(now, 4)}`,
      `DTEND;VALUE=DATE:${weekday(now, 6)}`,
      "DTSTAMP:20260101T000000Z",
      "SUMMARY:Conference",
      "TRANSP:OPAQUE",
      "END:VEVENT",
      "END:VCALENDAR",
    ),
};

const lines = (...all: string[]) => `${all.join("\r\n")}\r\n`;

/** The date of a weekday (1 = Monday) in the week that begins after `now`, as YYYYMMDD. */
function weekday(now: Date, day: number): string {
  const date = new Date(now);
  date.setUTCDate(date.getUTCDate() + ((8 - date.getUTCDay()) % 7 || 7) + day - 1);
  return date.toISOString().slice(0, 10).replaceAll("-", "");
}
