import { and, eq, inArray, lte } from "drizzle-orm";
import { payments, sessions } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { inTransaction } from "@/lib/platform/transaction";
import { closeAttempt } from "./close-attempt";
import { finishRelease, openAttempts } from "./finish-release";
import { lockSession, readSession } from "./lock-session";
import type { Session } from "./states";

/**
 * Ends a hold whose time is up. Coming early, late or twice does no harm. Throws when Stripe cannot
 * be asked: the session then stays `expiring`, its slot blocked, until a later try.
 */
export async function expireHold(ctx: Ctx, sessionId: string): Promise<Session["state"]> {
  await ctx.db
    .update(sessions)
    .set({ state: "expiring", cancelReason: "hold_expired" })
    .where(
      and(
        eq(sessions.id, sessionId),
        eq(sessions.state, "held"),
        lte(sessions.holdExpiresAt, ctx.now),
      ),
    );
  return releaseHold(ctx, sessionId);
}

/**
 * Brings an `expiring` session to its end: every intent that might still be paid is canceled at
 * Stripe first, so that the slot is never free while money can arrive for it. An intent that has
 * meanwhile succeeded is settled as the payment it is.
 */
export async function releaseHold(ctx: Ctx, sessionId: string): Promise<Session["state"]> {
  const before = await readSession(ctx.db, sessionId);
  if (before.state !== "expiring") return before.state;
  const open = await ctx.db.select().from(payments).where(openAttempts(sessionId));
  for (const payment of open) {
    await closeAttempt(ctx, payment);
  }
  return inTransaction(ctx.db, async (tx) => {
    const session = await lockSession(tx, sessionId);
    if (session.state !== "expiring") return session.state;
    // A payment on its way (Stripe says processing) keeps the slot until it has arrived or failed.
    return (await finishRelease(tx, ctx, session)).state;
  });
}

/** Holds that should have ended by now, for the sweep behind the timer. */
export async function listOverdueHolds(ctx: Ctx, limit = 100): Promise<string[]> {
  const rows = await ctx.db
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(inArray(sessions.state, ["held", "expiring"]), lte(sessions.holdExpiresAt, ctx.now)))
    .orderBy(sessions.holdExpiresAt)
    .limit(limit);
  return rows.map((row) => row.id);
}
