import { and, eq, isNull, notExists, or, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { payments } from "@/db/schema";
import { type Intent, type Payment, retrieveIntent } from "@/lib/payments/intents";
import { recordFullRefund } from "@/lib/payments/refunds";
import { raiseAlert } from "@/lib/platform/alerts";
import type { Ctx } from "@/lib/platform/context";
import { noteInLog } from "@/lib/platform/log";
import { emit } from "@/lib/platform/outbox";
import { inTransaction } from "@/lib/platform/transaction";
import { recordWebhookEvent, type WebhookEvent } from "@/lib/platform/webhook-event";
import { confirmPaidSession, isTooLate } from "./confirm-paid";
import { finishRelease } from "./finish-release";
import { lockSession } from "./lock-session";
import { retakeSlot } from "./retake-slot";
import { moveSession, type Session } from "./states";

/** The failure code of a payment whose amount, currency or session is not what was asked for. */
export const AMOUNT_MISMATCH = "amount_mismatch";

export type Settlement =
  | "confirmed"
  | "requested"
  | "refunded"
  | "mismatch"
  | "failed"
  | "canceled"
  | "unchanged"
  | "duplicate"
  | "unknown";

/**
 * Applies what Stripe now says of an intent to its payment and session, in one transaction with the
 * event that told of it. Webhooks, `payments/confirm`, expiry and the checkout page all end here,
 * in any order and as often as they like.
 */
export async function settlePayment(
  ctx: Ctx,
  input: { intentId: string; event?: WebhookEvent },
): Promise<Settlement> {
  const intent = await retrieveIntent(input.intentId);
  return inTransaction(ctx.db, async (tx) => {
    if (input.event && !(await recordWebhookEvent(tx, input.event))) return "duplicate";
    const sessionId = await sessionOf(tx, intent);
    if (!sessionId) return "unknown";
    const session = await lockSession(tx, sessionId);
    const payment = await lockPayment(tx, intent);
    if (!payment) return "unknown";
    noteInLog({ paymentId: payment.id });
    switch (intent.status) {
      case "succeeded":
        return settleSuccess(tx, ctx, session, payment, intent);
      case "canceled":
        return settleCanceled(tx, ctx, session, payment, intent);
      case "requires_payment_method":
        return intent.failureCode ? settleFailure(tx, payment, intent) : "unchanged";
      default:
        return "unchanged";
    }
  });
}

/**
 * The attempt that an intent belongs to: the one that stored its id, else the one its metadata names
 * and whose own intent is not known yet, because the answer was lost.
 */
const paymentOf = (intent: Intent) =>
  or(
    eq(payments.transactionId, intent.id),
    intent.paymentId
      ? and(
          eq(payments.id, intent.paymentId),
          isNull(payments.transactionId),
          notExists(
            sql`(select from ${payments} as known where known.transaction_id = ${intent.id})`,
          ),
        )
      : undefined,
  );

async function sessionOf(tx: Tx, intent: Intent): Promise<string | null> {
  const [row] = await tx
    .select({ sessionId: payments.sessionId })
    .from(payments)
    .where(paymentOf(intent));
  return row?.sessionId ?? null;
}

async function lockPayment(tx: Tx, intent: Intent): Promise<Payment | undefined> {
  const [payment] = await tx.select().from(payments).where(paymentOf(intent)).for("update");
  return payment;
}

async function settleSuccess(
  tx: Tx,
  ctx: Ctx,
  session: Session,
  payment: Payment,
  intent: Intent,
): Promise<Settlement> {
  if (payment.capturedCents > 0) return "unchanged";
  if (!agrees(session, payment, intent)) return settleMismatch(tx, payment, intent);
  const outcome = await giveSession(tx, ctx, session, payment);
  const isKept = outcome === "confirmed" || outcome === "requested";
  await tx
    .update(payments)
    .set({
      ...captured(intent),
      status: "completed",
      failureCode: null,
      paidAt: ctx.now,
      // In the same statement: the database allows no second capture that is kept.
      refundedCents: isKept ? 0 : intent.receivedCents,
    })
    .where(eq(payments.id, payment.id));
  if (isKept) {
    await emit(tx, "payment/completed", { paymentId: payment.id, sessionId: session.id });
    return outcome;
  }
  await recordFullRefund(tx, payment.id, intent.receivedCents, outcome.refundReason);
  await emit(tx, "payment/late", { paymentId: payment.id, sessionId: session.id });
  return "refunded";
}

type Given = "confirmed" | "requested" | { refundReason: string };

/** What a good payment buys in the state the session is in: the session, or its money back. */
async function giveSession(tx: Tx, ctx: Ctx, session: Session, payment: Payment): Promise<Given> {
  switch (session.state) {
    case "held":
    case "expiring":
      // Heard of too late, or after the reader let it go: the money goes back.
      if (
        isTooLate(session, session.startsAt, ctx.now) ||
        session.cancelReason === "reader_canceled"
      ) {
        const ended = await finishRelease(tx, ctx, await releasable(tx, session), payment.id);
        return { refundReason: ended.cancelReason ?? "slot_lost" };
      }
      return confirmPaidSession(tx, ctx, session, "paid");
    case "canceled":
      if (session.cancelReason === "hold_expired" && (await retakeSlot(tx, ctx, session))) {
        return confirmPaidSession(tx, ctx, session, "late");
      }
      return { refundReason: session.cancelReason ?? "slot_lost" };
    default:
      await raiseAlert(tx, {
        kind: "payment_duplicate",
        subject: payment.id,
        message: "A session was paid twice; the second payment is being refunded",
        details: { sessionId: session.id, paymentId: payment.id },
      });
      return { refundReason: "duplicate" };
  }
}

async function releasable(tx: Tx, session: Session): Promise<Session> {
  if (session.state !== "held") return session;
  return moveSession(tx, session.id, "beginRelease", { cancelReason: "hold_expired" });
}

function agrees(session: Session, payment: Payment, intent: Intent): boolean {
  return (
    intent.receivedCents === payment.amountCents &&
    intent.receivedCents === session.priceCents &&
    intent.currency === payment.currency &&
    intent.sessionId === session.id &&
    (payment.transactionId === null || payment.transactionId === intent.id)
  );
}

/** Money that is not what was asked for never confirms: it goes back, and a person is told. */
async function settleMismatch(tx: Tx, payment: Payment, intent: Intent): Promise<Settlement> {
  const isAnything = intent.receivedCents > 0;
  await tx
    .update(payments)
    .set({
      ...captured(intent),
      // Nothing received: the attempt is over, and must not keep an expiring hold waiting.
      status: isAnything ? "failed" : "canceled",
      failureCode: AMOUNT_MISMATCH,
      refundedCents: intent.receivedCents,
    })
    .where(eq(payments.id, payment.id));
  if (isAnything) await recordFullRefund(tx, payment.id, intent.receivedCents, "mismatch");
  await raiseAlert(tx, {
    kind: "payment_mismatch",
    subject: payment.id,
    message: `Payment intent ${intent.id} does not match its session; it is being refunded`,
    details: {
      paymentId: payment.id,
      sessionId: payment.sessionId,
      expectedCents: payment.amountCents,
      receivedCents: intent.receivedCents,
      currency: intent.currency,
    },
  });
  return "mismatch";
}

const captured = (intent: Intent) => ({
  transactionId: intent.id,
  chargeId: intent.chargeId,
  receiptUrl: intent.receiptUrl,
  capturedCents: intent.receivedCents,
});

async function settleCanceled(
  tx: Tx,
  ctx: Ctx,
  session: Session,
  payment: Payment,
  intent: Intent,
): Promise<Settlement> {
  if (payment.status === "completed") return "unchanged";
  await tx
    .update(payments)
    .set({ status: "canceled", transactionId: intent.id })
    .where(eq(payments.id, payment.id));
  if (session.state === "expiring") await finishRelease(tx, ctx, session);
  return "canceled";
}

async function settleFailure(tx: Tx, payment: Payment, intent: Intent): Promise<Settlement> {
  if (payment.status !== "pending" && payment.status !== "failed") return "unchanged";
  await tx
    .update(payments)
    .set({ status: "failed", failureCode: intent.failureCode, transactionId: intent.id })
    .where(eq(payments.id, payment.id));
  return "failed";
}
