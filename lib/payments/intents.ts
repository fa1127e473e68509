import { and, eq, isNull } from "drizzle-orm";
import Stripe from "stripe";
import { payments } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { withCustomer } from "./customers";
import { isId } from "./is-id";
import { callStripe } from "./stripe";
import { sessionGroup } from "./transfer-group";

export type Payment = typeof payments.$inferSelect;

/** What settling needs to know of a payment intent; amounts in cents. */
export type Intent = {
  id: string;
  status: Stripe.PaymentIntent.Status;
  clientSecret: string | null;
  receivedCents: number;
  currency: string;
  paymentId: string | null;
  sessionId: string | null;
  chargeId: string | null;
  receiptUrl: string | null;
  failureCode: string | null;
};

/** An intent as Stripe gave it; without its charge, where that was not asked for. */
export function readIntent(intent: Stripe.PaymentIntent): Intent {
  const charge = typeof intent.latest_charge === "object" ? intent.latest_charge : null;
  const problem = intent.last_payment_error;
  return {
    id: intent.id,
    status: intent.status,
    clientSecret: intent.client_secret,
    receivedCents: intent.amount_received,
    currency: intent.currency,
    // Other software on the same account may use the same names for ids of its own.
    paymentId: idOrNull(intent.metadata.payment_id),
    sessionId: idOrNull(intent.metadata.session_id),
    chargeId: charge?.id ?? null,
    receiptUrl: charge?.receipt_url ?? null,
    failureCode: problem?.decline_code ?? problem?.code ?? null,
  };
}

const idOrNull = (text: string | undefined) => (isId(text) ? text : null);

/** The intent as Stripe has it now, with its charge. */
export async function retrieveIntent(intentId: string): Promise<Intent> {
  return readIntent(
    await callStripe((api) => api.paymentIntents.retrieve(intentId, { expand: ["latest_charge"] })),
  );
}

/**
 * The intent of a payment attempt: created under the attempt's own key, so that asking again after
 * a lost answer returns the same one. Its id is stored on the row.
 */
export async function openIntent(ctx: Ctx, payment: Payment): Promise<Intent> {
  if (payment.transactionId) return retrieveIntent(payment.transactionId);
  const payer = { userId: payment.userId, attemptId: payment.id };
  const intent = await withCustomer(ctx, payer, (customer) => createIntent(payment, customer));
  await ctx.db
    .update(payments)
    .set({ transactionId: intent.id })
    .where(and(eq(payments.id, payment.id), isNull(payments.transactionId)));
  return readIntent(intent);
}

const createIntent = (payment: Payment, customer: string) =>
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
  );

/**
 * The intent of an attempt that is to be given up. Null: Stripe refuses to make one, so there is
 * none that anybody could pay.
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

/** Cancels an intent. Where Stripe will not, because it has succeeded or is on its way, the intent comes back as it is. */
export async function cancelIntent(intentId: string): Promise<Intent> {
  try {
    const canceled = await callStripe((api) =>
      api.paymentIntents.cancel(intentId, { cancellation_reason: "abandoned" }),
    );
    return readIntent(canceled);
  } catch (error) {
    const isElsewhere =
      error instanceof Stripe.errors.StripeInvalidRequestError &&
      error.code === "payment_intent_unexpected_state";
    if (!isElsewhere) throw error;
    return retrieveIntent(intentId);
  }
}
