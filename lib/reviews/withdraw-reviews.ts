import { eq } from "drizzle-orm";
import { reviews, sessions } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { inTransaction } from "@/lib/platform/transaction";
import { lockSession } from "@/lib/sessions/lock-session";
import { keepRating } from "./keep-rating";
import { wasReaderAbsent } from "./review-window";

/**
 * Takes back reviews by readers who turned out not to have come. Those of sessions that were refunded
 * later stay: a refund must not buy a researcher out of a bad one. Returns the sessions' ids.
 */
export async function withdrawReviews(ctx: Ctx): Promise<string[]> {
  const found = await ctx.db
    .select({ id: sessions.id })
    .from(sessions)
    .innerJoin(reviews, eq(reviews.sessionId, sessions.id))
    .where(wasReaderAbsent);
  for (const { id } of found) {
    await inTransaction(ctx.db, async (tx) => {
      const { researcherId } = await lockSession(tx, id);
      await tx.delete(reviews).where(eq(reviews.sessionId, id));
      await keepRating(tx, researcherId);
    });
  }
  return found.map(({ id }) => id);
}
