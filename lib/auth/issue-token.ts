import { randomUUID } from "node:crypto";
import { and, eq, gt, isNull, ne } from "drizzle-orm";
import type { z } from "zod";
import { apiGrants, users } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { addHours } from "@/lib/platform/time";
import { inTransaction } from "@/lib/platform/transaction";
import { ACCESS_TOKEN_SECONDS, signAccessToken } from "./access-token";
import type { IssueToken } from "./inputs";
import { grantOfRefreshToken, makeRefreshToken } from "./refresh-token";
import { hashSecret } from "./secret-hash";
import { type SignedInUser, signInWithPassword } from "./sign-in-with-password";

export type IssuedToken = {
  accessToken: string;
  expiresInSeconds: number;
  refreshToken: string;
};

const GRANT_DAYS = 30;

/**
 * Signs in to the API by password, or goes on with a refresh token, which works once. Throws
 * INVALID_CREDENTIALS; a refresh token that comes back a second time ends its grant, as one of the
 * two who hold it is a thief.
 */
export function issueToken(
  ctx: Pick<Ctx, "db" | "now">,
  input: z.output<typeof IssueToken>,
): Promise<IssuedToken> {
  return "refreshToken" in input ? refresh(ctx, input.refreshToken) : grant(ctx, input);
}

async function grant(
  ctx: Pick<Ctx, "db" | "now">,
  input: { email: string; password: string },
): Promise<IssuedToken> {
  const user = await signInWithPassword(ctx, input);
  const id = randomUUID();
  const refreshToken = makeRefreshToken(id);
  await inTransaction(ctx.db, async (tx) => {
    // Locked, so that ending all sessions meanwhile either sees this grant or refuses it here.
    const [current] = await tx
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.id, user.id), eq(users.sessionVersion, user.sessionVersion)))
      .for("share");
    if (!current)
      throw new DomainError("INVALID_CREDENTIALS", "This account was signed out meanwhile");
    await tx.insert(apiGrants).values({
      id,
      userId: user.id,
      refreshHash: hashSecret(refreshToken),
      expiresAt: grantEnd(ctx.now),
    });
  });
  return answer(ctx.now, id, user, refreshToken);
}

async function refresh(ctx: Pick<Ctx, "db" | "now">, given: string): Promise<IssuedToken> {
  const id = grantOfRefreshToken(given);
  const refreshToken = id && makeRefreshToken(id);
  if (!id || !refreshToken) throw refused();
  const [rotated] = await ctx.db
    .update(apiGrants)
    .set({
      refreshHash: hashSecret(refreshToken),
      expiresAt: grantEnd(ctx.now),
    })
    .from(users)
    .where(
      and(
        eq(apiGrants.id, id),
        eq(apiGrants.refreshHash, hashSecret(given)),
        isNull(apiGrants.revokedAt),
        gt(apiGrants.expiresAt, ctx.now),
        eq(users.id, apiGrants.userId),
      ),
    )
    .returning({ id: users.id, sessionVersion: users.sessionVersion });
  if (rotated) return answer(ctx.now, id, rotated, refreshToken);
  await ctx.db
    .update(apiGrants)
    .set({ revokedAt: ctx.now })
    .where(
      and(
        eq(apiGrants.id, id),
        ne(apiGrants.refreshHash, hashSecret(given)),
        isNull(apiGrants.revokedAt),
      ),
    );
  throw refused();
}

async function answer(
  now: Date,
  grantId: string,
  user: SignedInUser,
  refreshToken: string,
): Promise<IssuedToken> {
  const { id: userId, sessionVersion } = user;
  const accessToken = await signAccessToken({ userId, grantId, sessionVersion }, now);
  return { accessToken, expiresInSeconds: ACCESS_TOKEN_SECONDS, refreshToken };
}

const grantEnd = (now: Date) => addHours(now, GRANT_DAYS * 24);

const refused = () =>
  new DomainError("INVALID_CREDENTIALS", "The refresh token is not valid, was used or has expired");
