import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { users } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { inTransaction } from "@/lib/platform/transaction";
import { endSessions } from "./end-sessions";
import type { VerifyEmail } from "./inputs";
import { redeemMailToken } from "./mail-token";
import type { SignedInUser } from "./sign-in-with-password";

/** `isPasswordVoid`: there is none now, and whoever holds the link is to choose one. */
export type Verified = SignedInUser & { isPasswordVoid: boolean };

/**
 * Confirms the address behind a mailed link. The first confirmation ends older sessions: whoever
 * opened them had not shown that the address is theirs. Unless it comes from the browser that made the
 * account (`isMaker`) it voids the password too, which may be a stranger's. Throws INVALID_TOKEN.
 */
export async function verifyEmail(
  ctx: Ctx,
  input: z.output<typeof VerifyEmail> & { isMaker: boolean },
): Promise<Verified> {
  return inTransaction(ctx.db, async (tx) => {
    const userId = await redeemMailToken(tx, ctx.now, input.token, "verify_email");
    const [first] = await tx
      .update(users)
      .set({ emailVerifiedAt: ctx.now, ...(!input.isMaker && { passwordHash: null }) })
      .where(and(eq(users.id, userId), isNull(users.emailVerifiedAt)))
      .returning({ id: users.id });
    if (first) {
      const sessionVersion = await endSessions(tx, userId, ctx.now);
      return { id: userId, sessionVersion, isPasswordVoid: !input.isMaker };
    }
    const [user] = await tx
      .select({ id: users.id, sessionVersion: users.sessionVersion })
      .from(users)
      .where(eq(users.id, userId));
    if (!user) throw new Error("a mail token cannot outlive its user");
    return { ...user, isPasswordVoid: false };
  });
}
