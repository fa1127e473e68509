import { afterEach, beforeAll, expect, test } from "vitest";
import { freeSlot, giveUp, hold, openPayment } from "../support/booking";
import {
  currentMembership,
  endAtStripe,
  joinMembership,
  passDays,
  payMembership,
  stripeIdOf,
} from "../support/membership";
import { newReader, type Person } from "../support/people";
import { confirmCard, control, stripe } from "../support/sandbox";
import { expectShape, webhookReceipt } from "../support/shapes";
import { sql } from "../support/stack";
import { deliver, eventsKnown, eventsOf, holdWebhooks } from "../support/stripe-events";
import { waitFor } from "../support/wait-for";
import { createJohnSmith, type JohnSmith, LONG_DAYS } from "./john-smith";

let john: JohnSmith;
beforeAll(async () => {
  john = await createJohnSmith({ availability: LONG_DAYS });
});

let endHold: (() => Promise<void>) | undefined;
afterEach(async () => {
  await endHold?.();
  endHold = undefined;
});

/** What comes to be at Stripe without our hearing of it. */
type Story = {
  /** The Stripe id of what the event is about. */
  objectId: string;
  /** What the product says of it. */
  seen: () => Promise<unknown>;
};

type EventRow = {
  type: string;
  /** In the guide's words, where it names the event. */
  says: string;
  /** What must be there first, with Stripe's webhooks at work. */
  before: (reader: Person) => Promise<string>;
  /** Takes what `before` returned. */
  happens: (reader: Person, id: string) => Promise<Story>;
  /** What the product says once it has been told. */
  effect: object;
};

async function aHold(reader: Person): Promise<string> {
  return (await hold(reader, await freeSlot(reader.api, john.researcherId))).id;
}

const paymentOf = (sessionId: string) => async () => {
  const [row] = await sql`select s.state::text as session, p.status::text as payment
    from sessions s join payments p on p.session_id = s.id where s.id = ${sessionId}`;
  return row;
};

const aMember = async (reader: Person) => (await joinMembership(reader)).id;

const nobody = async () => "";

const membershipOf = (reader: Person) => async () => (await currentMembership(reader)).body;

/** The latest invoice of a reader's membership. */
async function invoiceOf(reader: Person): Promise<string> {
  const path = `/v1/subscriptions/${await stripeIdOf(reader)}`;
  return (await stripe<{ latest_invoice: string }>("GET", path)).body.latest_invoice;
}

const table: EventRow[] = [
  {
    type: "payment_intent.succeeded",
    says: "Update payment status and associated session",
    before: aHold,
    happens: async (reader, id) => {
      const intent = await openPayment(reader, id);
      await confirmCard(intent, "pm_card_visa");
      return { objectId: intent, seen: paymentOf(id) };
    },
    effect: { session: "confirmed", payment: "completed" },
  },
  {
    type: "payment_intent.succeeded",
    says: "Update payment status and associated subscription",
    before: nobody,
    happens: async (reader) => {
      const intent = await payMembership(reader);
      return { objectId: intent, seen: membershipOf(reader) };
    },
    effect: { data: { status: "active", end_date: null } },
  },
  {
    type: "payment_intent.payment_failed",
    says: "Update payment status",
    before: aHold,
    happens: async (reader, id) => {
      const intent = await openPayment(reader, id);
      await expect(confirmCard(intent, "pm_card_chargeDeclined")).rejects.toThrow("card_declined");
      return { objectId: intent, seen: paymentOf(id) };
    },
    effect: { session: "held", payment: "failed" },
  },
  {
    type: "payment_intent.canceled",
    says: "the payment is canceled, and the time still held",
    before: aHold,
    happens: async (reader, id) => {
      const intent = await openPayment(reader, id);
      await stripe("POST", `/v1/payment_intents/${intent}/cancel`);
      return { objectId: intent, seen: paymentOf(id) };
    },
    effect: { session: "held", payment: "canceled" },
  },
  {
    type: "customer.subscription.created",
    says: "Create or update subscription",
    before: nobody,
    happens: async (reader) => {
      await payMembership(reader);
      return { objectId: await stripeIdOf(reader), seen: membershipOf(reader) };
    },
    effect: { data: { status: "active", end_date: null } },
  },
  {
    type: "customer.subscription.updated",
    says: "Update subscription",
    before: aMember,
    happens: async (reader) => {
      const objectId = await stripeIdOf(reader);
      const change = { cancel_at_period_end: "true" };
      await stripe("POST", `/v1/subscriptions/${objectId}`, change);
      return { objectId, seen: membershipOf(reader) };
    },
    effect: {
      data: { status: "active", cancel_at_period_end: true, end_date: expect.any(String) },
    },
  },
  {
    type: "customer.subscription.deleted",
    says: "Update subscription status to canceled",
    before: aMember,
    happens: async (reader) => {
      await endAtStripe(reader);
      return { objectId: await stripeIdOf(reader), seen: membershipOf(reader) };
    },
    effect: { data: { status: "canceled", end_date: expect.any(String) } },
  },
  {
    type: "invoice.payment_failed",
    says: "the member is told, and stays one while the card is tried again",
    before: aMember,
    happens: async (reader) => {
      await passDays(reader, 32, "4000000000009995");
      return { objectId: await invoiceOf(reader), seen: membershipOf(reader) };
    },
    effect: { data: { status: "active", payment_failed: true } },
  },
  {
    type: "invoice.paid",
    says: "the next month has begun",
    before: async (reader) => (await joinMembership(reader)).current_period_end,
    happens: async (reader, periodEnd) => {
      await passDays(reader, 32);
      const seen = async () => {
        const { data } = (await currentMembership(reader)).body;
        return { isRenewed: data.current_period_end > periodEnd, failed: data.payment_failed };
      };
      return { objectId: await invoiceOf(reader), seen };
    },
    effect: { isRenewed: true, failed: false },
  },
  {
    type: "refund.failed",
    says: "the money is still owed, and a person is told",
    before: aCanceledBooking,
    happens: async (_reader, sessionId) => {
      const [refund] = await sql<{ id: string; wire: string }[]>`
        select r.id, r.transaction_id as wire from refunds r join payments p on p.id = r.payment_id
        where p.session_id = ${sessionId}`;
      if (!refund) throw new Error("there is no refund");
      await control("POST", `/refunds/${refund.wire}/fail`);
      const seen = async () => {
        const [row] = await sql`select status::text as refund, exists (select from alerts
          where key = ${`refund_failed:${refund.id}`}) as told from refunds where id = ${refund.id}`;
        return row;
      };
      return { objectId: refund.wire, seen };
    },
    effect: { refund: "failed", told: true },
  },
  {
    type: "charge.dispute.created",
    says: "the researcher's payout waits for how it ends",
    before: aBooking,
    happens: async (_reader, sessionId) => {
      const [payment] = await sql<{ id: string; charge: string }[]>`
        select id, charge_id as charge from payments where session_id = ${sessionId}`;
      if (!payment) throw new Error("there is no payment");
      const made = await control<{ id: string }>("POST", `/charges/${payment.charge}/dispute`, {});
      const seen = async () => {
        const [row] = await sql`
          select status::text as dispute from disputes where payment_id = ${payment.id}`;
        return row ?? null;
      };
      return { objectId: made.body.id, seen };
    },
    effect: { dispute: "open" },
  },
];

async function aBooking(reader: Person): Promise<string> {
  const id = await aHold(reader);
  await confirmCard(await openPayment(reader, id), "pm_card_visa");
  await waitFor("the payment", async () => (await paymentOf(id)())?.payment === "completed");
  return id;
}

async function aCanceledBooking(reader: Person): Promise<string> {
  const id = await aBooking(reader);
  await giveUp(reader, id);
  await waitFor("the refund", async () => {
    const [row] = await sql`select from refunds r join payments p on p.id = r.payment_id
      where p.session_id = ${id} and r.status = 'succeeded'`;
    return row !== undefined;
  });
  return id;
}

test.each(table)("$type: $says", async ({ type, before, happens, effect }) => {
  const reader = await newReader();
  const id = await before(reader);
  endHold = await holdWebhooks();
  const { objectId, seen } = await happens(reader, id);
  const [event] = await eventsOf(type, objectId);
  if (!event) throw new Error(`Stripe tells nothing of ${objectId}`);
  expect(await seen(), "before it is told").not.toMatchObject(effect);
  for (let copy = 1; copy <= 3; copy++) {
    const { status, body } = await deliver(event);
    expect(status, JSON.stringify(body)).toBe(200);
    expect(expectShape(webhookReceipt, body).message).toBe(`Processed ${type} event`);
    expect(await seen(), `copy ${copy}`).toMatchObject(effect);
  }
  expect(await eventsKnown([event.id])).toHaveLength(1);
});
