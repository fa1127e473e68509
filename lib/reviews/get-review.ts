import { eq } from "drizzle-orm";
import { reviews, users } from "@/db/schema";
import { requireUser } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/platform/context";
import { notFound } from "@/lib/platform/errors";
import { readSession } from "@/lib/sessions/lock-session";
import { requireParty } from "@/lib/sessions/parties";
import { type Review, readReview, reviewColumns } from "./review";

/** The review of a session, for its two parties. Throws NOT_FOUND while there is none. */
export async function getReview(ctx: Ctx, { sessionId }: { sessionId: string }): Promise<Review> {
  requireUser(ctx.actor);
  requireParty(ctx.actor, await readSession(ctx.db, sessionId));
  const review = await loadReview(ctx, sessionId);
  if (!review) throw notFound("Review");
  return review;
}

/** The review of a session whose reader or researcher is known to ask, or null while there is none. */
export async function loadReview(
  { db }: Pick<Ctx, "db">,
  sessionId: string,
): Promise<Review | null> {
  const [row] = await db
    .select(reviewColumns)
    .from(reviews)
    .innerJoin(users, eq(users.id, reviews.readerId))
    .where(eq(reviews.sessionId, sessionId));
  return row ? readReview(row) : null;
}
