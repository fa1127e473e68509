import { eq } from "drizzle-orm";
import type { z } from "zod";
import { users } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { inTransaction } from "@/lib/platform/transaction";
import type { RequestPasswordReset } from "./inputs";
import { requestMail } from "./mail-requested";

/** Mails a link to set a new password, if the address has an account; the answer is the same. */
export async function requestPasswordReset(
  ctx: Ctx,
  input: z.output<typeof RequestPasswordReset>,
): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    const [user] = await tx
      .select({ id: users.id })
      .from(users)
      .where(eq(users.email, input.email));
    if (!user) return;
    await requestMail(tx, ctx.now, {
      userId: user.id,
      purpose: "reset_password",
      returnTo: input.returnTo,
    });
  });
}
