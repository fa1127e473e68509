import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";

/** Whatever makes, changes or ends a membership comes one after the other for each user. */
export async function lockMember(tx: Tx, userId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${userId}::text, 3))`);
}
