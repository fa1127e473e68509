import { randomUUID } from "node:crypto";
import { and, eq, isNotNull, sql } from "drizzle-orm";
import { z } from "zod";
import { apiGrants, users } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { DomainError, notFound } from "@/lib/platform/errors";
import { Text } from "@/lib/platform/text";
import { addHours } from "@/lib/platform/time";
import { inTransaction } from "@/lib/platform/transaction";
import { signAccessToken } from "./access-token";
import { requireVerified } from "./actor";
import { type ApiToken, isLive } from "./api-token";

/** How long a token may be valid, in days. */
export const tokenDays = [30, 90, 365] as const;

/** How many live ones a user may have: enough for every program, and a bound on what a thief can make. */
export const MAX_TOKENS = 20;

export const CreateApiToken = z.object({
  name: Text.trim()
    .min(1, "is missing")
    .max(60, "must have at most 60 characters")
    .regex(/^\P{Cc}*$/u, "must be on one line"),
  days: z.coerce
    .number()
    .refine((days) => tokenDays.some((each) => each === days), "must be 30, 90 or 365"),
});

/**
 * Makes a token for a program, valid for `days`. The token is in the answer only: it is kept nowhere.
 * Throws EMAIL_UNVERIFIED, and WRONG_STATE beyond twenty.
 */
export async function createApiToken(
  ctx: Ctx,
  input: z.output<typeof CreateApiToken>,
): Promise<ApiToken & { token: string }> {
  const { id: userId } = requireVerified(ctx.actor);
  const { name, days } = input;
  const expiresAt = addHours(ctx.now, days * 24);
  const grant = { id: randomUUID(), name, createdAt: ctx.now, expiresAt };
  const sessionVersion = await inTransaction(ctx.db, async (tx) => {
    // Locked: of two made at once, one counts the other, and ending all sessions waits or comes first.
    const [user] = await tx
      .select({ sessionVersion: users.sessionVersion })
      .from(users)
      .where(eq(users.id, userId))
      .for("no key update");
    if (!user) throw notFound("Account");
    const [live] = await tx
      .select({ count: sql<number>`count(*)::int` })
      .from(apiGrants)
      .where(and(isLive(userId, ctx.now), isNotNull(apiGrants.name)));
    if (live && live.count >= MAX_TOKENS)
      throw new DomainError(
        "WRONG_STATE",
        `You have ${MAX_TOKENS} tokens, the most there can be: revoke one that you no longer use`,
      );
    await tx.insert(apiGrants).values({ ...grant, userId });
    return user.sessionVersion;
  });
  const claims = { userId, grantId: grant.id, sessionVersion };
  const token = await signAccessToken(claims, ctx.now, days * 24 * 3_600);
  return { ...grant, lastUsedAt: null, token };
}
