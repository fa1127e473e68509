import { and, eq, isNull } from "drizzle-orm";
import Stripe from "stripe";
import { payments } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { addMinutes } from "@/lib/platform/time";
import { withCustomer } from "./customers";
import { type Intent, type Payment, readIntent, retrieveIntent } from "./intents";
import { intentPages } from "./list-changes";
import { callStripe, UsedUpKey } from "./stripe";
import { sessionGroup } from "./transfer-group";

/**
 * The intent of a payment attempt: created under the attempt's own key, so that asking again after
 * a lost answer returns the same one. Its id is stored on the row. Null: the key is used up and led
 * to no intent, so this attempt will have none.
 */
export async function openIntent(ctx: Ctx, payment: Payment): Promise<Intent | null> {
  if (payment.transactionId) return retrieveIntent(payment.transactionId);
  const intent = await createIntent(ctx, payment).catch((error) => {
    if (!(error instanceof UsedUpKey)) throw error;
    return findMade(payment);
  });
  if (!intent) return null;
  await ctx.db
    .update(payments)
    .set({ transactionId: intent.id })
    .where(and(eq(payments.id, payment.id), isNull(payments.transactionId)));
  return intent;
}

async function createIntent(ctx: Ctx, payment: Payment): Promise<Intent> {
  const payer = { userId: payment.userId, attemptId: payment.id };
  const made = await withCustomer(ctx, payer, (customer) =>
    callStripe((api) =>
      api.paymentIntents.create(
        {
          amount: payment.amountCents,
          currency: payment.currency,
          customer,
          allowed_payment_method_types: ["card"],
          description: `Colloquy session ${payment.sessionId}`,
          ...(payment.sessionId && { transfer_group: sessionGroup(payment.sessionId) }),
          metadata: { payment_id: payment.id, session_id: payment.sessionId },
        },
        { idempotencyKey: `intent:${payment.id}` },
      ),
    ),
  );
  return readIntent(made);
}

const CLOCKS_APART_MINUTES = 10;

/** Among all that Stripe has made since: the customer it was made for may have been replaced. */
async function findMade(payment: Payment): Promise<Intent | null> {
  for await (const page of intentPages(addMinutes(payment.createdAt, -CLOCKS_APART_MINUTES))) {
    const made = page.find(({ paymentId }) => paymentId === payment.id);
    if (made) return made;
  }
  return null;
}

/**
 * The intent of an attempt that is to be given up. Null: Stripe refuses to make one, or has made
 * none, so there is none that anybody could pay.
 */
export async function findIntent(ctx: Ctx, payment: Payment): Promise<Intent | null> {
  try {
    return await openIntent(ctx, payment);
  } catch (error) {
    const isRefused = error instanceof Stripe.errors.StripeInvalidRequestError;
    if (payment.transactionId || !isRefused) throw error;
    return null;
  }
}
