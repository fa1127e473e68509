import { and, eq, or, sql } from "drizzle-orm";
import type Stripe from "stripe";
import type { Tx } from "@/db/client";
import { disputes, payments, refunds } from "@/db/schema";
import { raiseAlert, resolveAlert } from "@/lib/platform/alerts";
import { formatCents } from "@/lib/platform/money";
import { callStripe } from "../stripe";
import { alignPayout } from "./align-payout";

/** Why a refund was never sent: the reader's bank has given the money back. */
export const DISPUTE_LOST = "dispute_lost";

/** The dispute as Stripe has it now. */
export const retrieveDispute = (id: string) => callStripe((api) => api.disputes.retrieve(id));

/**
 * Writes what Stripe says of a dispute over a payment of ours: while it is open its payout waits,
 * lost it is taken back, won it is let go. False: a repeat, an older word, or nothing of ours.
 */
export async function applyDispute(tx: Tx, wire: Stripe.Dispute, now: Date): Promise<boolean> {
  const [payment] = await tx
    .select()
    .from(payments)
    .where(
      or(
        eq(payments.chargeId, idOf(wire.charge)),
        eq(payments.transactionId, idOf(wire.payment_intent)),
      ),
    )
    .for("update");
  if (!payment) return false;
  const status = statusOf(wire);
  const [known] = await tx
    .select({ status: disputes.status, isRefundable: disputes.isRefundable })
    .from(disputes)
    .where(eq(disputes.transactionId, wire.id));
  // An inquiry can become a dispute, never the other way round.
  const isRefundable =
    status === "open" && wire.is_charge_refundable && known?.isRefundable !== false;
  // Nothing leads out of won or lost.
  if (known && known.status !== "open") return false;
  if (known?.status === status && known.isRefundable === isRefundable) return false;
  await tx
    .insert(disputes)
    .values({
      paymentId: payment.id,
      transactionId: wire.id,
      amountCents: wire.amount,
      reason: wire.reason,
      status,
      isRefundable,
    })
    .onConflictDoUpdate({ target: disputes.transactionId, set: { status, isRefundable } });
  if (status === "lost") await closeLostRefunds(tx, payment.id);
  await alignPayout(tx, payment.id);
  // Its deadline is over: there is nothing left to answer.
  if (status !== "open") await resolveAlert(tx, now, { kind: "dispute_opened", subject: wire.id });
  await raiseAlert(tx, {
    kind: status === "open" ? "dispute_opened" : "dispute_closed",
    subject: wire.id,
    message:
      status === "open"
        ? `A card payment is disputed (${wire.reason}): answer it in Stripe's dashboard`
        : `The dispute ${wire.id} over a card payment was ${status}`,
    details: { paymentId: payment.id, sessionId: payment.sessionId, amountCents: wire.amount },
  });
  return true;
}

/**
 * What the bank has given back in a lost dispute is not owed any more, and Stripe would refuse it:
 * refunds that are due are closed. Belongs to whatever records a refund, too. A person is told where
 * the bank gave less than was owed.
 */
export async function closeLostRefunds(tx: Tx, paymentId: string): Promise<void> {
  const [lost] = await tx
    .select({ cents: sql<number>`coalesce(sum(${disputes.amountCents}), 0)::int` })
    .from(disputes)
    .where(and(eq(disputes.paymentId, paymentId), eq(disputes.status, "lost")));
  if (!lost?.cents) return;
  const closed = await tx
    .update(refunds)
    .set({ status: "failed", failureReason: DISPUTE_LOST })
    .where(and(eq(refunds.paymentId, paymentId), eq(refunds.status, "due")))
    .returning({ id: refunds.id, amountCents: refunds.amountCents });
  for (const { id, amountCents } of closed) {
    if (amountCents <= lost.cents) continue;
    await raiseAlert(tx, {
      kind: "refund_failed",
      subject: id,
      message: `The bank returned ${formatCents(lost.cents)} of the ${formatCents(amountCents)} that were owed: return the rest another way`,
      details: { refundId: id, paymentId },
    });
  }
}

function statusOf({ status }: Stripe.Dispute): (typeof disputes.$inferSelect)["status"] {
  if (status === "lost") return "lost";
  return ["won", "warning_closed", "prevented"].includes(status) ? "won" : "open";
}

const idOf = (object: string | { id: string } | null) =>
  typeof object === "string" ? object : (object?.id ?? "");
