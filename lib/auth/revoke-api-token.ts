import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { apiGrants } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { notFound } from "@/lib/platform/errors";
import { requireUser } from "./actor";

/** Ends one token or sign-in at once. Throws NOT_FOUND for another's. */
export async function revokeApiToken(ctx: Ctx, { tokenId }: { tokenId: string }): Promise<void> {
  const { id: userId } = requireUser(ctx.actor);
  if (!z.guid().safeParse(tokenId).success) throw notFound("Token");
  const [revoked] = await ctx.db
    .update(apiGrants)
    .set({ revokedAt: sql`coalesce(${apiGrants.revokedAt}, ${ctx.now.toISOString()})` })
    .where(and(eq(apiGrants.id, tokenId), eq(apiGrants.userId, userId)))
    .returning({ id: apiGrants.id });
  if (!revoked) throw notFound("Token");
}
