import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { payments } from "@/db/schema";
import { requireUser } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/platform/context";
import { DomainError, invalidInput } from "@/lib/platform/errors";
import { readSession } from "./lock-session";
import { requireSessionReader } from "./parties";
import { AMOUNT_MISMATCH, type Settlement, settlePayment } from "./settle-payment";

export const ConfirmPayment = z
  .object({
    session_id: z.guid(),
    payment_intent_id: z.string().regex(/^pi_[A-Za-z0-9_]{1,200}$/, "is not a payment intent's id"),
  })
  .transform((body) => ({ sessionId: body.session_id, intentId: body.payment_intent_id }));

/**
 * The reader's browser says that it has paid: the same look at Stripe as for a webhook, so the page
 * need not wait for one. The word of the browser itself counts for nothing.
 */
export async function confirmPayment(
  ctx: Ctx,
  input: z.output<typeof ConfirmPayment>,
): Promise<Settlement> {
  requireUser(ctx.actor);
  const session = await readSession(ctx.db, input.sessionId);
  requireSessionReader(ctx.actor, session);
  const [payment] = await ctx.db
    .select({ id: payments.id })
    .from(payments)
    .where(
      and(eq(payments.sessionId, input.sessionId), eq(payments.transactionId, input.intentId)),
    );
  if (!payment) throw invalidInput("payment_intent_id", "does not belong to this session");
  const settlement = await settlePayment(ctx, { intentId: input.intentId });
  if (settlement === "mismatch" || (await wasMismatch(ctx, payment.id))) {
    throw new DomainError(
      "PAYMENT_MISMATCH",
      "The payment does not match the price of this session; it is being refunded",
    );
  }
  const after = await readSession(ctx.db, input.sessionId);
  if (after.state === "held" || after.state === "expiring") {
    throw new DomainError("PAYMENT_REQUIRED", "This session has not been paid yet");
  }
  return settlement;
}

/** A webhook may have found the mismatch first. */
async function wasMismatch(ctx: Ctx, paymentId: string): Promise<boolean> {
  const [payment] = await ctx.db
    .select({ failureCode: payments.failureCode })
    .from(payments)
    .where(eq(payments.id, paymentId));
  return payment?.failureCode === AMOUNT_MISMATCH;
}
