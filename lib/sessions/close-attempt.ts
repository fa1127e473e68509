import { and, eq, isNull } from "drizzle-orm";
import { payments } from "@/db/schema";
import { cancelIntent, findIntent, type Payment } from "@/lib/payments/intents";
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
  const [canceled] = await ctx.db
    .update(payments)
    .set({ status: "canceled", failureCode: "refused" })
    .where(and(eq(payments.id, payment.id), isNull(payments.transactionId)))
    .returning({ id: payments.id });
  return canceled ? "canceled" : "unchanged";
}

/** The same for an intent that is known. */
export async function closeIntent(ctx: Ctx, intentId: string): Promise<Settlement> {
  await cancelIntent(intentId);
  return settlePayment(ctx, { intentId });
}
