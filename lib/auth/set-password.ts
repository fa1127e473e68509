import { eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { users } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { givePointsBack } from "@/lib/platform/rate-limit/take-points";
import { inTransaction } from "@/lib/platform/transaction";
import { endSessions } from "./end-sessions";
import type { SetPassword } from "./inputs";
import { endMailTokens, redeemMailToken } from "./mail-token";
import { hashPassword } from "./password-hash";
import type { SignedInUser } from "./sign-in-with-password";

/**
 * Sets the password with a mailed link, which also confirms the address. Whatever else opened the
 * account ends: every older session, API grant and link, and signing in with an ORCID iD, which somebody
 * may have connected who was in for a moment; what the iD proved stays. Throws INVALID_TOKEN for a link that is used, expired or not ours.
 */
export async function setPassword(
  ctx: Ctx,
  input: z.output<typeof SetPassword>,
): Promise<SignedInUser> {
  const passwordHash = await hashPassword(input.password);
  const { email, ...signedIn } = await inTransaction(ctx.db, async (tx) => {
    const userId = await redeemMailToken(tx, ctx.now, input.token, "set_password");
    const [user] = await tx
      .update(users)
      .set({
        passwordHash,
        orcid: null,
        emailVerifiedAt: sql`coalesce(${users.emailVerifiedAt}, ${ctx.now.toISOString()})`,
      })
      .where(eq(users.id, userId))
      .returning({ email: users.email });
    if (!user) throw new Error("a mail token cannot outlive its user");
    await endMailTokens(tx, userId, ctx.now);
    const sessionVersion = await endSessions(tx, userId, ctx.now);
    return { id: userId, sessionVersion, email: user.email };
  });
  // Whoever guessed at the password before cannot keep its owner out.
  await givePointsBack(ctx.db, "password", email.toLowerCase());
  return signedIn;
}
