import { eq } from "drizzle-orm";
import type { Database, Tx } from "@/db/client";
import { suppressions } from "@/db/schema";
import { isRemoved } from "@/lib/researchers/unclaimed/removed-people";
import { hashAddress } from "./address-hash";

export type Suppression = typeof suppressions.$inferSelect.reason;

/** Why an address gets nothing but what its own dealings call for; null when it may be written to. */
export async function suppressionOf(
  db: Database | Tx,
  address: string,
): Promise<Suppression | null> {
  const [row] = await db
    .select({ reason: suppressions.reason })
    .from(suppressions)
    .where(eq(suppressions.addressHash, hashAddress(address)));
  if (row) return row.reason;
  // Whoever had their profile removed is not asked to make one.
  return (await isRemoved(db, { name: "", email: address })) ? "removed" : null;
}

/** Whether an address must get no mail that it did not itself call for. Ask right before sending. */
export const isSuppressed = async (db: Database | Tx, address: string): Promise<boolean> =>
  (await suppressionOf(db, address)) !== null;

/** Keeps a hashed address from all such mail, for good. The first reason stands. */
export async function suppressHash(
  tx: Tx,
  now: Date,
  suppressed: { addressHash: string; reason: Suppression },
): Promise<void> {
  await tx
    .insert(suppressions)
    .values({ ...suppressed, createdAt: now })
    .onConflictDoNothing();
}
