import { z } from "zod";
import { requireAdmin } from "@/lib/auth/actor";
import { recordAct } from "@/lib/auth/record-act";
import { takeLink } from "@/lib/meetings/take-link";
import { resolveAlert } from "@/lib/platform/alerts";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { inTransaction } from "@/lib/platform/transaction";
import { lockSession } from "./lock-session";
import { SessionId } from "./session-id";

export const LINK_MAX = 500;

export const SetMeetingLink = SessionId.extend({
  url: z
    .url({
      protocol: /^https$/,
      hostname: z.regexes.domain,
      error: "must be an address that begins with https://",
    })
    .max(LINK_MAX, `must have at most ${LINK_MAX} characters`),
});

/**
 * An administrator gives a booked session without a Zoom meeting a link made elsewhere; both parties
 * get it by mail. Throws WRONG_STATE when the session takes none, or Zoom has made its meeting.
 */
export async function setMeetingLink(
  ctx: Ctx,
  { sessionId, url }: z.output<typeof SetMeetingLink>,
): Promise<void> {
  requireAdmin(ctx.actor);
  await inTransaction(ctx.db, async (tx) => {
    const session = await lockSession(tx, sessionId);
    if (session.state !== "confirmed" || session.endsAt <= ctx.now)
      throw new DomainError(
        "WRONG_STATE",
        "Only a session that is booked and not over needs a link",
      );
    if (!(await takeLink(tx, sessionId, url)))
      throw new DomainError("WRONG_STATE", "This session has its Zoom meeting");
    await resolveAlert(tx, ctx.now, { kind: "meeting_unavailable", subject: sessionId });
    // The link itself opens the meeting, and is nobody else's to know.
    await recordAct(tx, ctx, { act: "meeting_link_set", subject: "session", id: sessionId });
  });
}
