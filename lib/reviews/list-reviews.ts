import { and, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { reviews } from "@/db/schema/reviews";
import { users } from "@/db/schema/users";
import type { Ctx } from "@/lib/platform/context";
import { decodeCursor, encodeCursor, timestampText } from "@/lib/platform/cursor";
import { type Review, readReview, reviewColumns } from "./review";

const cursorChecks = [timestampText, z.guid()];

/** The reviews of a researcher, newest first, one page at a time. Throws INVALID_INPUT for a foreign cursor. */
export async function listReviews(
  { db }: Ctx,
  input: { researcherId: string; limit?: number; cursor?: string | null },
): Promise<{ items: Review[]; nextCursor: string | null }> {
  const { researcherId, limit = 20, cursor } = input;
  const place = cursor ? decodeCursor(cursor, cursorChecks) : null;
  const rows = await db
    .select({ ...reviewColumns, written: sql<string>`${reviews.createdAt}::text` })
    .from(reviews)
    .innerJoin(users, eq(users.id, reviews.readerId))
    .where(
      and(
        eq(reviews.researcherId, researcherId),
        place
          ? sql`(${reviews.createdAt}, ${reviews.id}) < (${place[0]}::timestamptz, ${place[1]}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(reviews.createdAt), desc(reviews.id))
    .limit(limit + 1);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(({ written: _, ...row }) => readReview(row)),
    nextCursor: last ? encodeCursor([last.written, last.id]) : null,
  };
}
