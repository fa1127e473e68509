import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { getSession } from "@/lib/sessions/read-sessions";
import { sessionCalendar } from "./session-calendar";

/**
 * A confirmed session as an .ics text for its reader or researcher to import.
 * Throws WRONG_STATE for a session that is not going to take place.
 */
export async function calendarFile(ctx: Ctx, input: { sessionId: string }): Promise<string> {
  const session = await getSession(ctx, input);
  if (session.state !== "confirmed" && session.state !== "completed") {
    throw new DomainError("WRONG_STATE", "This session is not booked");
  }
  const otherName = session.role === "reader" ? session.researcherName : session.readerName;
  return sessionCalendar({ ...session, session, otherName, stampedAt: ctx.now }, "PUBLISH");
}
