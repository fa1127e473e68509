import { eq } from "drizzle-orm";
import type { z } from "zod";
import { users } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { inTransaction } from "@/lib/platform/transaction";
import type { RegisterUser } from "./inputs";
import { requestMail } from "./mail-requested";
import { registerUser } from "./register-user";

/**
 * Registration as a page offers it: the answer never tells whether the address has an account. Its
 * owner is told by mail instead. Returns the new user's id for rememberSignUp, null when none was made.
 */
export async function signUp(
  ctx: Ctx,
  input: z.output<typeof RegisterUser>,
): Promise<string | null> {
  try {
    return (await registerUser(ctx, input)).id;
  } catch (error) {
    if (!(error instanceof DomainError && error.code === "EMAIL_TAKEN")) throw error;
    await tellOwner(ctx, input);
    return null;
  }
}

async function tellOwner(ctx: Ctx, input: z.output<typeof RegisterUser>): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    const [owner] = await tx
      .select({ id: users.id })
      .from(users)
      .where(eq(users.email, input.email));
    if (!owner) return;
    await requestMail(tx, ctx.now, {
      userId: owner.id,
      purpose: "account_exists",
      returnTo: input.returnTo,
    });
  });
}
