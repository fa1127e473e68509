import { z } from "zod";
import type { Call, StripeApi } from "./api";
import { attemptPayment } from "./attempts";
import { unexpectedState } from "./errors";
import { checkClientSecret, lockIntent } from "./find-intent";
import type { IntentStatus, NextAction, PaymentIntent, PaymentMethod } from "./objects";
import { expand, flag, text } from "./params";
import { createPaymentMethod, PaymentMethodData, resolvePaymentMethod } from "./payment-methods";
import { present } from "./present";

export const confirmFields = {
  payment_method: z.string().optional(),
  payment_method_data: PaymentMethodData.optional(),
  return_url: z.url().optional(),
  off_session: flag.optional(),
  use_stripe_sdk: flag.optional(),
  receipt_email: text.optional(),
  setup_future_usage: z.enum(["off_session", "on_session"]).optional(),
};

const ConfirmIntent = z.strictObject({
  ...confirmFields,
  client_secret: z.string().optional(),
  expand,
});
export type Confirmation = Omit<z.infer<typeof ConfirmIntent>, "expand" | "client_secret">;

export function mountConfirm(api: StripeApi): void {
  api.post("/v1/payment_intents/:id/confirm", {
    params: ConfirmIntent,
    publishable: true,
    run: async (call) => {
      const intent = await lockIntent(call.records, call.id);
      checkClientSecret(call.auth, intent, call.params.client_secret);
      return confirmIntent(call, intent, call.params);
    },
  });
}

const confirmable: readonly IntentStatus[] = [
  "requires_payment_method",
  "requires_confirmation",
  "requires_action",
];

/** Confirms a locked intent; a declined card is thrown as a 402 whose changes stay. */
export async function confirmIntent(
  call: Call<unknown>,
  intent: PaymentIntent,
  params: Confirmation,
): Promise<PaymentIntent> {
  const visible = present(intent, call.deps.origin());
  if (!confirmable.includes(intent.status))
    throw unexpectedState(
      `You cannot confirm this PaymentIntent because it has a status of ${intent.status}.`,
      visible,
    );
  const method = await chooseMethod(call, intent, params);
  if (!method)
    throw unexpectedState(
      "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
      visible,
    );
  const prepared: PaymentIntent = {
    ...intent,
    receipt_email: params.receipt_email ?? intent.receipt_email,
    setup_future_usage: params.setup_future_usage ?? intent.setup_future_usage,
    next_action: null,
  };
  const attempt = await attemptPayment(call, prepared, method, {
    nextAction: nextAction(params),
    offSession: params.off_session ?? false,
  });
  if (attempt.declined) throw attempt.declined;
  return attempt.intent;
}

async function chooseMethod(
  call: Call<unknown>,
  intent: PaymentIntent,
  params: Confirmation,
): Promise<PaymentMethod | undefined> {
  if (params.payment_method_data) return createPaymentMethod(call, params.payment_method_data);
  const id = params.payment_method ?? intent.payment_method;
  return id ? resolvePaymentMethod(call, id) : undefined;
}

/** The address of the 3-D Secure page is put in when the intent is shown. */
function nextAction(params: Confirmation): NextAction {
  if (params.use_stripe_sdk)
    return {
      type: "use_stripe_sdk",
      use_stripe_sdk: { type: "three_d_secure_redirect", stripe_js: "" },
    };
  const returnUrl = params.return_url ?? null;
  return { type: "redirect_to_url", redirect_to_url: { url: "", return_url: returnUrl } };
}
