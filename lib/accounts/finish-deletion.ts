import { and, asc, eq, isNotNull, isNull, or, sql } from "drizzle-orm";
import { accountDeletions, users } from "@/db/schema";
import { endMembershipForGood } from "@/lib/membership/end-for-good";
import { sendAccountDeleted } from "@/lib/notifications/send-account-deleted";
import { deleteCustomer } from "@/lib/payments/delete-customer";
import type { Ctx } from "@/lib/platform/context";
import { inTransaction } from "@/lib/platform/transaction";
import { forgetRecipient } from "./forget-reader";

const BATCH = 50;

/** What is left to do elsewhere for a deleted account, each a step that can be repeated. */
export const deletionSteps = {
  /** Before the customer goes: what it costs nothing more to end is written down as ended. */
  membership: (ctx: Ctx, userId: string) => endMembershipForGood(ctx, userId),
  customer: (ctx: Ctx, userId: string) => deleteCustomer(ctx, userId),
  mail: (ctx: Ctx, userId: string) => sendAccountDeleted(ctx, userId),
  address: forgetLastAddress,
} as const;

/** All of it, for the sweep. */
export async function finishDeletion(ctx: Ctx, userId: string): Promise<void> {
  for (const step of Object.values(deletionSteps)) await step(ctx, userId);
}

/** The last mail is out: its address is kept nowhere any more. */
async function forgetLastAddress(ctx: Ctx, userId: string): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    const [open] = await tx
      .select({ email: accountDeletions.email })
      .from(accountDeletions)
      .where(and(eq(accountDeletions.userId, userId), isNull(accountDeletions.finishedAt)))
      .for("update");
    if (!open) return;
    if (open.email) await forgetRecipient(tx, userId, open.email);
    await tx
      .update(accountDeletions)
      .set({ email: null, finishedAt: ctx.now })
      .where(eq(accountDeletions.userId, userId));
  });
}

/**
 * Deleted accounts of which something is left elsewhere: also a customer or a membership that a call
 * brought about which was under way when they went.
 */
export async function listUnfinishedDeletions({ db }: Ctx): Promise<string[]> {
  const rows = await db
    .select({ id: accountDeletions.userId })
    .from(accountDeletions)
    .innerJoin(users, eq(users.id, accountDeletions.userId))
    .where(
      or(
        isNull(accountDeletions.finishedAt),
        isNotNull(users.stripeCustomerId),
        sql`exists (select from subscriptions s where s.user_id = ${users.id}
          and s.state in ('trialing', 'active', 'past_due'))`,
      ),
    )
    .orderBy(asc(accountDeletions.deletedAt))
    .limit(BATCH);
  return rows.map(({ id }) => id);
}
