import { eq } from "drizzle-orm";
import { accountDeletions } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { accountDeleted } from "./emails/account-deleted";
import { type Sent, sendMail } from "./send-mail";

/** The last mail of a deleted account; not once its address was forgotten. */
export async function sendAccountDeleted(ctx: Ctx, userId: string): Promise<Sent> {
  const [deletion] = await ctx.db
    .select({ email: accountDeletions.email })
    .from(accountDeletions)
    .where(eq(accountDeletions.userId, userId));
  if (!deletion?.email) return "skipped";
  return sendMail(ctx, {
    ...accountDeleted(),
    kind: "account-deleted",
    to: deletion.email,
    key: `account-deleted:${userId}`,
  });
}
