import { eq } from "drizzle-orm";
import { meetings } from "@/db/schema";
import { requireUser } from "@/lib/auth/actor";
import { fetchStartUrl } from "@/lib/meetings/zoom";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { addMinutes } from "@/lib/platform/time";
import { readSession } from "./lock-session";
import { requireSessionResearcher } from "./parties";

export const OPENS_MINUTES_BEFORE = 15;

/** The host's own link, fetched from Zoom when the researcher asks, from 15 minutes before the start. */
export async function startMeeting(ctx: Ctx, input: { sessionId: string }): Promise<string> {
  requireUser(ctx.actor);
  const session = await readSession(ctx.db, input.sessionId);
  requireSessionResearcher(ctx.actor, session);
  if (session.state !== "confirmed") {
    throw new DomainError("WRONG_STATE", "This session is not about to take place");
  }
  const opensAt = addMinutes(session.startsAt, -OPENS_MINUTES_BEFORE);
  if (ctx.now < opensAt || ctx.now >= session.endsAt) {
    throw new DomainError(
      "MEETING_NOT_OPEN",
      `The meeting can be started from ${OPENS_MINUTES_BEFORE} minutes before its time until its end`,
      { opens_at: opensAt.toISOString() },
    );
  }
  const [meeting] = await ctx.db
    .select({ zoomMeetingId: meetings.zoomMeetingId, joinUrl: meetings.joinUrl })
    .from(meetings)
    .where(eq(meetings.sessionId, session.id));
  // A link set by hand is all that there is, for the host too.
  const startUrl = meeting?.zoomMeetingId
    ? await fetchStartUrl(meeting.zoomMeetingId)
    : (meeting?.joinUrl ?? null);
  if (startUrl) return startUrl;
  throw new DomainError("MEETING_NOT_READY", "The meeting is still being made: try again shortly");
}
