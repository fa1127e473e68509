import ical, { ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { getSession } from "@/lib/sessions/read-sessions";

/**
 * A confirmed session as an .ics text for its reader or researcher to import. It has the UID and
 * SEQUENCE of the mailed invitation, so that a calendar with both shows one event.
 * Throws WRONG_STATE for a session that is not going to take place.
 */
export async function calendarFile(ctx: Ctx, input: { sessionId: string }): Promise<string> {
  const session = await getSession(ctx, input);
  if (session.state !== "confirmed" && session.state !== "completed") {
    throw new DomainError("WRONG_STATE", "This session is not booked");
  }
  const other = session.role === "reader" ? session.researcherName : session.readerName;
  const calendar = ical({
    prodId: { company: "Colloquy", product: "Sessions", language: "EN" },
    method: ICalCalendarMethod.PUBLISH,
  });
  calendar.createEvent({
    id: `${session.id}@colloquy`,
    sequence: session.calendarSequence,
    status: ICalEventStatus.CONFIRMED,
    stamp: ctx.now,
    start: session.startsAt,
    end: session.endsAt,
    summary: `Colloquy: ${session.researcherName} and ${session.readerName}`,
    description: [
      `A session with ${other}.`,
      session.paperTitle && `About: ${session.paperTitle}`,
      session.joinUrl && `Join: ${session.joinUrl}`,
    ]
      .filter(Boolean)
      .join("\n"),
    ...(session.joinUrl ? { location: session.joinUrl, url: session.joinUrl } : {}),
  });
  // Strict readers want the last line ended too, which the generator leaves open.
  return `${calendar.toString().trimEnd()}\r\n`;
}
