import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { users } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { inTransaction } from "@/lib/platform/transaction";
import { endSessions } from "./end-sessions";
import type { VerifyEmail } from "./inputs";
import { redeemMailToken } from "./mail-token";
import type { SignedInUser } from "./sign-in-with-password";

/**
 * Confirms the address behind a mailed link. The first confirmation ends older sessions: whoever
 * opened them had not shown that the address is theirs. Throws INVALID_TOKEN.
 */
export async function verifyEmail(
  ctx: Ctx,
  input: z.output<typeof VerifyEmail>,
): Promise<SignedInUser> {
  return inTransaction(ctx.db, async (tx) => {
    const userId = await redeemMailToken(tx, ctx.now, input.token, "verify_email");
    const [first] = await tx
      .update(users)
      .set({ emailVerifiedAt: ctx.now })
      .where(and(eq(users.id, userId), isNull(users.emailVerifiedAt)))
      .returning({ id: users.id });
    if (first) return { id: userId, sessionVersion: await endSessions(tx, userId, ctx.now) };
    const [user] = await tx
      .select({ id: users.id, sessionVersion: users.sessionVersion })
      .from(users)
      .where(eq(users.id, userId));
    if (!user) throw new Error("a mail token cannot outlive its user");
    return user;
  });
}
