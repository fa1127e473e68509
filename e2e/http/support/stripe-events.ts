import { createHmac } from "node:crypto";
import { type Answer, stranger } from "./api";
import { setFault, stripe } from "./sandbox";
import { sql, webhookSecret } from "./stack";

export type StripeEvent = { id: string; type: string; data: { object: { id: string } } };
type Receipt = { status: string; message: string };

export const STRIPE_WEBHOOK = "/api/v1/webhooks/stripe";

const secret = await webhookSecret();

/** Posts an event as Stripe would, signed `ageSeconds` ago with the stack's secret, or another. */
export function deliver(event: unknown, ageSeconds = 0, key = secret): Promise<Answer<Receipt>> {
  const payload = typeof event === "string" ? event : JSON.stringify(event);
  const signedAt = Math.floor(Date.now() / 1000) - ageSeconds;
  const digest = createHmac("sha256", key).update(`${signedAt}.${payload}`).digest("hex");
  return stranger.send("POST", STRIPE_WEBHOOK, {
    body: payload,
    headers: {
      "content-type": "application/json",
      "stripe-signature": `t=${signedAt},v1=${digest}`,
    },
  });
}

/** Those of these events that the product has taken note of. */
export const eventsKnown = async (ids: string[]) =>
  sql<{ id: string }[]>`select id from webhook_events where id = any(${ids})`;

/** What Stripe has to tell of an object, newest first. */
export async function eventsOf(type: string, objectId: string): Promise<StripeEvent[]> {
  const path = `/v1/events?type=${type}&limit=100`;
  const { body } = await stripe<{ data: StripeEvent[] }>("GET", path);
  return body.data.filter(({ data }) => data.object.id === objectId);
}

/**
 * Keeps Stripe's own webhooks back until the returned function is called: what changes meanwhile was
 * told by the test. One test at a time, because the stand-in holds all of them or none.
 */
export async function holdWebhooks(): Promise<() => Promise<void>> {
  const turn = await sql.reserve();
  await turn`select pg_advisory_lock(hashtext('stripe webhooks are held'))`;
  const endFault = await setFault({ kind: "webhookHold", service: "stripe" });
  return async () => {
    await endFault();
    await turn`select pg_advisory_unlock(hashtext('stripe webhooks are held'))`;
    turn.release();
  };
}
