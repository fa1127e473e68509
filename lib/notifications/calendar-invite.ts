import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventStatus,
} from "ical-generator";
import { env } from "@/lib/platform/env";
import type { Booking, Person } from "./load-booking";
import type { MailAttachment } from "./resend";

/**
 * The invitation for one recipient, or its withdrawal. The UID is the session's for life; SEQUENCE
 * grows with its changes; `stampedAt` must be the same whenever the same mail is made again.
 */
export function calendarInvite(
  booking: Booking,
  recipient: Person,
  method: "REQUEST" | "CANCEL",
  stampedAt: Date,
): MailAttachment {
  const { session, researcher, reader, joinUrl } = booking;
  const isCancel = method === "CANCEL";
  const other = recipient.userId === reader.userId ? researcher : reader;
  const calendar = ical({
    prodId: { company: "Colloquy", product: "Sessions", language: "EN" },
    method: isCancel ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
  });
  calendar.createEvent({
    id: `${session.id}@colloquy`,
    sequence: session.calendarSequence,
    status: isCancel ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    stamp: stampedAt,
    start: session.startsAt,
    end: session.endsAt,
    summary: `Colloquy: ${researcher.name} and ${reader.name}`,
    description: eventText(booking, other),
    organizer: organizer(env().MAIL_FROM),
    attendees: [
      {
        // A parameter of a calendar's line cannot hold a double quote, in whatever way it is written.
        name: recipient.name.replaceAll('"', "'"),
        email: recipient.email,
        role: ICalAttendeeRole.REQ,
        status: ICalAttendeeStatus.NEEDSACTION,
        rsvp: false,
      },
    ],
    ...(joinUrl ? { location: joinUrl, url: joinUrl } : {}),
  });
  // Strict readers want the last line ended too, which the generator leaves open.
  const text = `${calendar.toString().trimEnd()}\r\n`;
  return {
    filename: isCancel ? "cancel.ics" : "invite.ics",
    content: Buffer.from(text, "utf8"),
    contentType: `text/calendar; charset=utf-8; method=${method}`,
  };
}

function eventText({ joinUrl, paperTitle }: Booking, other: Person): string {
  return [
    `A session with ${other.name}.`,
    paperTitle ? `About: ${paperTitle}` : "",
    joinUrl ? `Join: ${joinUrl}` : "",
  ]
    .filter(Boolean)
    .join("\n");
}

/** `Name <address>` or a bare address, as MAIL_FROM may be either. */
function organizer(from: string): { name: string; email: string } {
  const [, name, address] = /^\s*"?([^"<]*?)"?\s*<([^>]+)>\s*$/.exec(from) ?? [];
  return { name: name || "Colloquy", email: address ?? from.trim() };
}
