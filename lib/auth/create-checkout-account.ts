import type { z } from "zod";
import { users } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { inTransaction } from "@/lib/platform/transaction";
import type { CreateCheckoutAccount } from "./inputs";
import { requestMail } from "./mail-requested";
import type { SignedInUser } from "./sign-in-with-password";

/**
 * An account made on the way to checkout: no password yet, address not confirmed, a link that does
 * both is mailed. Give the result to startBrowserSession.
 * Throws EMAIL_TAKEN: only the owner of an existing account may go on under it.
 */
export async function createCheckoutAccount(
  ctx: Ctx,
  input: z.output<typeof CreateCheckoutAccount>,
): Promise<SignedInUser> {
  return inTransaction(ctx.db, async (tx) => {
    const [user] = await tx
      .insert(users)
      .values({ name: input.name, email: input.email, timeZone: input.timeZone ?? "UTC" })
      .onConflictDoNothing({ target: users.email })
      .returning({ id: users.id, sessionVersion: users.sessionVersion });
    if (!user)
      throw new DomainError(
        "EMAIL_TAKEN",
        "This e-mail address has an account: sign in to go on with it",
        { fields: { email: "has an account already; sign in to go on" } },
      );
    await requestMail(tx, ctx.now, {
      userId: user.id,
      purpose: "set_password",
      returnTo: input.returnTo,
    });
    return user;
  });
}
