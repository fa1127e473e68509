import { and, desc, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { payments, payouts } from "@/db/schema";
import { feeCents, netCents } from "@/lib/platform/money";
import { addHours } from "@/lib/platform/time";
import { alignPayout } from "./align-payout";

/** Reports close 48 hours after the end; then nothing can stand in the way any more. */
const DUE_HOURS_AFTER_END = 49;

type NewPayout = {
  sessionId: string;
  researcherId: string;
  /** The session at the researcher's full rate, whatever discount the reader had. */
  grossCents: number;
  feePercent: number;
  endsAt: Date;
  isReported: boolean;
};

/** Records what a researcher is owed for a session that has taken place, once. Unpaid sessions owe nothing. */
export async function openPayout(tx: Tx, input: NewPayout): Promise<void> {
  const { sessionId, researcherId, grossCents, feePercent, endsAt, isReported } = input;
  // Locked first, as by whatever refunds it: either sees the other's work.
  const [payment] = await tx
    .select({ id: payments.id, currency: payments.currency })
    .from(payments)
    .where(and(eq(payments.sessionId, sessionId), eq(payments.status, "completed")))
    .orderBy(desc(sql`${payments.capturedCents} - ${payments.refundedCents}`))
    .limit(1)
    .for("update");
  if (!payment) return;
  await tx
    .insert(payouts)
    .values({
      sessionId,
      researcherId,
      paymentId: payment.id,
      status: "due",
      grossCents,
      feePercent,
      feeCents: feeCents(grossCents, feePercent),
      netCents: netCents(grossCents, feePercent),
      currency: payment.currency,
      isReported,
      dueAt: addHours(endsAt, DUE_HOURS_AFTER_END),
      earnedAt: endsAt,
    })
    .onConflictDoNothing();
  await alignPayout(tx, payment.id);
}
