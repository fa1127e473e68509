import { and, eq, gt, isNull, lte, not, notExists, sql } from "drizzle-orm";
import { reviews, sessions } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { emit } from "@/lib/platform/outbox";
import { addHours, DAY_MS } from "@/lib/platform/time";
import { isInQuestion, REVIEW_DAYS } from "./review-window";

const BATCH = 100;
/** The next day: the hour has settled, and is not forgotten. */
export const ASKED_AFTER_HOURS = 18;

/**
 * Marks the readers of sessions that took place the day before as asked for a review, each once; the
 * mail follows by event. Returns the sessions' ids.
 */
export async function askForReviews(ctx: Ctx): Promise<string[]> {
  const due = and(
    eq(sessions.state, "completed"),
    isNull(sessions.reviewAskedAt),
    lte(sessions.completedAt, addHours(ctx.now, -ASKED_AFTER_HOURS)),
    gt(sessions.completedAt, new Date(ctx.now.getTime() - REVIEW_DAYS * DAY_MS)),
    not(isInQuestion),
    notExists(
      ctx.db.select({ one: sql`1` }).from(reviews).where(eq(reviews.sessionId, sessions.id)),
    ),
  );
  const found = await ctx.db
    .select({ id: sessions.id })
    .from(sessions)
    .where(due)
    .orderBy(sessions.completedAt)
    .limit(BATCH);
  const asked: string[] = [];
  for (const { id } of found) {
    await ctx.db.transaction(async (tx) => {
      const [first] = await tx
        .update(sessions)
        .set({ reviewAskedAt: ctx.now })
        .where(and(eq(sessions.id, id), isNull(sessions.reviewAskedAt)))
        .returning({ id: sessions.id });
      if (!first) return;
      await emit(tx, "review/due", { sessionId: id });
      asked.push(id);
    });
  }
  return asked;
}
