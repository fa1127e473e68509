import { requireUser } from "@/lib/auth/actor";
import { requestMail } from "@/lib/auth/mail-requested";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { inTransaction } from "@/lib/platform/transaction";

/** Mails the link with which an account that has no password is deleted. RATE_LIMITED after several within the hour. */
export async function requestDeletionLink(ctx: Ctx): Promise<void> {
  const { id: userId } = requireUser(ctx.actor);
  const isSent = await inTransaction(ctx.db, (tx) =>
    requestMail(tx, ctx.now, { userId, purpose: "delete_account" }),
  );
  if (!isSent)
    throw new DomainError("RATE_LIMITED", "Several links were mailed to you; try again in an hour");
}
