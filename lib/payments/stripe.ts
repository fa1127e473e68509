import Stripe from "stripe";
import { env } from "@/lib/platform/env";
import { DomainError } from "@/lib/platform/errors";

let client: Stripe | undefined;

/** The Stripe client. Its own retries repeat a call under the same idempotency key. */
export function stripe(): Stripe {
  if (client) return client;
  const base = new URL(env().STRIPE_API_BASE);
  client = new Stripe(env().STRIPE_SECRET_KEY, {
    host: base.hostname,
    port: base.port || (base.protocol === "https:" ? 443 : 80),
    protocol: base.protocol === "https:" ? "https" : "http",
    maxNetworkRetries: 2,
    timeout: 10_000,
    telemetry: false,
  });
  return client;
}

// Not that nothing was charged: it may be a payment made a moment ago that was asked about.
const NO_ANSWER = "The payment provider did not answer. Please try again.";

/**
 * Under this idempotency key Stripe says the same for a day: that it has failed, or that the key came
 * with another request before. What the first call left can be looked up; after that it takes a new key.
 */
export class UsedUpKey extends DomainError {
  constructor() {
    super("PAYMENT_PROVIDER_UNAVAILABLE", NO_ANSWER);
  }
}

/** Runs a call; when Stripe cannot be reached or is failing, the refusal says to try again. */
export async function callStripe<T>(call: (api: Stripe) => Promise<T>): Promise<T> {
  try {
    return await call(stripe());
  } catch (error) {
    if (isUsedUp(error)) throw new UsedUpKey();
    if (isOutage(error)) throw new DomainError("PAYMENT_PROVIDER_UNAVAILABLE", NO_ANSWER);
    throw error;
  }
}

function isUsedUp(error: unknown): boolean {
  if (error instanceof Stripe.errors.StripeIdempotencyError) return error.statusCode === 400;
  return (
    error instanceof Stripe.errors.StripeAPIError &&
    error.headers?.["idempotent-replayed"] === "true"
  );
}

/** Stripe's word that it has not done what was asked, and will not do it when asked the same again. */
export const isRefusal = (error: unknown): error is Stripe.errors.StripeError =>
  error instanceof Stripe.errors.StripeInvalidRequestError ||
  error instanceof Stripe.errors.StripePermissionError;

/** Whether Stripe has no such object. */
export const isMissing = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeInvalidRequestError && error.code === "resource_missing";

function isOutage(error: unknown): boolean {
  return (
    error instanceof Stripe.errors.StripeConnectionError ||
    error instanceof Stripe.errors.StripeAPIError ||
    error instanceof Stripe.errors.StripeRateLimitError ||
    (error instanceof Stripe.errors.StripeIdempotencyError && error.statusCode === 409)
  );
}
