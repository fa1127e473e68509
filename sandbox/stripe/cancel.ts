import { z } from "zod";
import type { Call, StripeApi } from "./api";
import { unexpectedState } from "./errors";
import { recordEvent } from "./events";
import { lockIntent } from "./find-intent";
import { seconds } from "./ids";
import { kinds, type PaymentIntent } from "./objects";
import { expand } from "./params";
import { present } from "./present";

const CancelIntent = z.strictObject({
  cancellation_reason: z
    .enum(["duplicate", "fraudulent", "requested_by_customer", "abandoned"])
    .optional(),
  expand,
});

export function mountCancel(api: StripeApi): void {
  api.post("/v1/payment_intents/:id/cancel", { params: CancelIntent, run: cancelIntent });
}

/** Cancels an intent that is not paid or under way; otherwise 400 with the intent as it stands. */
async function cancelIntent(call: Call<z.infer<typeof CancelIntent>>): Promise<PaymentIntent> {
  const { records, id, now, params } = call;
  const intent = await lockIntent(records, id);
  if (["succeeded", "canceled", "processing"].includes(intent.status))
    throw unexpectedState(
      `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be canceled: requires_payment_method, requires_confirmation, requires_action.`,
      present(intent, call.deps.origin()),
    );
  const canceled: PaymentIntent = {
    ...intent,
    status: "canceled",
    canceled_at: seconds(now),
    cancellation_reason: params.cancellation_reason ?? null,
    next_action: null,
  };
  await records.replace(kinds.paymentIntent, id, canceled);
  await recordEvent(call, "payment_intent.canceled", canceled);
  return canceled;
}
