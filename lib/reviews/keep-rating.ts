import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { researchers, reviews } from "@/db/schema";

/**
 * Brings a researcher's average and count in line with the reviews. Counted anew rather than added
 * to; exact, because the caller holds the lock that lets one change at a time through.
 */
export async function keepRating(tx: Tx, researcherId: string): Promise<void> {
  const own = sql`from ${reviews} where ${reviews.researcherId} = ${researcherId}`;
  await tx
    .update(researchers)
    .set({
      ratingAverage: sql`(select avg(${reviews.rating}) ${own})`,
      ratingCount: sql`(select count(*) ${own})`,
    })
    .where(eq(researchers.id, researcherId));
}
