import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { apiGrants } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { notFound } from "@/lib/platform/errors";
import { requireUser } from "./actor";

export const ApiTokenId = z.object({ tokenId: z.guid("is not a token's id") });

/** Ends one token or sign-in at once. Throws NOT_FOUND for another's. */
export async function revokeApiToken(
  ctx: Ctx,
  { tokenId }: z.output<typeof ApiTokenId>,
): Promise<void> {
  const { id: userId } = requireUser(ctx.actor);
  const [revoked] = await ctx.db
    .update(apiGrants)
    .set({ revokedAt: sql`coalesce(${apiGrants.revokedAt}, ${ctx.now.toISOString()})` })
    .where(and(eq(apiGrants.id, tokenId), eq(apiGrants.userId, userId)))
    .returning({ id: apiGrants.id });
  if (!revoked) throw notFound("Token");
}
