import { and, asc, eq, gt } from "drizzle-orm";
import { sessions } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import type { Session } from "./states";

/**
 * The time with a researcher that the visitor has held and not paid for yet, the one that ends first;
 * null for a visitor who is not signed in. It is missing from the free times, which the page explains.
 */
export async function findOwnHold(
  ctx: Ctx,
  input: { researcherId: string },
): Promise<Session | null> {
  if (ctx.actor.kind !== "user") return null;
  const [hold] = await ctx.db
    .select()
    .from(sessions)
    .where(
      and(
        eq(sessions.readerId, ctx.actor.id),
        eq(sessions.researcherId, input.researcherId),
        eq(sessions.state, "held"),
        gt(sessions.holdExpiresAt, ctx.now),
      ),
    )
    .orderBy(asc(sessions.holdExpiresAt))
    .limit(1);
  return hold ?? null;
}
