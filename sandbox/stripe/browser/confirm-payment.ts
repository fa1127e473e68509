import type { Appearance } from "./appearance";
import { challenge } from "./challenge";
import type { Client, IntentResult, PageIntent } from "./client";
import type { Elements } from "./elements";

export type ConfirmOptions = {
  elements?: Elements;
  clientSecret?: string;
  confirmParams?: {
    return_url?: string;
    payment_method?: string;
    receipt_email?: string;
    payment_method_data?: { billing_details?: { name?: string; email?: string } };
  };
  redirect?: "always" | "if_required";
};

/**
 * Confirms with the card in the Payment Element and asks for 3-D Secure where the card does.
 * Answers `{paymentIntent}` or `{error}`; unless `redirect` is "if_required", success leaves for
 * `return_url` and the promise stays open, as with the real one.
 */
export async function confirmPayment(
  client: Client,
  options: ConfirmOptions,
): Promise<IntentResult> {
  const { elements, confirmParams = {} } = options;
  const clientSecret = options.clientSecret ?? elements?.clientSecret;
  if (!clientSecret) throw new Error("confirmPayment needs a clientSecret.");
  if (options.redirect !== "if_required" && !confirmParams.return_url)
    throw new Error("confirmPayment needs confirmParams.return_url.");
  const checked = await elements?.submit();
  if (checked?.error) return { error: checked.error };
  const confirmed = await client.confirm(clientSecret, formOf(options));
  const result = await finish(client, confirmed, elements?.appearance);
  if (result.error || options.redirect === "if_required") return result;
  leaveFor(confirmParams.return_url ?? "", result.paymentIntent);
  return new Promise(() => {});
}

/** Runs the challenge that an intent waits for, if it does. */
export async function finish(
  client: Client,
  confirmed: IntentResult,
  appearance: Appearance | undefined,
): Promise<IntentResult> {
  const { paymentIntent } = confirmed;
  if (paymentIntent?.status !== "requires_action") return confirmed;
  const after = await challenge(client, paymentIntent, appearance);
  if (after.error) return after;
  const { last_payment_error: error } = after.paymentIntent;
  if (after.paymentIntent.status === "requires_payment_method" && error)
    return { error: { ...error, payment_intent: after.paymentIntent } };
  return after;
}

function formOf({ elements, confirmParams = {} }: ConfirmOptions): Record<string, string> {
  const form: Record<string, string> = { use_stripe_sdk: "true" };
  if (confirmParams.return_url) form.return_url = confirmParams.return_url;
  if (confirmParams.receipt_email) form.receipt_email = confirmParams.receipt_email;
  const card = elements?.payment?.card();
  if (!card) {
    if (confirmParams.payment_method) form.payment_method = confirmParams.payment_method;
    return form;
  }
  form["payment_method_data[type]"] = "card";
  for (const [name, value] of Object.entries(card))
    form[`payment_method_data[card][${name}]`] = value;
  const { name, email } = confirmParams.payment_method_data?.billing_details ?? {};
  if (name) form["payment_method_data[billing_details][name]"] = name;
  if (email) form["payment_method_data[billing_details][email]"] = email;
  return form;
}

function leaveFor(returnUrl: string, intent: PageIntent): void {
  const url = new URL(returnUrl);
  url.searchParams.set("payment_intent", intent.id);
  url.searchParams.set("payment_intent_client_secret", intent.client_secret);
  url.searchParams.set("redirect_status", "succeeded");
  window.location.assign(url.href);
}
