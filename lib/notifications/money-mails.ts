import type { Ctx } from "@/lib/platform/context";
import { type LateReason, latePaymentKept, latePaymentReturned } from "./emails/late-payment";
import { paymentReceipt } from "./emails/payment-receipt";
import { refundIssued } from "./emails/refund-issued";
import { loadBooking } from "./load-booking";
import { loadPaidBooking, loadRefundedBooking, refundReason } from "./load-payment";
import { sceneFor } from "./scene";
import { type Sent, sendToParty } from "./send-to-party";

/** The receipt of a completed payment, to the reader. */
export async function sendReceipt(ctx: Ctx, paymentId: string): Promise<Sent> {
  const paid = await loadPaidBooking(ctx, paymentId);
  if (paid?.payment.status !== "completed") return "skipped";
  return sendToParty(ctx, sceneFor(paid.booking, "reader"), {
    ...paymentReceipt(paid),
    kind: "receipt",
    key: `receipt:${paymentId}`,
  });
}

/** To the reader: a payment that could not be used goes back. Says why, as the refund records it. */
export async function sendLatePayment(ctx: Ctx, paymentId: string): Promise<Sent> {
  const paid = await loadPaidBooking(ctx, paymentId);
  if (!paid || paid.payment.refundedCents === 0) return "skipped";
  const reason = lateReason(await refundReason(ctx, paymentId));
  return sendToParty(ctx, sceneFor(paid.booking, "reader"), {
    ...latePaymentReturned({ ...paid, reason }),
    kind: "late-payment",
    key: `late-payment:${paymentId}`,
  });
}

function lateReason(reason: string | null): LateReason {
  if (reason === "duplicate") return "paid-twice";
  return reason === "reader_canceled" ? "already-canceled" : "time-lost";
}

/** To the reader: the payment was late, but the time was still free. */
export async function sendLateKept(ctx: Ctx, sessionId: string): Promise<Sent> {
  const booking = await loadBooking(ctx, sessionId);
  if (booking?.session.state !== "confirmed") return "skipped";
  const scene = sceneFor(booking, "reader");
  return sendToParty(ctx, scene, {
    ...latePaymentKept(scene),
    kind: "late-payment-kept",
    key: `late-payment-kept:${sessionId}`,
  });
}

/** To the reader: a refund has gone through. */
export async function sendRefundIssued(ctx: Ctx, refundId: string): Promise<Sent> {
  const refunded = await loadRefundedBooking(ctx, refundId);
  if (refunded?.refund.status !== "succeeded") return "skipped";
  return sendToParty(ctx, sceneFor(refunded.booking, "reader"), {
    ...refundIssued(refunded),
    kind: "refund",
    key: `refund-issued:${refundId}`,
  });
}
