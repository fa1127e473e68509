import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { reviews } from "@/db/schema";
import { requireVerified } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { emit } from "@/lib/platform/outbox";
import { LongText } from "@/lib/platform/text";
import { inTransaction } from "@/lib/platform/transaction";
import { readSession } from "@/lib/sessions/lock-session";
import { requireSessionResearcher } from "@/lib/sessions/parties";
import { SessionId } from "@/lib/sessions/session-id";
import { getReview } from "./get-review";
import { REPLY_MAX, type Review } from "./review";

export const ReplyToReview = SessionId.extend({
  text: LongText.trim()
    .min(1, "is missing")
    .max(REPLY_MAX, `must have at most ${REPLY_MAX} characters`),
});

/** The researcher's one answer to a review. Throws NOT_FOUND without a review, ALREADY_REPLIED after the first. */
export async function replyToReview(
  ctx: Ctx,
  input: z.output<typeof ReplyToReview>,
): Promise<Review> {
  requireVerified(ctx.actor);
  const { sessionId, text } = input;
  requireSessionResearcher(ctx.actor, await readSession(ctx.db, sessionId));
  const isWritten = await inTransaction(ctx.db, async (tx) => {
    const [replied] = await tx
      .update(reviews)
      .set({ reply: text, repliedAt: ctx.now })
      .where(and(eq(reviews.sessionId, sessionId), isNull(reviews.reply)))
      .returning({ id: reviews.id });
    if (replied) await emit(tx, "review/replied", { sessionId });
    return replied !== undefined;
  });
  const review = await getReview(ctx, input);
  if (isWritten) return review;
  throw new DomainError("ALREADY_REPLIED", "You have already replied to this review");
}
