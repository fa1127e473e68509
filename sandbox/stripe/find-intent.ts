import type { Records } from "../store";
import type { Auth } from "./auth";
import { invalidRequest, noSuch } from "./errors";
import { kinds, type PaymentIntent } from "./objects";

export async function getIntent(records: Records, id: string): Promise<PaymentIntent> {
  const intent = await records.get<PaymentIntent>(kinds.paymentIntent, id);
  if (!intent) throw noSuch("payment_intent", id);
  return intent;
}

/** As `getIntent`, and nobody else changes it until the transaction ends. */
export async function lockIntent(records: Records, id: string): Promise<PaymentIntent> {
  const intent = await records.lock<PaymentIntent>(kinds.paymentIntent, id);
  if (!intent) throw noSuch("payment_intent", id);
  return intent;
}

/** A browser proves with the client secret that the intent is its own. */
export function checkClientSecret(
  auth: Auth,
  intent: PaymentIntent,
  secret: string | undefined,
): void {
  if (!auth.publishable && secret === undefined) return;
  if (secret === intent.client_secret) return;
  throw invalidRequest(
    secret === undefined
      ? "Missing required param: client_secret."
      : "The client_secret provided does not match the client_secret associated with the PaymentIntent.",
    secret === undefined
      ? { code: "parameter_missing", param: "client_secret" }
      : { code: "payment_intent_invalid_parameter", param: "client_secret" },
  );
}
