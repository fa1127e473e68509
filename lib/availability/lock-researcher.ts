import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";

/**
 * Whatever changes a researcher's claims or hours takes this lock first and keeps it to the end of
 * its transaction, so that an offer checked is still an offer when it is claimed.
 */
export async function lockResearcher(tx: Tx, researcherId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${researcherId}::text, 1))`);
}
