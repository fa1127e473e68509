import type { z } from "zod";
import { requireUser } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/platform/context";
import { Text } from "@/lib/platform/text";
import { inTransaction } from "@/lib/platform/transaction";
import { endSession } from "./end-session";
import { lockSession } from "./lock-session";
import { requireSessionResearcher } from "./parties";
import { SessionId } from "./session-id";
import type { Session } from "./states";

export const REASON_MAX = 500;

export const DeclineSession = SessionId.extend({
  reason: Text.trim().max(REASON_MAX).optional(),
});

/** The researcher declines a request; the reader gets everything back. */
export async function declineSession(
  ctx: Ctx,
  input: z.output<typeof DeclineSession>,
): Promise<Session> {
  requireUser(ctx.actor);
  return inTransaction(ctx.db, async (tx) => {
    const session = await lockSession(tx, input.sessionId);
    requireSessionResearcher(ctx.actor, session);
    return endSession(tx, ctx, session, {
      move: "endRequest",
      reason: "request_declined",
      by: "researcher",
      declineReason: input.reason || undefined,
    });
  });
}
