import { and, eq, gt, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { mailTokens, users } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { hashSecret } from "./secret-hash";

type Purpose = typeof mailTokens.$inferSelect.purpose;

export type MailTokenState = {
  state: "live" | "used" | "expired";
  userId: string;
  name: string;
  email: string;
  emailVerified: boolean;
  /** The iD that opens the account too. */
  orcid: string | null;
};

/** Takes a link's token, once and for all: of two takers one gets the user's id, the other INVALID_TOKEN. */
export async function redeemMailToken(
  tx: Tx,
  now: Date,
  token: string,
  purpose: Purpose,
): Promise<string> {
  const [row] = await tx
    .update(mailTokens)
    .set({ usedAt: now })
    .where(
      and(
        eq(mailTokens.secretHash, hashSecret(token)),
        eq(mailTokens.purpose, purpose),
        isNull(mailTokens.usedAt),
        gt(mailTokens.expiresAt, now),
      ),
    )
    .returning({ userId: mailTokens.userId });
  if (!row)
    throw new DomainError(
      "INVALID_TOKEN",
      "This link has expired, was used already, or is incomplete",
    );
  return row.userId;
}

/** Ends every link that was mailed to a user and not used yet. */
export async function endMailTokens(tx: Tx, userId: string, now: Date): Promise<void> {
  await tx
    .update(mailTokens)
    .set({ usedAt: now })
    .where(and(eq(mailTokens.userId, userId), isNull(mailTokens.usedAt)));
}

/** What a link's page may say before it is acted on; null for a token that we never made. */
export async function findMailToken(
  { db, now }: Pick<Ctx, "db" | "now">,
  token: string,
  purpose: Purpose,
): Promise<MailTokenState | null> {
  const [row] = await db
    .select({
      userId: users.id,
      name: users.name,
      email: users.email,
      emailVerifiedAt: users.emailVerifiedAt,
      orcid: users.orcid,
      usedAt: mailTokens.usedAt,
      expiresAt: mailTokens.expiresAt,
    })
    .from(mailTokens)
    .innerJoin(users, eq(users.id, mailTokens.userId))
    .where(and(eq(mailTokens.secretHash, hashSecret(token)), eq(mailTokens.purpose, purpose)));
  if (!row) return null;
  return {
    state: row.usedAt ? "used" : row.expiresAt <= now ? "expired" : "live",
    userId: row.userId,
    name: row.name,
    email: row.email,
    emailVerified: row.emailVerifiedAt !== null,
    orcid: row.orcid,
  };
}
