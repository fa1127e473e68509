import { asc, eq } from "drizzle-orm";
import type Stripe from "stripe";
import { expect } from "vitest";
import { outbox, payments, subscriptionAttempts, subscriptions } from "@/db/schema";
import { stripe } from "@/lib/payments/stripe";
import type { UserActor } from "@/lib/platform/context";
import { createWorld, NOW } from "@/lib/sessions/sessions.fixture";
import { applyStripeEvent } from "@/lib/sessions/stripe-webhook";
import { openSubscription } from "./open-subscription";
import { settleSubscription } from "./settle-subscription";

/** A world with what a test needs to know and do of memberships; webhooks all get lost. */
export async function createMemberships() {
  const world = await createWorld();
  const { db } = world;

  const rows = (userId: string) =>
    db
      .select()
      .from(subscriptions)
      .where(eq(subscriptions.userId, userId))
      .orderBy(asc(subscriptions.createdAt));
  const attempts = (userId: string) =>
    db.select().from(subscriptionAttempts).where(eq(subscriptionAttempts.userId, userId));

  async function row(userId: string) {
    const all = await rows(userId);
    const [only] = all;
    if (!only || all.length > 1) throw new Error(`${all.length} subscriptions`);
    return only;
  }

  /** Pays an intent as the member's browser would; a decline is no error here. */
  async function pay(clientSecret: string, method = "pm_card_visa") {
    const intentId = clientSecret.split("_secret_")[0] ?? "";
    await stripe()
      .paymentIntents.confirm(intentId, { payment_method: method })
      .catch((error: Stripe.errors.StripeError) => {
        if (error.type !== "StripeCardError") throw error;
      });
    return intentId;
  }

  async function attemptId(userId: string): Promise<string> {
    const [attempt] = (await attempts(userId)).filter(({ closedAt }) => closedAt === null);
    if (!attempt?.stripeSubscriptionId) throw new Error("no open attempt");
    return attempt.stripeSubscriptionId;
  }

  const settle = (subscriptionId: string, now = NOW) =>
    settleSubscription(world.system(now), { subscriptionId });

  return {
    ...world,
    rows,
    row,
    attempts,
    pay,
    settle,
    attemptId,
    open: (member: UserActor, now = NOW) => openSubscription(world.as(member, now)),

    /** A reader who has paid for a membership, with everything written down. */
    async member(method?: string) {
      const member = await world.reader();
      const { clientSecret } = await openSubscription(world.as(member));
      const stripeId = await attemptId(member.id);
      await pay(clientSecret, method);
      expect(await settle(stripeId)).toBe("changed");
      return { member, stripeId };
    },

    paymentsOf: (userId: string) => db.select().from(payments).where(eq(payments.userId, userId)),

    /** Names of what was told of a subscription, oldest first. */
    async told(subscriptionId: string) {
      const all = await db.select().from(outbox).orderBy(asc(outbox.createdAt));
      return all
        .filter(
          ({ data }) => (data as { subscriptionId?: string }).subscriptionId === subscriptionId,
        )
        .map(({ name }) => name);
    },

    advance: (stripeId: string, days: number) =>
      world.control(`/subscriptions/${stripeId}/advance`, { days }),
    card: (stripeId: string, number: string) =>
      world.control(`/subscriptions/${stripeId}/card`, { number }),

    /** Every event that Stripe has of this customer's membership so far, oldest first. */
    async eventsOf(stripeId: string) {
      const { customer } = await stripe().subscriptions.retrieve(stripeId);
      const all: Stripe.Event[] = [];
      for await (const event of stripe().events.list({ limit: 100 })) all.push(event);
      const mine = all.filter(({ data: { object } }) => {
        if ("customer" in object && object.customer === customer) return true;
        return "id" in object && object.id === stripeId;
      });
      return mine.reverse();
    },

    hear: (event: Stripe.Event, now = NOW) => applyStripeEvent(world.system(now), event),
    liveAtStripe: async (userId: string) => {
      const [user] = await world.sql`select stripe_customer_id from users where id = ${userId}`;
      const { data } = await stripe().subscriptions.list({
        customer: String(user?.stripe_customer_id),
        status: "all",
      });
      return data.filter(({ status }) => ["active", "past_due", "trialing"].includes(status));
    },
  };
}

export type Memberships = Awaited<ReturnType<typeof createMemberships>>;
