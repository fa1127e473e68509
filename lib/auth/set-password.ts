import { eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { users } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { inTransaction } from "@/lib/platform/transaction";
import { endSessions } from "./end-sessions";
import type { SetPassword } from "./inputs";
import { endMailTokens, redeemMailToken } from "./mail-token";
import { hashPassword } from "./password-hash";
import type { SignedInUser } from "./sign-in-with-password";

/**
 * Sets the password with a mailed link, which also confirms the address. Every older session, API
 * grant and link ends. Throws INVALID_TOKEN for a link that is used, expired or not ours.
 */
export async function setPassword(
  ctx: Ctx,
  input: z.output<typeof SetPassword>,
): Promise<SignedInUser> {
  const passwordHash = await hashPassword(input.password);
  return inTransaction(ctx.db, async (tx) => {
    const userId = await redeemMailToken(tx, ctx.now, input.token, "set_password");
    await tx
      .update(users)
      .set({
        passwordHash,
        emailVerifiedAt: sql`coalesce(${users.emailVerifiedAt}, ${ctx.now.toISOString()})`,
      })
      .where(eq(users.id, userId));
    await endMailTokens(tx, userId, ctx.now);
    return { id: userId, sessionVersion: await endSessions(tx, userId, ctx.now) };
  });
}
