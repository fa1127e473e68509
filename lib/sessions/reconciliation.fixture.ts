import { expect } from "vitest";
import type { Summary } from "@/lib/payments/findings";
import { stripe } from "@/lib/payments/stripe";
import { reconcilePayments } from "./reconcile-payments";
import { at, createWorld, later } from "./sessions.fixture";

// The stand-ins stamp with the machine's clock: look at everything they have.
const ALL = new Date(0);

/** What of a summary is not zero, other than how much was looked at. */
export function found({ intents_checked, refunds_checked, ...rest }: Summary) {
  return Object.fromEntries(Object.entries(rest).filter(([, count]) => count > 0));
}

/** A world whose webhooks all get lost, and what a reconciliation is judged by. */
export async function createReconciliation() {
  const world = await createWorld();

  const reconcile = (now = later(30), since = ALL) =>
    reconcilePayments(world.system(now), { since });

  /** Everything that money has left in the database. */
  async function ledger() {
    const rows = await world.sql`select
      (select jsonb_agg(to_jsonb(p) order by id) from payments p) as payments,
      (select jsonb_agg(to_jsonb(r) order by id) from refunds r) as refunds,
      (select jsonb_agg(to_jsonb(s) order by id) from sessions s) as sessions,
      (select count(*) from alerts) as alerts, (select count(*) from outbox) as outbox`;
    return rows[0];
  }

  /** A reader's hold of a morning in March. */
  async function heldNow(day = "04", terms: Parameters<typeof world.researcher>[0] = {}) {
    const [reader, researcher] = [await world.reader(), await world.researcher(terms)];
    const session = await world.hold(reader, researcher, at(`${day}T09:00`));
    return { reader, researcher, session };
  }

  return {
    ...world,
    reconcile,
    ledger,
    heldNow,

    /** A session that is paid and confirmed, far enough ahead to be canceled. */
    async bookedNow() {
      const { reader, session } = await heldNow("09");
      const intentId = await world.pay(reader, session);
      expect(await world.settle(intentId)).toBe("confirmed");
      return { reader, session, intentId, payment: await world.payment(session.id) };
    },

    /** A reconciliation finds just this, and a second one changes nothing. */
    async findsOnly(summary: Record<string, number>, now?: Date) {
      expect(found(await reconcile(now))).toEqual(summary);
      const before = await ledger();
      await reconcile(now);
      expect(await ledger()).toEqual(before);
    },

    alertsOf: async (subject: string) =>
      (await world.alerts()).filter(({ key }) => key.endsWith(subject)).map(({ kind }) => kind),

    stripeStatus: async (intentId: string) =>
      (await stripe().paymentIntents.retrieve(intentId)).status,
  };
}

export type ReconciliationWorld = Awaited<ReturnType<typeof createReconciliation>>;
