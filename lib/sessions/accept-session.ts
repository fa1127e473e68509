import { requireUser } from "@/lib/auth/actor";
import { wantMeeting } from "@/lib/meetings/want-meeting";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { emit } from "@/lib/platform/outbox";
import { inTransaction } from "@/lib/platform/transaction";
import { lockSession } from "./lock-session";
import { requireSessionResearcher } from "./parties";
import { moveSession, type Session } from "./states";

/** The researcher accepts a request, until its deadline. */
export async function acceptSession(ctx: Ctx, input: { sessionId: string }): Promise<Session> {
  requireUser(ctx.actor);
  return inTransaction(ctx.db, async (tx) => {
    const session = await lockSession(tx, input.sessionId);
    requireSessionResearcher(ctx.actor, session);
    if (session.state === "requested" && session.answerBy && session.answerBy <= ctx.now) {
      throw new DomainError("ANSWER_DEADLINE_PASSED", "The time to answer this request is over", {
        answer_by: session.answerBy.toISOString(),
      });
    }
    const accepted = await moveSession(tx, session.id, "accept", {
      acceptedAt: ctx.now,
      confirmedAt: ctx.now,
    });
    await wantMeeting(tx, session.id);
    await emit(tx, "session/confirmed", { sessionId: session.id, how: "accepted" });
    return accepted;
  });
}
