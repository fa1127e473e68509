import type Stripe from "stripe";
import { z } from "zod";
import { env } from "@/lib/platform/env";
import { DomainError, invalidInput } from "@/lib/platform/errors";
import { stripe } from "./stripe";

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
