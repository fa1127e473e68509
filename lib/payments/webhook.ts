import type Stripe from "stripe";
import { z } from "zod";
import { env } from "@/lib/platform/env";
import { DomainError, invalidInput } from "@/lib/platform/errors";
import { callStripe, isMissing, stripe } from "./stripe";

const TOLERANCE_SECONDS = 300;

const EventShape = z.object({
  id: z.string(),
  type: z.string(),
  data: z.object({ object: z.object({}) }),
});

/** A webhook's event, once its signature and time are proven. Times in the future are refused too. */
export function readStripeEvent(body: string, signature: string | null, now: Date): Stripe.Event {
  const refusal = new DomainError(
    "INVALID_SIGNATURE",
    "The Stripe-Signature header does not match",
  );
  if (!signature) throw refusal;
  const signedAt = Number(/(?:^|,)t=(\d+)/.exec(signature)?.[1] ?? Number.NaN);
  if (!(signedAt <= now.getTime() / 1000 + TOLERANCE_SECONDS)) throw refusal;
  const event = proven(body, signature);
  if (!event) throw refusal;
  if (EventShape.safeParse(event).success) return event;
  throw invalidInput("body", "is not a Stripe event");
}

/** The event as Stripe still has it. Throws NOT_FOUND when it has forgotten it, after 30 days. */
export async function retrieveStripeEvent(
  id: string,
  account: string | null,
): Promise<Stripe.Event> {
  try {
    const options = account ? { stripeAccount: account } : {};
    const event = await callStripe((api) => api.events.retrieve(id, {}, options));
    // Asked for as the account, Stripe need not say whose it is.
    return account ? { ...event, account } : event;
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new DomainError(
      "NOT_FOUND",
      "Stripe has this event no longer: it keeps them for 30 days",
    );
  }
}

/** Events on connected accounts come by an endpoint of their own, under its own secret. */
function proven(body: string, signature: string): Stripe.Event | null {
  const { STRIPE_WEBHOOK_SECRET, STRIPE_CONNECT_WEBHOOK_SECRET } = env();
  for (const secret of [STRIPE_WEBHOOK_SECRET, STRIPE_CONNECT_WEBHOOK_SECRET]) {
    if (!secret) continue;
    try {
      return stripe().webhooks.constructEvent(body, signature, secret, TOLERANCE_SECONDS);
    } catch {
      // Not by this one.
    }
  }
  return null;
}
