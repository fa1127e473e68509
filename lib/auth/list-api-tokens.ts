import { desc } from "drizzle-orm";
import { apiGrants } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { requireUser } from "./actor";
import { type ApiToken, isLive } from "./api-token";

/** The user's own live tokens and sign-ins to the API, newest first. */
export async function listApiTokens(ctx: Ctx): Promise<ApiToken[]> {
  const { id: userId } = requireUser(ctx.actor);
  return ctx.db
    .select({
      id: apiGrants.id,
      name: apiGrants.name,
      createdAt: apiGrants.createdAt,
      expiresAt: apiGrants.expiresAt,
      lastUsedAt: apiGrants.lastUsedAt,
    })
    .from(apiGrants)
    .where(isLive(userId, ctx.now))
    .orderBy(desc(apiGrants.createdAt), apiGrants.id)
    .limit(100);
}
