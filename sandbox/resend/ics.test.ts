import { expect, test } from "vitest";
import { parseCalendar } from "./ics";

const invitation = [
  "BEGIN:VCALENDAR",
  "VERSION:2.0",
  "METHOD:REQUEST",
  "BEGIN:VTIMEZONE",
  "TZID:Europe/London",
  "BEGIN:STANDARD",
  "DTSTART:19701025T020000",
  "END:STANDARD",
  "END:VTIMEZONE",
  "BEGIN:VEVENT",
  "UID:session-42@colloquy.example",
  "SEQUENCE:2",
  "SUMMARY:Dr Okafor\\, with Ada: a very long title that the sender had to fold ac",
  " ross two lines",
  "DTSTART:20261201T140000Z",
  "DTEND:20261201T150000Z",
  "LOCATION:https://zoom.example/j/1?pwd=a",
  "DESCRIPTION:First line\\nSecond\\; line \\\\ end",
  'ORGANIZER;CN="Colloquy; bookings":mailto:hello@colloquy.example',
  "ATTENDEE;RSVP=TRUE;CN=Ada:MAILTO:ada@colloquy.example",
  "BEGIN:VALARM",
  "DESCRIPTION:Reminder",
  "TRIGGER:-PT15M",
  "END:VALARM",
  "STATUS:CONFIRMED",
  "END:VEVENT",
  "END:VCALENDAR",
].join("\r\n");

test("an invitation is read with folded lines, escapes and quoted parameters", () => {
  expect(parseCalendar(invitation)).toEqual({
    method: "REQUEST",
    uid: "session-42@colloquy.example",
    sequence: 2,
    status: "CONFIRMED",
    summary: "Dr Okafor, with Ada: a very long title that the sender had to fold across two lines",
    startsAt: new Date("2026-12-01T14:00:00Z"),
    endsAt: new Date("2026-12-01T15:00:00Z"),
    location: "https://zoom.example/j/1?pwd=a",
    description: "First line\nSecond; line \\ end",
    organizer: "Colloquy; bookings <hello@colloquy.example>",
    attendees: ["Ada <ada@colloquy.example>"],
  });
});

test("a local time is read in its zone, a duration gives the end", () => {
  const text = invitation
    .replace("DTSTART:20261201T140000Z", "DTSTART;TZID=America/New_York:20260701T090000")
    .replace("DTEND:20261201T150000Z", "DURATION:PT1H30M");
  expect(parseCalendar(text)).toMatchObject({
    startsAt: new Date("2026-07-01T13:00:00Z"),
    endsAt: new Date("2026-07-01T14:30:00Z"),
  });
});

test("a file without an event has none", () => {
  expect(parseCalendar("BEGIN:VCALENDAR\nEND:VCALENDAR\n")).toBeUndefined();
  expect(parseCalendar("hello")).toBeUndefined();
});
