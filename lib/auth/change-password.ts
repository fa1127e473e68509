import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { users } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { givePointsBack, takePoint } from "@/lib/platform/rate-limit/take-points";
import { inTransaction } from "@/lib/platform/transaction";
import { requireVerified } from "./actor";
import { endSessions } from "./end-sessions";
import type { ChangePassword } from "./inputs";
import { endMailTokens } from "./mail-token";
import { hashPassword, verifyPassword } from "./password-hash";
import type { SignedInUser } from "./sign-in-with-password";

/**
 * Replaces the password and ends every session, API grant and mailed link; returns what a new session needs.
 * Throws INVALID_CREDENTIALS when the current password is not right, RATE_LIMITED after many wrong ones,
 * which count with those at the sign-in.
 */
export async function changePassword(
  ctx: Ctx,
  input: z.output<typeof ChangePassword>,
): Promise<SignedInUser> {
  const actor = requireVerified(ctx.actor);
  const [user] = await ctx.db
    .select({ passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.id, actor.id));
  const oldHash = user?.passwordHash ?? null;
  await takePoint(ctx.db, "password", actor.email.toLowerCase());
  if (!(await verifyPassword(oldHash, input.currentPassword)) || oldHash === null)
    throw new DomainError("INVALID_CREDENTIALS", "The current password is not right", {
      fields: { currentPassword: "is not your current password" },
    });
  await givePointsBack(ctx.db, "password", actor.email.toLowerCase());
  const passwordHash = await hashPassword(input.newPassword);
  return inTransaction(ctx.db, async (tx) => {
    const [changed] = await tx
      .update(users)
      .set({ passwordHash })
      .where(and(eq(users.id, actor.id), eq(users.passwordHash, oldHash)))
      .returning({ id: users.id });
    if (!changed)
      throw new DomainError("WRONG_STATE", "Your password was changed elsewhere meanwhile");
    await endMailTokens(tx, actor.id, ctx.now);
    return { id: actor.id, sessionVersion: await endSessions(tx, actor.id, ctx.now) };
  });
}
