import { createHmac } from "node:crypto";
import type { SandboxDeps } from "../deps";
import { seconds } from "./ids";

/** The `Stripe-Signature` header: HMAC-SHA256 over `<unix seconds>.<payload>`, in hex. */
export function signatureHeader(payload: string, secret: string, now: Date): string {
  const timestamp = seconds(now);
  const digest = createHmac("sha256", secret).update(`${timestamp}.${payload}`).digest("hex");
  return `t=${timestamp},v1=${digest}`;
}

/** Sends Stripe's events to the endpoint in the settings. */
export function registerStripeWebhooks(deps: SandboxDeps): void {
  deps.webhooks.register("stripe", {
    url: () => deps.settings.stripeWebhookUrl,
    sign: (payload, _eventId, now) => ({
      "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
      "stripe-signature": signatureHeader(payload, deps.settings.stripeWebhookSecret ?? "", now),
    }),
  });
}
