import { eq } from "drizzle-orm";
import { payments, refunds } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { type Booking, loadBooking } from "./load-booking";

export type PaidBooking = { booking: Booking; payment: typeof payments.$inferSelect };

export type RefundedBooking = {
  booking: Booking;
  refund: typeof refunds.$inferSelect & { currency: string };
};

/** A payment with the booking it was made for; null when there is none. */
export async function loadPaidBooking(ctx: Ctx, paymentId: string): Promise<PaidBooking | null> {
  const [payment] = await ctx.db.select().from(payments).where(eq(payments.id, paymentId));
  const booking = payment?.sessionId ? await loadBooking(ctx, payment.sessionId) : null;
  return payment && booking ? { booking, payment } : null;
}

/** A refund with the booking whose payment it returns; null when there is none. */
export async function loadRefundedBooking(
  ctx: Ctx,
  refundId: string,
): Promise<RefundedBooking | null> {
  const [row] = await ctx.db
    .select({ refund: refunds, sessionId: payments.sessionId, currency: payments.currency })
    .from(refunds)
    .innerJoin(payments, eq(payments.id, refunds.paymentId))
    .where(eq(refunds.id, refundId));
  const booking = row?.sessionId ? await loadBooking(ctx, row.sessionId) : null;
  return row && booking ? { booking, refund: { ...row.refund, currency: row.currency } } : null;
}

/** Why a payment's money is going back, as recorded with its refund. */
export async function refundReason(ctx: Ctx, paymentId: string): Promise<string | null> {
  const [row] = await ctx.db
    .select({ reason: refunds.reason })
    .from(refunds)
    .where(eq(refunds.paymentId, paymentId));
  return row?.reason ?? null;
}
