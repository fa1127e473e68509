import { expect } from "vitest";
import type { z } from "zod";
import type { Answer, Envelope } from "./api";
import type { Person } from "./people";
import { confirmCard, control, stripe } from "./sandbox";
import { expectShape, paymentIntent, type subscription } from "./shapes";
import { sql } from "./stack";
import { waitFor } from "./wait-for";

export type Subscription = z.output<typeof subscription>;

export const openMembership = (reader: Person): Promise<Answer<unknown>> =>
  reader.api.post("/payments/intent", { type: "subscription" });

export const currentMembership = (reader: Person): Promise<Answer<Envelope<Subscription>>> =>
  reader.api.get("/subscriptions/current");

/** Opens the payment and pays it at Stripe, as the browser would; the intent's id. */
export async function payMembership(reader: Person, card = "pm_card_visa"): Promise<string> {
  const { status, body } = await openMembership(reader);
  expect(status, JSON.stringify(body)).toBe(200);
  const [intent = ""] = expectShape(paymentIntent, body).client_secret.split("_secret_");
  await confirmCard(intent, card);
  return intent;
}

/** The webhooks of the payment make a member, without another call. */
export async function joinMembership(reader: Person): Promise<Subscription> {
  await payMembership(reader);
  await waitFor("the membership", async () => (await currentMembership(reader)).status === 200);
  return (await currentMembership(reader)).body.data;
}

/** What Stripe calls the membership that a reader has, or has begun last. */
export async function stripeIdOf({ userId }: Person): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    select stripe_subscription_id as id from subscription_attempts
    where user_id = ${userId} order by created_at desc limit 1`;
  if (!row) throw new Error("no membership was begun");
  return row.id;
}

/** Ends a membership at Stripe, at once, as its operator can; the webhook tells of it. */
export async function endAtStripe(reader: Person): Promise<void> {
  const { status } = await stripe("DELETE", `/v1/subscriptions/${await stripeIdOf(reader)}`);
  expect(status).toBe(200);
}

/** Days go by at Stripe, where the next payments may be charged to another card. */
export async function passDays(reader: Person, days: number, card?: string): Promise<void> {
  const path = `/subscriptions/${await stripeIdOf(reader)}`;
  if (card) expect((await control("POST", `${path}/card`, { number: card })).status).toBe(200);
  expect((await control("POST", `${path}/advance`, { days })).status).toBe(200);
}
