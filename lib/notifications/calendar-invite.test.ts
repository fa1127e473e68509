import { beforeAll, expect, test } from "vitest";
import { SETTINGS } from "@/lib/platform/settings.fixture";
import { exampleBooking } from "./booking.example";
import { calendarInvite } from "./calendar-invite";

const STAMP = new Date("2026-11-23T09:00:00.500Z");

beforeAll(() => {
  Object.assign(process.env, SETTINGS);
});

/** Lines with folds undone. */
const linesOf = (content: Buffer) =>
  content
    .toString("utf8")
    .replace(/\r\n[ \t]/g, "")
    .split("\r\n");

test("an invitation has the fields by which calendars keep one event", () => {
  const booking = exampleBooking();
  const invite = calendarInvite(booking, booking.reader, "REQUEST", STAMP);
  expect(invite.contentType).toBe("text/calendar; charset=utf-8; method=REQUEST");
  const lines = linesOf(invite.content);
  for (const line of [
    "METHOD:REQUEST",
    `UID:${booking.session.id}@colloquy`,
    "SEQUENCE:2",
    "STATUS:CONFIRMED",
    "DTSTAMP:20261123T090000Z",
    "DTSTART:20261201T140000Z",
    "DTEND:20261201T150000Z",
    'ORGANIZER;CN="Colloquy":mailto:mail@colloquy.example',
    "LOCATION:https://zoom.example/j/123?pwd=abc",
    "URL;VALUE=URI:https://zoom.example/j/123?pwd=abc",
  ]) {
    expect(lines).toContain(line);
  }
  const attendees = lines.filter((line) => line.startsWith("ATTENDEE"));
  expect(attendees).toHaveLength(1);
  expect(attendees[0]).toMatch(/MAILTO:ada@readers\.example$/i);
  expect(invite.content.toString("utf8")).toMatch(/END:VCALENDAR\r\n$/);
  expect(invite.content.toString("utf8")).not.toMatch(/[^\r]\n|TZID/);
});

test("the withdrawal has the same UID and organizer, and says so in both places", () => {
  const booking = exampleBooking();
  const cancel = calendarInvite(booking, booking.researcher, "CANCEL", STAMP);
  expect(cancel.contentType).toBe("text/calendar; charset=utf-8; method=CANCEL");
  const lines = linesOf(cancel.content);
  expect(lines).toContain("METHOD:CANCEL");
  expect(lines).toContain("STATUS:CANCELLED");
  expect(lines).toContain(`UID:${booking.session.id}@colloquy`);
  expect(lines).toContain('ORGANIZER;CN="Colloquy":mailto:mail@colloquy.example');
  expect(lines.some((line) => /^ATTENDEE.*power@avalon\.example$/i.test(line))).toBe(true);
});

test("making it again gives the same bytes", () => {
  const booking = exampleBooking();
  const make = () => calendarInvite(booking, booking.reader, "REQUEST", STAMP).content;
  expect(make().equals(make())).toBe(true);
});

test("a name with quotes stays a name", () => {
  const booking = exampleBooking();
  const reader = { ...booking.reader, name: 'Ada";ROLE=CHAIR:mailto:eve@example.org, "Byron' };
  const { content } = calendarInvite({ ...booking, reader }, reader, "REQUEST", STAMP);
  const attendee = linesOf(content).find((line) => line.startsWith("ATTENDEE"));
  const quoted = attendee?.match(/"[^"]*"/g);
  expect(quoted).toEqual([`"Ada';ROLE=CHAIR:mailto:eve@example.org, 'Byron"`]);
});
