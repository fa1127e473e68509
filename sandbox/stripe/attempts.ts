import { askForAction, failInvoice, settleInvoice } from "./billing/outcome";
import { type Ending, outcomeOf } from "./cards";
import { createCharge } from "./charges";
import { cardError, type StripeError } from "./errors";
import { type Cause, recordEvent } from "./events";
import { kinds, type NextAction, type PaymentIntent, type PaymentMethod } from "./objects";
import { present } from "./present";

export type Attempt = { intent: PaymentIntent; declined?: StripeError };

/** Charges the card behind a method, or asks for 3-D Secure first. The intent is locked. */
export async function attemptPayment(
  cause: Cause,
  intent: PaymentIntent,
  method: PaymentMethod,
  how: { nextAction: NextAction; offSession: boolean },
): Promise<Attempt> {
  const outcome = outcomeOf(method, how.offSession);
  const tried = { ...intent, payment_method: method.id };
  if (outcome.kind !== "authenticates") return finishPayment(cause, tried, method, outcome);
  // A renewal can wait for its member; any other payment without its payer ends here.
  if (how.offSession && !intent._invoice)
    return finishPayment(cause, tried, method, authenticationRequired);
  const waiting = await save(cause, {
    ...tried,
    status: "requires_action",
    next_action: how.nextAction,
  });
  await recordEvent(cause, "payment_intent.requires_action", waiting);
  await askForAction(cause, waiting);
  return { intent: waiting };
}

/** Ends an attempt by the outcome, with its charge and events. */
export async function finishPayment(
  cause: Cause,
  intent: PaymentIntent,
  method: PaymentMethod,
  outcome: Ending,
): Promise<Attempt> {
  const charge = await createCharge(cause, intent, method, outcome);
  if (outcome.kind === "pays") {
    const paid = await save(cause, {
      ...intent,
      status: "succeeded",
      amount_received: charge.amount_captured,
      latest_charge: charge.id,
      next_action: null,
      last_payment_error: null,
    });
    await recordEvent(cause, "charge.succeeded", charge);
    await recordEvent(cause, "payment_intent.succeeded", paid);
    await settleInvoice(cause, paid, method);
    return { intent: paid };
  }
  const failed = await failPayment(
    cause,
    { ...intent, latest_charge: charge.id },
    {
      type: "card_error",
      code: outcome.code,
      decline_code: outcome.declineCode,
      message: outcome.message,
      charge: charge.id,
      payment_method: present(method, cause.deps.origin()),
    },
    () => recordEvent(cause, "charge.failed", charge),
  );
  return failed;
}

/** Turns the intent back to `requires_payment_method` with the error that caused it. */
export async function failPayment(
  cause: Cause,
  intent: PaymentIntent,
  error: NonNullable<PaymentIntent["last_payment_error"]>,
  beforeEvent?: () => Promise<unknown>,
): Promise<Attempt> {
  const failed = await save(cause, {
    ...intent,
    status: "requires_payment_method",
    payment_method: null,
    next_action: null,
    last_payment_error: error,
  });
  await beforeEvent?.();
  await recordEvent(cause, "payment_intent.payment_failed", failed);
  await failInvoice(cause, failed);
  return { intent: failed, declined: cardError(error, present(failed, cause.deps.origin()), true) };
}

async function save(cause: Cause, intent: PaymentIntent): Promise<PaymentIntent> {
  return cause.records.replace(kinds.paymentIntent, intent.id, intent);
}

const authenticationRequired = {
  kind: "declines",
  code: "authentication_required",
  declineCode: "authentication_required",
  message: "Your card was declined. This transaction requires authentication.",
} as const;
