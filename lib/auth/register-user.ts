import type { z } from "zod";
import { users } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { inTransaction } from "@/lib/platform/transaction";
import type { RegisterUser } from "./inputs";
import { requestMail } from "./mail-requested";
import { hashPassword } from "./password-hash";

export type RegisteredUser = { id: string; name: string; email: string; timeZone: string };

/**
 * Makes an account with a password and mails a link that confirms its address.
 * Throws EMAIL_TAKEN; a page must not show that to strangers, see signUp.
 */
export async function registerUser(
  ctx: Ctx,
  input: z.output<typeof RegisterUser>,
): Promise<RegisteredUser> {
  const passwordHash = await hashPassword(input.password);
  return inTransaction(ctx.db, async (tx) => {
    const [user] = await tx
      .insert(users)
      .values({
        name: input.name,
        email: input.email,
        passwordHash,
        timeZone: input.timeZone ?? "UTC",
      })
      .onConflictDoNothing({ target: users.email })
      .returning({
        id: users.id,
        name: users.name,
        email: users.email,
        timeZone: users.timeZone,
      });
    if (!user)
      throw new DomainError("EMAIL_TAKEN", "An account with this e-mail address exists already", {
        fields: { email: "belongs to an existing account" },
      });
    await requestMail(tx, ctx.now, {
      userId: user.id,
      purpose: "verify_email",
      returnTo: input.returnTo,
    });
    return user;
  });
}
