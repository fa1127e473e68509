import { ICalAttendeeRole, ICalAttendeeStatus } from "ical-generator";
import { env } from "@/lib/platform/env";
import type { Booking, Person } from "./load-booking";
import type { MailAttachment } from "./resend";
import { sessionCalendar } from "./session-calendar";

/**
 * The invitation for one recipient, or its withdrawal. `stampedAt` must be the same whenever the
 * same mail is made again.
 */
export function calendarInvite(
  booking: Booking,
  recipient: Person,
  method: "REQUEST" | "CANCEL",
  stampedAt: Date,
): MailAttachment {
  const { researcher, reader } = booking;
  const other = recipient.userId === reader.userId ? researcher : reader;
  const text = sessionCalendar(
    {
      ...booking,
      researcherName: researcher.name,
      readerName: reader.name,
      otherName: other.name,
      stampedAt,
    },
    method,
    {
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
    },
  );
  return {
    filename: method === "CANCEL" ? "cancel.ics" : "invite.ics",
    content: Buffer.from(text, "utf8"),
    contentType: `text/calendar; charset=utf-8; method=${method}`,
  };
}

/** `Name <address>` or a bare address, as MAIL_FROM may be either. */
function organizer(from: string): { name: string; email: string } {
  const [, name, address] = /^\s*"?([^"<]*?)"?\s*<([^>]+)>\s*$/.exec(from) ?? [];
  return { name: name || "Colloquy", email: address ?? from.trim() };
}
