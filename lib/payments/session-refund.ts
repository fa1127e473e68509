import { and, eq, gt, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { payments, refunds } from "@/db/schema";
import { DomainError, invalidInput } from "@/lib/platform/errors";
import { formatCents } from "@/lib/platform/money";
import { emit } from "@/lib/platform/outbox";
import { alignPayout } from "./payouts/align-payout";
import { closeLostRefunds } from "./payouts/disputes";

/** The payment that a session was sold for, locked, and how much of it is still kept. Cents. */
async function lockKept(tx: Tx, sessionId: string) {
  const [payment] = await tx
    .select()
    .from(payments)
    .where(
      and(
        eq(payments.sessionId, sessionId),
        eq(payments.status, "completed"),
        gt(payments.capturedCents, payments.refundedCents),
      ),
    )
    .for("update");
  return payment && { payment, keptCents: payment.capturedCents - payment.refundedCents };
}

/** Owes back all that is still kept of what was paid for a session. Returns it, in cents. */
export async function refundRest(tx: Tx, sessionId: string, reason: string): Promise<number> {
  const kept = await lockKept(tx, sessionId);
  if (!kept) return 0;
  const { payment, keptCents } = kept;
  await owe(tx, payment.id, { cents: keptCents, key: `refund:${payment.id}`, reason });
  return keptCents;
}

type Part = { cents: number; key: string; reason: string };

/** Owes back a part of what was paid for a session. Throws INVALID_INPUT naming `refund_amount` when it is not less than what is kept. */
export async function refundPart(tx: Tx, sessionId: string, part: Part): Promise<number> {
  const kept = await lockKept(tx, sessionId);
  if (!kept) throw new DomainError("WRONG_STATE", "Nothing of this session's price is left");
  if (part.cents >= kept.keptCents) {
    const most = formatCents(kept.keptCents);
    throw invalidInput("refund_amount", `must be less than the ${most} that are kept`);
  }
  await owe(tx, kept.payment.id, part);
  return part.cents;
}

async function owe(tx: Tx, paymentId: string, { cents, key, reason }: Part): Promise<void> {
  await tx
    .update(payments)
    .set({ refundedCents: sql`${payments.refundedCents} + ${cents}` })
    .where(eq(payments.id, paymentId));
  const [refund] = await tx
    .insert(refunds)
    .values({ paymentId, amountCents: cents, key, reason })
    .returning({ id: refunds.id });
  if (refund) await emit(tx, "refund/due", { refundId: refund.id });
  await closeLostRefunds(tx, paymentId);
  await alignPayout(tx, paymentId);
}
