import { z } from "zod";
import { reviews } from "@/db/schema";
import { requireVerified } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { emit } from "@/lib/platform/outbox";
import { LongText } from "@/lib/platform/text";
import { inTransaction } from "@/lib/platform/transaction";
import { lockSession } from "@/lib/sessions/lock-session";
import { requireSessionReader } from "@/lib/sessions/parties";
import { SessionId } from "@/lib/sessions/session-id";
import { getReview } from "./get-review";
import { keepRating } from "./keep-rating";
import { REVIEW_MAX, type Review } from "./review";
import { requireReviewable } from "./review-window";

const RATING = "must be a whole number from 1 to 5";

export const WriteReview = SessionId.extend({
  rating: z.int(RATING).min(1, RATING).max(5, RATING),
  text: LongText.trim()
    .max(REVIEW_MAX, `must have at most ${REVIEW_MAX} characters`)
    .nullish()
    .describe("In the reader's own words; may be left out"),
});

/**
 * The reader's review of a session that took place, once, within 30 days. The researcher's average
 * and count change with it. Throws ALREADY_REVIEWED, REVIEW_CLOSED or WRONG_STATE.
 */
export async function writeReview(ctx: Ctx, input: z.output<typeof WriteReview>): Promise<Review> {
  requireVerified(ctx.actor);
  await inTransaction(ctx.db, async (tx) => {
    const session = await lockSession(tx, input.sessionId);
    const { id: readerId } = requireSessionReader(ctx.actor, session);
    const { id: sessionId, researcherId } = session;
    await requireReviewable(tx, sessionId, ctx.now);
    const [written] = await tx
      .insert(reviews)
      .values({
        sessionId,
        researcherId,
        readerId,
        rating: input.rating,
        text: input.text || null,
        createdAt: ctx.now,
      })
      .onConflictDoNothing({ target: reviews.sessionId })
      .returning({ id: reviews.id });
    if (!written) {
      throw new DomainError("ALREADY_REVIEWED", "You have already reviewed this session");
    }
    await keepRating(tx, researcherId);
    await emit(tx, "review/written", { sessionId });
  });
  return getReview(ctx, input);
}
