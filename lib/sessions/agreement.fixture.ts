import type Stripe from "stripe";
import type { TestDatabase } from "@/db/testing";
import { stripe } from "@/lib/payments/stripe";

const PAID_STATES = ["requested", "confirmed", "completed"];

/**
 * Every way in which the database and Stripe say different things of money, in words; none when they
 * agree. Looks at all that either has, by other ways than the product's own.
 */
export async function disagreements(sql: TestDatabase["sql"], now: Date): Promise<string[]> {
  const intents = await stripe()
    .paymentIntents.list({ limit: 100, expand: ["data.latest_charge"] })
    .autoPagingToArray({ limit: 10_000 });
  const wires = await stripe().refunds.list({ limit: 100 }).autoPagingToArray({ limit: 10_000 });
  const payments = await sql`select p.*, s.state, s.hold_expires_at from payments p
    join sessions s on s.id = p.session_id`;
  const refunds = await sql`select r.*, p.transaction_id as intent from refunds r
    join payments p on p.id = r.payment_id`;
  const told: string[] = [];

  for (const intent of intents) {
    const payment = payments.find((row) => row.transaction_id === intent.id);
    const charge = intent.latest_charge as Stripe.Charge | null;
    const received = intent.status === "succeeded" ? intent.amount_received : 0;
    if (!payment) {
      told.push(`${intent.id}: ${intent.status}, and no payment knows it`);
      continue;
    }
    const isWaiting = payment.state === "held" && payment.hold_expires_at > now;
    if (payment.captured_cents !== received) told.push(`${intent.id}: received ${received}`);
    if (received > 0 && payment.status !== "completed") told.push(`${intent.id}: not completed`);
    const isOpen = !["succeeded", "canceled"].includes(intent.status);
    if (isOpen && !isWaiting) told.push(`${intent.id}: left open as ${intent.status}`);
    if (intent.status === "canceled" && payment.status !== "canceled")
      told.push(`${intent.id}: canceled, and ${payment.status} here`);
    const failed = refunds.some((row) => row.intent === intent.id && row.status === "failed");
    const kept = received - (charge?.amount_refunded ?? 0);
    const due = PAID_STATES.includes(payment.state) || failed ? received : 0;
    if (kept !== due) told.push(`${intent.id}: ${kept} kept of a session that is ${payment.state}`);
  }
  for (const payment of payments) {
    if (!intents.some(({ id }) => id === payment.transaction_id))
      told.push(`payment ${payment.id}: no intent`);
  }
  for (const wire of wires) {
    const refund = refunds.find((row) => row.transaction_id === wire.id);
    if (refund?.amount_cents !== wire.amount || refund?.status !== wire.status)
      told.push(`${wire.id}: ${wire.status} of ${wire.amount}, ${refund?.status} here`);
  }
  for (const refund of refunds) {
    if (!wires.some(({ id }) => id === refund.transaction_id))
      told.push(`refund ${refund.id}: ${refund.status}, and none at Stripe`);
  }
  return told;
}
