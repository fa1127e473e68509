import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";

/**
 * Until the transaction ends, nobody else begins, joins or ends the invitation of this address: of two
 * that meet, the later one sees what the earlier one did.
 */
export async function lockAddress(tx: Tx, addressHash: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${addressHash}::text, 3))`);
}
