import { and, eq, isNull } from "drizzle-orm";
import Stripe from "stripe";
import { payments, users } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
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
  const customer = await customerOf(ctx, payment);
  const intent = await createIntent(payment, customer).catch(async (error) => {
    if (!isCustomerGone(error)) throw error;
    await forgetCustomer(ctx, customer);
    return createIntent(payment, await customerOf(ctx, payment));
  });
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

/** The reader's customer at Stripe, made at the first payment. Of two made at once, both use the one stored first. */
async function customerOf(ctx: Ctx, payment: Payment): Promise<string> {
  const user = eq(users.id, payment.userId);
  const [known] = await ctx.db
    .select({ email: users.email, customerId: users.stripeCustomerId })
    .from(users)
    .where(user);
  if (known?.customerId) return known.customerId;
  const customer = await callStripe((api) =>
    api.customers.create(
      { email: known?.email, metadata: { user_id: payment.userId } },
      { idempotencyKey: `customer:${payment.id}` },
    ),
  );
  await ctx.db
    .update(users)
    .set({ stripeCustomerId: customer.id })
    .where(and(user, isNull(users.stripeCustomerId)));
  const [stored] = await ctx.db.select({ id: users.stripeCustomerId }).from(users).where(user);
  return stored?.id ?? customer.id;
}

/** Somebody deleted the customer in Stripe's dashboard. */
function isCustomerGone(error: unknown): boolean {
  return (
    error instanceof Stripe.errors.StripeInvalidRequestError &&
    error.code === "resource_missing" &&
    error.param === "customer"
  );
}

async function forgetCustomer(ctx: Ctx, customerId: string): Promise<void> {
  await ctx.db
    .update(users)
    .set({ stripeCustomerId: null })
    .where(eq(users.stripeCustomerId, customerId));
}
