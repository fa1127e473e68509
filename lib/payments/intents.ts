import Stripe from "stripe";
import type { payments } from "@/db/schema";
import { isId } from "./is-id";
import { callStripe } from "./stripe";

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
