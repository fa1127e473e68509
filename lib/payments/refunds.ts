import { and, eq, inArray, lt, sql } from "drizzle-orm";
import type Stripe from "stripe";
import type { Tx } from "@/db/client";
import { payments, refunds } from "@/db/schema";
import { raiseAlert, resolveAlert } from "@/lib/platform/alerts";
import { emit } from "@/lib/platform/outbox";
import { isId } from "./is-id";
import { alignPayout } from "./payouts/align-payout";
import { closeLostRefunds } from "./payouts/disputes";
import { callStripe } from "./stripe";

/**
 * Records the refund of all that was captured, less what is refunded already, in the transaction of
 * what caused it; the caller has raised the payment's refunded amount. The key makes a second one
 * impossible; the money moves by the event's job.
 */
export async function recordFullRefund(
  tx: Tx,
  paymentId: string,
  capturedCents: number,
  reason: string,
): Promise<void> {
  const [before] = await tx
    .select({ cents: sql<number>`coalesce(sum(${refunds.amountCents}), 0)::int` })
    .from(refunds)
    .where(eq(refunds.paymentId, paymentId));
  const amountCents = capturedCents - (before?.cents ?? 0);
  if (amountCents > 0) {
    const [refund] = await tx
      .insert(refunds)
      .values({ paymentId, amountCents, key: `refund:${paymentId}`, reason })
      .onConflictDoNothing()
      .returning({ id: refunds.id });
    if (refund) await emit(tx, "refund/due", { refundId: refund.id });
    await closeLostRefunds(tx, paymentId);
  }
  await alignPayout(tx, paymentId);
}

/** Owes back whatever was paid for a session and is still kept. */
export async function oweSessionBack(tx: Tx, sessionId: string, reason: string): Promise<void> {
  const owed = await tx
    .update(payments)
    .set({ refundedCents: sql`${payments.capturedCents}` })
    .where(
      and(
        eq(payments.sessionId, sessionId),
        eq(payments.status, "completed"),
        lt(payments.refundedCents, payments.capturedCents),
      ),
    )
    .returning({ id: payments.id, capturedCents: payments.capturedCents });
  for (const { id, capturedCents } of owed) await recordFullRefund(tx, id, capturedCents, reason);
}

/** The refund as Stripe has it now. */
export const retrieveRefund = (id: string) => callStripe((api) => api.refunds.retrieve(id));

/** Writes what Stripe says of a refund. False: a repeat or an older word, which changes nothing. */
export async function applyRefund(tx: Tx, wire: Stripe.Refund, now: Date): Promise<boolean> {
  const named = wire.metadata?.refund_id;
  const status = statusOf(wire);
  const [changed] = await tx
    .update(refunds)
    .set({ status, transactionId: wire.id, failureReason: wire.failure_reason ?? null })
    .where(
      and(
        // One made by hand in Stripe's dashboard, and adopted, is known by Stripe's id alone.
        isId(named) ? eq(refunds.id, named) : eq(refunds.transactionId, wire.id),
        inArray(refunds.status, earlierThan[status]),
      ),
    )
    .returning();
  if (!changed) return false;
  const refundId = changed.id;
  await resolveAlert(tx, now, { kind: "refund_refused", subject: refundId });
  if (status === "sent") return true;
  if (status === "succeeded") {
    await emit(tx, "refund/succeeded", { refundId });
    return true;
  }
  await raiseAlert(tx, {
    kind: "refund_failed",
    subject: refundId,
    message: `Refund ${wire.id} failed (${wire.failure_reason ?? "no reason given"}): return the money another way`,
    details: { refundId, paymentId: changed.paymentId },
  });
  return true;
}

// Stripe may fail a refund that it had called succeeded; nothing leads out of failed.
const earlierThan = {
  sent: ["due"],
  succeeded: ["due", "sent"],
  failed: ["due", "sent", "succeeded"],
} as const;

function statusOf({ status }: Stripe.Refund): keyof typeof earlierThan {
  if (status === "succeeded") return "succeeded";
  return status === "failed" || status === "canceled" ? "failed" : "sent";
}
