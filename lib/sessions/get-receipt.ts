import { and, asc, eq, gt } from "drizzle-orm";
import { anyOf } from "@/db/any-of";
import { payments, refunds } from "@/db/schema";
import { requireUser } from "@/lib/auth/actor";
import { DISPUTE_LOST } from "@/lib/payments/payouts/disputes";
import type { Ctx } from "@/lib/platform/context";
import { readSession } from "./lock-session";
import { requireSessionReader } from "./parties";

export type ReceiptRefund = {
  amountCents: number;
  /** due and sent are on their way; by_bank: the reader's bank had taken the money back itself. */
  status: "due" | "sent" | "succeeded" | "failed" | "by_bank";
  reason: string;
  madeAt: Date;
};

/** One payment that Stripe has taken, and what of it went back. Cents. */
export type ReceiptPayment = {
  id: string;
  amountCents: number;
  currency: string;
  transactionId: string | null;
  receiptUrl: string | null;
  paidAt: Date | null;
  refunds: ReceiptRefund[];
};

/** What the reader has paid for a session and got back, oldest first. Attempts that took nothing are left out. */
export async function getReceipt(
  ctx: Ctx,
  input: { sessionId: string },
): Promise<ReceiptPayment[]> {
  requireUser(ctx.actor);
  requireSessionReader(ctx.actor, await readSession(ctx.db, input.sessionId));
  const paid = await ctx.db
    .select()
    .from(payments)
    .where(and(eq(payments.sessionId, input.sessionId), gt(payments.capturedCents, 0)))
    .orderBy(asc(payments.attempt));
  if (paid.length === 0) return [];
  const ids = paid.map(({ id }) => id);
  const back = await ctx.db
    .select()
    .from(refunds)
    .where(anyOf(refunds.paymentId, ids))
    .orderBy(asc(refunds.createdAt));
  return paid.map((payment) => ({
    id: payment.id,
    amountCents: payment.capturedCents,
    currency: payment.currency,
    transactionId: payment.transactionId,
    receiptUrl: payment.receiptUrl,
    paidAt: payment.paidAt,
    refunds: back
      .filter((refund) => refund.paymentId === payment.id)
      .map(({ amountCents, status, failureReason, reason, createdAt }) => ({
        amountCents,
        status: failureReason === DISPUTE_LOST ? "by_bank" : status,
        reason,
        madeAt: createdAt,
      })),
  }));
}
