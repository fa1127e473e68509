import { eq } from "drizzle-orm";
import { meetings } from "@/db/schema";
import { requireUser } from "@/lib/auth/actor";
import { replaceMeeting } from "@/lib/meetings/want-meeting";
import { fetchStartUrl, ZoomError } from "@/lib/meetings/zoom";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { describeError, log } from "@/lib/platform/log";
import { addMinutes } from "@/lib/platform/time";
import { readSession } from "./lock-session";
import { requireSessionResearcher } from "./parties";

export const OPENS_MINUTES_BEFORE = 15;

/**
 * The host's own link, fetched from Zoom when the researcher asks, from 15 minutes before the start.
 * Throws MEETING_NOT_OPEN outside that time, MEETING_NOT_READY while Zoom has none to give.
 */
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
  const startUrl = await linkForHost(ctx, session.id);
  if (startUrl) return startUrl;
  throw new DomainError("MEETING_NOT_READY", "The meeting is still being made: try again shortly");
}

async function linkForHost(ctx: Ctx, sessionId: string): Promise<string | null> {
  const [meeting] = await ctx.db.select().from(meetings).where(eq(meetings.sessionId, sessionId));
  if (!meeting) return null;
  const { zoomMeetingId, joinUrl, state } = meeting;
  // A link set by hand is all that there is, for the host too.
  if (!zoomMeetingId) return state === "ready" || state === "outdated" ? joinUrl : null;
  const startUrl = await fetchStartUrl(zoomMeetingId).catch((error) => {
    if (!(error instanceof ZoomError)) throw error;
    log.warn(describeError(error), "start link not fetched");
    throw new DomainError("MEETING_NOT_READY", "Zoom does not answer right now: try again shortly");
  });
  if (startUrl === null) await replaceMeeting(ctx.db, { sessionId, zoomMeetingId });
  return startUrl;
}
