import { eq } from "drizzle-orm";
import { reviews, users } from "@/db/schema";
import { requireUser } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/platform/context";
import { notFound } from "@/lib/platform/errors";
import { readSession } from "@/lib/sessions/lock-session";
import { requireParty } from "@/lib/sessions/parties";
import { type Review, readReview, reviewColumns } from "./review";

/** The review of a session, for its two parties. Throws NOT_FOUND while there is none. */
export async function getReview(ctx: Ctx, input: { sessionId: string }): Promise<Review> {
  const review = await findReview(ctx, input);
  if (!review) throw notFound("Review");
  return review;
}

/** The same, or null while there is none. */
export async function findReview(
  ctx: Ctx,
  { sessionId }: { sessionId: string },
): Promise<Review | null> {
  requireUser(ctx.actor);
  requireParty(ctx.actor, await readSession(ctx.db, sessionId));
  const [row] = await ctx.db
    .select(reviewColumns)
    .from(reviews)
    .innerJoin(users, eq(users.id, reviews.readerId))
    .where(eq(reviews.sessionId, sessionId));
  return row ? readReview(row) : null;
}
