import { and, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { reviews } from "@/db/schema/reviews";
import { users } from "@/db/schema/users";
import type { Ctx } from "@/lib/platform/context";
import { decodeCursor, encodeCursor, timestampText } from "@/lib/platform/cursor";

export type Review = {
  id: string;
  /** 1 to 5. */
  rating: number;
  text: string | null;
  reply: string | null;
  repliedAt: Date | null;
  createdAt: Date;
  /** First name and initial, "Ada L.": enough to be a person, too little to be looked up. */
  readerName: string;
};

const cursorChecks = [timestampText, z.guid()];

/** The reviews of a researcher, newest first, one page at a time. Throws INVALID_INPUT for a foreign cursor. */
export async function listReviews(
  { db }: Ctx,
  input: { researcherId: string; limit?: number; cursor?: string | null },
): Promise<{ items: Review[]; nextCursor: string | null }> {
  const { researcherId, limit = 20, cursor } = input;
  const place = cursor ? decodeCursor(cursor, cursorChecks) : null;
  const rows = await db
    .select({
      id: reviews.id,
      rating: reviews.rating,
      text: reviews.text,
      reply: reviews.reply,
      repliedAt: reviews.repliedAt,
      createdAt: reviews.createdAt,
      reader: users.name,
      written: sql<string>`${reviews.createdAt}::text`,
    })
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
    items: rows.slice(0, limit).map(({ reader, written: _, ...review }) => ({
      ...review,
      readerName: byline(reader),
    })),
    nextCursor: last ? encodeCursor([last.written, last.id]) : null,
  };
}

function byline(name: string): string {
  const [first = "A reader", ...rest] = name.trim().split(/\s+/);
  const initial = [...(rest.at(-1) ?? "")][0];
  return initial ? `${first} ${initial.toUpperCase()}.` : first;
}
