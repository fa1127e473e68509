import { and, eq } from "drizzle-orm";
import { refunds } from "@/db/schema";
import { requireAdmin } from "@/lib/auth/actor";
import { recordAct } from "@/lib/auth/record-act";
import type { Ctx } from "@/lib/platform/context";
import { DomainError, notFound } from "@/lib/platform/errors";
import { isId } from "./is-id";
import { isSendable, sendRefund } from "./send-refund";

type Refund = typeof refunds.$inferSelect;

/**
 * An administrator has a refund that is due tried at once, without waiting for its next turn. Returns
 * it as it is then: one that Stripe refuses again is still `due`, with `failureReason` and
 * `nextTryAt`. Throws WRONG_STATE when it is not due or waits for a dispute, and
 * PAYMENT_PROVIDER_UNAVAILABLE when Stripe cannot be asked.
 */
export async function retryRefund(ctx: Ctx, { refundId }: { refundId: string }): Promise<Refund> {
  requireAdmin(ctx.actor);
  const before = await readRefund(ctx, refundId);
  if (before.status !== "due") {
    throw new DomainError("WRONG_STATE", "This refund is not waiting to be sent");
  }
  const [sendable] = await ctx.db
    .select({ id: refunds.id })
    .from(refunds)
    .where(and(eq(refunds.id, refundId), isSendable(ctx)));
  if (!sendable) {
    throw new DomainError("WRONG_STATE", "This refund waits for the end of a dispute");
  }
  // Before Stripe is asked, which is no part of a transaction: that it was tried stays on record.
  await ctx.db.transaction((tx) => {
    const act = { act: "refund_hurried", subject: "refund", id: refundId } as const;
    return recordAct(tx, ctx, { ...act, details: { failureReason: before.failureReason } });
  });
  await sendRefund(ctx, refundId);
  return readRefund(ctx, refundId);
}

async function readRefund(ctx: Ctx, refundId: string): Promise<Refund> {
  const found = isId(refundId)
    ? await ctx.db.select().from(refunds).where(eq(refunds.id, refundId))
    : [];
  if (!found[0]) throw notFound("Refund");
  return found[0];
}
