import { and, eq, isNull } from "drizzle-orm";
import { payments } from "@/db/schema";
import { cancelIntent, type Payment } from "@/lib/payments/intents";
import { findIntent } from "@/lib/payments/open-intent";
import type { Ctx } from "@/lib/platform/context";
import { type Settlement, settlePayment } from "./settle-payment";

/**
 * Gives up an attempt at paying: its intent is canceled at Stripe, and what came of that is settled,
 * also where it has meanwhile succeeded. Throws when Stripe cannot be asked.
 */
export async function closeAttempt(ctx: Ctx, payment: Payment): Promise<Settlement> {
  // An attempt whose answer was lost is repeated under its key, to learn its intent.
  const intent = await findIntent(ctx, payment);
  if (intent) return closeIntent(ctx, intent.id);
  return (await giveUpAttempt(ctx, payment)) ? "canceled" : "unchanged";
}

/** Closes an attempt that has no intent and will have none. */
export async function giveUpAttempt(ctx: Ctx, payment: Payment): Promise<boolean> {
  const [canceled] = await ctx.db
    .update(payments)
    .set({ status: "canceled", failureCode: "refused" })
    .where(and(eq(payments.id, payment.id), isNull(payments.transactionId)))
    .returning({ id: payments.id });
  return canceled !== undefined;
}

/** The same for an intent that is known. */
export async function closeIntent(ctx: Ctx, intentId: string): Promise<Settlement> {
  await cancelIntent(intentId);
  return settlePayment(ctx, { intentId });
}
