import { and, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import { sessions } from "@/db/schema";
import { requireUser } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { Text } from "@/lib/platform/text";
import { readSession } from "./lock-session";
import { requireSessionReader } from "./parties";
import { SessionId } from "./session-id";

export const QUESTIONS_MAX = 2000;

export const WriteQuestions = SessionId.extend({
  questions: Text.trim().max(QUESTIONS_MAX, `must have at most ${QUESTIONS_MAX} characters`),
});

/**
 * The reader's questions for the researcher, until the session is over; an empty text takes them
 * away. Throws WRONG_STATE once nobody would read them any more.
 */
export async function writeQuestions(
  ctx: Ctx,
  input: z.output<typeof WriteQuestions>,
): Promise<void> {
  requireUser(ctx.actor);
  requireSessionReader(ctx.actor, await readSession(ctx.db, input.sessionId));
  const [written] = await ctx.db
    .update(sessions)
    .set({ questions: input.questions || null })
    .where(
      and(
        eq(sessions.id, input.sessionId),
        inArray(sessions.state, ["held", "requested", "confirmed"]),
      ),
    )
    .returning({ id: sessions.id });
  if (!written) {
    throw new DomainError("WRONG_STATE", "Questions can no longer be changed for this session");
  }
}
