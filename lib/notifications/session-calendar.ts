import ical, { type ICalAttendeeData, ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import type { Session } from "@/lib/sessions/states";

type SessionCalendar = {
  session: Pick<Session, "id" | "calendarSequence" | "startsAt" | "endsAt">;
  researcherName: string;
  readerName: string;
  /** The party that the owner of the calendar meets. */
  otherName: string;
  paperTitle: string | null;
  joinUrl: string | null;
  stampedAt: Date;
};

/** Who invites and who is invited; a file for oneself has neither. */
type Invitation = { organizer?: { name: string; email: string }; attendees?: ICalAttendeeData[] };

/**
 * A session as the text of an .ics file. The UID is the session's for life and SEQUENCE grows with
 * its changes, so that a calendar with the mailed invitation and the downloaded file shows one event.
 */
export function sessionCalendar(
  event: SessionCalendar,
  method: "PUBLISH" | "REQUEST" | "CANCEL",
  invitation: Invitation = {},
): string {
  const { session, paperTitle, joinUrl } = event;
  const calendar = ical({
    prodId: { company: "Colloquy", product: "Sessions", language: "EN" },
    method: ICalCalendarMethod[method],
  });
  calendar.createEvent({
    id: `${session.id}@colloquy`,
    sequence: session.calendarSequence,
    status: method === "CANCEL" ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    stamp: event.stampedAt,
    start: session.startsAt,
    end: session.endsAt,
    summary: `Colloquy: ${event.researcherName} and ${event.readerName}`,
    description: [
      `A session with ${event.otherName}.`,
      paperTitle && `About: ${paperTitle}`,
      joinUrl && `Join: ${joinUrl}`,
    ]
      .filter(Boolean)
      .join("\n"),
    ...invitation,
    ...(joinUrl ? { location: joinUrl, url: joinUrl } : {}),
  });
  // Strict readers want the last line ended too, which the generator leaves open.
  return `${calendar.toString().trimEnd()}\r\n`;
}
