import { and, eq, ne, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { disputes, payments, payouts } from "@/db/schema";
import { emit } from "@/lib/platform/outbox";
import { withheldCents } from "./withheld";

export type Payout = typeof payouts.$inferSelect;

/**
 * Brings a payment's payout in line with what is known by now: refunds and lost disputes take from
 * it, an open dispute or report blocks it while it is not sent. Belongs into every transaction that
 * changes one of these; their order does not matter. What was sent already is taken back by a job.
 */
export async function alignPayout(tx: Tx, paymentId: string): Promise<void> {
  const [payment] = await tx
    .select()
    .from(payments)
    .where(eq(payments.id, paymentId))
    .for("update");
  const [payout] = await tx
    .select()
    .from(payouts)
    .where(eq(payouts.paymentId, paymentId))
    .for("update");
  if (!payment || !payout) return;
  const [disputed] = await tx
    .select({
      open: sql<boolean>`coalesce(bool_or(${disputes.status} = 'open'), false)`,
      lostCents: sql<number>`coalesce(sum(${disputes.amountCents}) filter (where ${disputes.status} = 'lost'), 0)::int`,
    })
    .from(disputes)
    .where(and(eq(disputes.paymentId, paymentId), ne(disputes.status, "won")));
  const withheld = withheldCents(payout.netCents, {
    paid: payment.capturedCents,
    lost: payment.refundedCents + (disputed?.lostCents ?? 0),
  });
  const isBlocked = payout.isReported || Boolean(disputed?.open);
  await tx
    .update(payouts)
    .set({ withheldCents: withheld, status: standing(payout, withheld, isBlocked) })
    .where(eq(payouts.id, payout.id));
  if (excessCents({ ...payout, withheldCents: withheld }) > 0 && payout.status === "paid") {
    await emit(tx, "payout/reversal-due", { payoutId: payout.id });
  }
}

function standing(payout: Payout, withheld: number, isBlocked: boolean): Payout["status"] {
  // What is being sent, or was, can only be taken back.
  if (payout.status !== "due" && payout.status !== "blocked") return payout.status;
  if (withheld === payout.netCents) return "void";
  return isBlocked ? "blocked" : "due";
}

/** How much more was sent than the researcher may keep. Cents. */
export const excessCents = (
  payout: Pick<Payout, "sentCents" | "reversedCents" | "netCents" | "withheldCents">,
): number =>
  (payout.sentCents ?? 0) - payout.reversedCents - (payout.netCents - payout.withheldCents);

/** Blocks a session's payout while a report about it is open, or lets it go. */
export async function setPayoutReported(
  tx: Tx,
  sessionId: string,
  isReported: boolean,
): Promise<void> {
  const [payout] = await tx
    .select({ paymentId: payouts.paymentId })
    .from(payouts)
    .where(eq(payouts.sessionId, sessionId));
  if (!payout) return;
  await tx.select().from(payments).where(eq(payments.id, payout.paymentId)).for("update");
  await tx.update(payouts).set({ isReported }).where(eq(payouts.sessionId, sessionId));
  await alignPayout(tx, payout.paymentId);
}
