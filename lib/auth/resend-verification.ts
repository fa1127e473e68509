import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { DomainError, notFound } from "@/lib/platform/errors";
import { inTransaction } from "@/lib/platform/transaction";
import { requireUser } from "./actor";
import { requestMail } from "./mail-requested";

/**
 * Mails the signed-in user another link that confirms their address; without a password yet, the
 * one that sets it. Throws WRONG_STATE when it is confirmed, RATE_LIMITED after several in an hour.
 */
export async function resendVerification(
  ctx: Ctx,
  input: { returnTo: string | null },
): Promise<void> {
  const actor = requireUser(ctx.actor);
  await inTransaction(ctx.db, async (tx) => {
    const [user] = await tx
      .select({ passwordHash: users.passwordHash, verifiedAt: users.emailVerifiedAt })
      .from(users)
      .where(eq(users.id, actor.id));
    if (!user) throw notFound("Account");
    if (user.verifiedAt) throw new DomainError("WRONG_STATE", "Your address is confirmed already");
    const asked = await requestMail(tx, ctx.now, {
      userId: actor.id,
      purpose: user.passwordHash ? "verify_email" : "set_password",
      returnTo: input.returnTo,
    });
    if (!asked)
      throw new DomainError(
        "RATE_LIMITED",
        "We sent several links within the hour; look in your spam folder, or try again later",
      );
  });
}
