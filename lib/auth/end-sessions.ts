import { and, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { apiGrants, users } from "@/db/schema";

/** Ends every browser session and API grant of a user; returns the version for a new session. */
export async function endSessions(tx: Tx, userId: string, now: Date): Promise<number> {
  const [user] = await tx
    .update(users)
    .set({ sessionVersion: sql`${users.sessionVersion} + 1` })
    .where(eq(users.id, userId))
    .returning({ sessionVersion: users.sessionVersion });
  if (!user) throw new Error("sessions can be ended of an existing user only");
  await tx
    .update(apiGrants)
    .set({ revokedAt: now })
    .where(and(eq(apiGrants.userId, userId), isNull(apiGrants.revokedAt)));
  return user.sessionVersion;
}
