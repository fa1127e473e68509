import { and, desc, eq, sql } from "drizzle-orm";
import type { Database, Tx } from "@/db/client";
import { subscriptions } from "@/db/schema";
import type { UserActor } from "@/lib/platform/context";
import { notFound } from "@/lib/platform/errors";
import { isLiveRow, type Subscription } from "./states";

/** The membership that a user has, else the last one that they had; none that was never paid. */
export async function findCurrent(
  db: Database | Tx,
  userId: string,
): Promise<Subscription | undefined> {
  const [row] = await db
    .select()
    .from(subscriptions)
    .where(eq(subscriptions.userId, userId))
    .orderBy(
      desc(sql`${isLiveRow}`),
      sql`${subscriptions.state} = 'incomplete_expired'`,
      desc(subscriptions.startedAt),
    )
    .limit(1);
  return row;
}

/** One of a user's own, by its id; another's is NOT_FOUND. */
export async function findOwn(
  db: Database | Tx,
  { id }: UserActor,
  subscriptionId: string,
): Promise<Subscription> {
  const [row] = await db
    .select()
    .from(subscriptions)
    .where(and(eq(subscriptions.id, subscriptionId), eq(subscriptions.userId, id)));
  if (!row) throw notFound("Subscription");
  return row;
}
