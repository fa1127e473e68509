import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { users } from "@/db/schema";
import { MailToken } from "@/lib/auth/inputs";
import { redeemMailToken } from "@/lib/auth/mail-token";
import { verifyPassword } from "@/lib/auth/password-hash";
import { GivenPassword } from "@/lib/auth/password-rules";
import type { Ctx, UserActor } from "@/lib/platform/context";
import { DomainError, invalidInput } from "@/lib/platform/errors";
import { givePointsBack, takePoint } from "@/lib/platform/rate-limit/take-points";

/** That it is the owner who asks: the password, or the secret of a mailed link where there is none. */
export const OwnerProof = z.object({
  password: GivenPassword.optional(),
  token: MailToken.optional(),
});

/** Checked once more in the transaction that acts on it. */
export type Proven = (tx: Tx, user: { passwordHash: string | null }) => Promise<void>;

/**
 * Checks what proves the owner. Throws INVALID_CREDENTIALS for a wrong password, INVALID_TOKEN for a link
 * that is used, expired or another's, RATE_LIMITED after many wrong passwords, INVALID_INPUT for neither.
 */
export async function proveOwner(
  ctx: Ctx,
  actor: UserActor,
  { password, token }: z.output<typeof OwnerProof>,
): Promise<Proven> {
  if (token) return (tx) => redeem(tx, ctx.now, token, actor.id);
  if (!password) throw invalidInput("password", "is missing");
  await takePoint(ctx.db, "password", actor.email.toLowerCase());
  const [user] = await ctx.db
    .select({ hash: users.passwordHash })
    .from(users)
    .where(eq(users.id, actor.id));
  const hash = user?.hash ?? null;
  if (!(await verifyPassword(hash, password)))
    throw new DomainError("INVALID_CREDENTIALS", "The password is not right", {
      fields: { password: "is not your password" },
    });
  await givePointsBack(ctx.db, "password", actor.email.toLowerCase());
  return async (_, { passwordHash }) => {
    if (passwordHash !== hash)
      throw new DomainError("WRONG_STATE", "Your password was changed elsewhere meanwhile");
  };
}

async function redeem(tx: Tx, now: Date, token: string, userId: string): Promise<void> {
  const owner = await redeemMailToken(tx, now, token, "delete_account");
  if (owner !== userId)
    throw new DomainError("INVALID_TOKEN", "This link belongs to another account");
}
