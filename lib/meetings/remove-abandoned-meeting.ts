import { eq } from "drizzle-orm";
import { meetings } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import type { EventData } from "@/lib/platform/events";
import { agendaOf } from "./agenda";
import { deleteZoomMeeting, findZoomMeeting } from "./zoom";

/**
 * Deletes what was made on a host that a session has left. Where the answer of the creation was
 * lost, it is looked for by the session's tag.
 */
export async function removeAbandonedMeeting(
  ctx: Ctx,
  { sessionId, zoomMeetingId, hostEmail }: EventData<"meeting/abandoned">,
): Promise<void> {
  if (zoomMeetingId) return deleteZoomMeeting(zoomMeetingId);
  const [now] = await ctx.db
    .select({ hostEmail: meetings.hostEmail })
    .from(meetings)
    .where(eq(meetings.sessionId, sessionId));
  // Back on the same host, the tag names the meeting that takes place.
  if (now?.hostEmail === hostEmail) return;
  const lost = await findZoomMeeting(hostEmail, agendaOf(sessionId));
  if (lost) await deleteZoomMeeting(lost.id);
}
