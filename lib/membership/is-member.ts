import { and, eq, gt, isNull, or, sql } from "drizzle-orm";
import type { Database, Tx } from "@/db/client";
import { subscriptions } from "@/db/schema";
import { isLiveRow } from "./states";

/**
 * Whether a user has a member's benefits at `now`: a membership that renews, is being asked for
 * again after a failed renewal, or was canceled and has not reached its end.
 */
export async function isMember(db: Database | Tx, userId: string, now: Date): Promise<boolean> {
  const [live] = await db
    .select({ one: sql`1` })
    .from(subscriptions)
    .where(
      and(
        eq(subscriptions.userId, userId),
        isLiveRow,
        // Its end counts also when nobody has told us of it yet.
        or(isNull(subscriptions.endsAt), gt(subscriptions.endsAt, now)),
      ),
    )
    .limit(1);
  return live !== undefined;
}
