import ical, {
  type ICalAttendeeData,
  type ICalCalendar,
  type ICalCalendarData,
  ICalCalendarMethod,
  ICalEventStatus,
} from "ical-generator";
import type { Session } from "@/lib/sessions/states";

export type SessionEvent = {
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

/** A session as the text of an .ics file of its own. */
export function sessionCalendar(
  event: SessionEvent,
  method: "PUBLISH" | "REQUEST" | "CANCEL",
  invitation: Invitation = {},
): string {
  const calendar = newCalendar({ method: ICalCalendarMethod[method] });
  addSession(calendar, event, method === "CANCEL" ? "CANCELLED" : "CONFIRMED", invitation);
  return calendarText(calendar);
}

export const newCalendar = (data: Partial<ICalCalendarData>): ICalCalendar =>
  ical({ prodId: { company: "Colloquy", product: "Sessions", language: "EN" }, ...data });

/**
 * Puts a session into a calendar. The UID is the session's for life and SEQUENCE grows with its
 * changes, so that a calendar with the mailed invitation, the downloaded file and the feed shows one
 * event.
 */
export function addSession(
  calendar: ICalCalendar,
  event: SessionEvent,
  status: "CONFIRMED" | "TENTATIVE" | "CANCELLED",
  invitation: Invitation = {},
): void {
  const { session, paperTitle, joinUrl } = event;
  calendar.createEvent({
    id: `${session.id}${UID_DOMAIN}`,
    sequence: session.calendarSequence,
    status: ICalEventStatus[status],
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
}

/** Strict readers want the last line ended too, which the generator leaves open. */
export const calendarText = (calendar: ICalCalendar): string =>
  `${calendar.toString().trimEnd()}\r\n`;

const UID_DOMAIN = "@colloquy";

/** The session that an event's UID names, if it is one that we gave out. */
export function sessionOfUid(uid: string): string | null {
  const id = uid.endsWith(UID_DOMAIN) ? uid.slice(0, -UID_DOMAIN.length) : "";
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id) ? id.toLowerCase() : null;
}
