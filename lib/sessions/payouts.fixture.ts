import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { disputes, payoutAccounts, payouts, sessionReports } from "@/db/schema";
import { openPayoutAccount, refreshPayoutAccount } from "@/lib/payments/payouts/accounts";
import { listReversiblePayouts, reversePayout } from "@/lib/payments/payouts/reverse-payout";
import { listSendablePayouts, sendPayout } from "@/lib/payments/payouts/send-payout";
import { stripe } from "@/lib/payments/stripe";
import { sessionGroup } from "@/lib/payments/transfer-group";
import { addHours } from "@/lib/platform/time";
import { completeSessions } from "./deadlines";
import { at, createWorld, later, type TestResearcher, type World } from "./sessions.fixture";
import { applyStripeEvent } from "./stripe-webhook";

const START = at("09T09:00");
export const END = at("09T10:00");
/** When a payout of the session below is due, and a moment before. */
export const DUE = addHours(END, 49);
export const EARLY = new Date(DUE.getTime() - 1);

/** A world in which sessions have taken place: what is owed for them, and what Stripe says of it. */
export async function createPayoutWorld() {
  const world = await createWorld({ hosts: 300 });
  return { ...world, ...payoutsOf(world) };
}

export type PayoutWorld = Awaited<ReturnType<typeof createPayoutWorld>>;

function payoutsOf(world: World) {
  const { db } = world;

  async function payout(sessionId: string) {
    const [row] = await db.select().from(payouts).where(eq(payouts.sessionId, sessionId));
    if (!row) throw new Error("no payout");
    return row;
  }

  /** An account at Stripe, whose owner has given everything unless told otherwise. */
  async function account(researcher: TestResearcher, isFinished = true) {
    const ctx = world.system(later(0));
    const id = await openPayoutAccount(ctx, researcher.id, "GB");
    if (isFinished) {
      await world.control(`/accounts/${id}/onboard`);
      await refreshPayoutAccount(ctx, researcher.id);
    }
    return id;
  }

  /** A paid session of March 9th, 9:00 to 10:00 UTC, for $150, that is over and completed. */
  async function completed(researcher?: TestResearcher) {
    const [reader, owner] = [await world.reader(), researcher ?? (await world.researcher())];
    const session = await world.booked(reader, owner, START);
    await world.sql`update meetings set state = 'ready', zoom_meeting_id = ${session.id},
      join_url = 'https://zoom.example/j/1' where session_id = ${session.id}`;
    await completeSessions(world.system(END));
    expect((await world.session(session.id)).state).toBe("completed");
    const { chargeId, transactionId } = await world.payment(session.id);
    return {
      reader,
      researcher: owner,
      session,
      chargeId: chargeId ?? "",
      intentId: transactionId ?? "",
      payout: await payout(session.id),
    };
  }

  /** The transfers that Stripe has for a session. */
  const transfers = async (sessionId: string) =>
    (await stripe().transfers.list({ transfer_group: sessionGroup(sessionId), limit: 100 })).data;

  return {
    payout,
    account,
    completed,
    transfers,

    /** A completed session whose researcher can be paid. */
    async payable() {
      const researcher = await world.researcher();
      const accountId = await account(researcher);
      return { ...(await completed(researcher)), accountId };
    },

    send: (payoutId: string, now = DUE) => sendPayout(world.system(now), payoutId),
    reverse: (payoutId: string, now = later(10, DUE)) => reversePayout(world.system(now), payoutId),

    /** What the sweep does, at a time at which every claim has ended. */
    async sweep(now = later(60, DUE)) {
      const ctx = world.system(now);
      for (const id of await listSendablePayouts(ctx, { limit: 1_000 })) await sendPayout(ctx, id);
      for (const id of await listReversiblePayouts(ctx, 1_000)) await reversePayout(ctx, id);
    },

    /** Cents that the researcher has been sent for a session and not had taken back. */
    sent: async (sessionId: string) =>
      (await transfers(sessionId)).reduce(
        (cents, { amount, amount_reversed }) => cents + amount - amount_reversed,
        0,
      ),

    accountRow: async (researcherId: string) =>
      (
        await db.select().from(payoutAccounts).where(eq(payoutAccounts.researcherId, researcherId))
      )[0],

    disputesOf: (paymentId: string) =>
      db.select().from(disputes).where(eq(disputes.paymentId, paymentId)),

    async report(sessionId: string) {
      const [row] = await db
        .select()
        .from(sessionReports)
        .where(eq(sessionReports.sessionId, sessionId));
      return row;
    },

    /** Opens a dispute at the reader's bank; returns its id. */
    async dispute(chargeId: string) {
      await world.control(`/charges/${chargeId}/dispute`);
      const [made] = (await stripe().disputes.list({ charge: chargeId })).data;
      return made?.id ?? "";
    },

    /** Hands on every event that mentions an object, oldest first, as Stripe would. */
    async tell(objectId: string, now = DUE) {
      for (const event of await eventsOf(objectId))
        await applyStripeEvent(world.system(now), event);
    },

    alertsOf: async (subject: string) =>
      (await world.alerts()).filter(({ key }) => key.endsWith(subject)).map(({ kind }) => kind),
  };
}

/** Every event that Stripe has told of an object, oldest first. */
export async function eventsOf(objectId: string) {
  const { data } = await stripe().events.list({ limit: 100 });
  return data.filter((event) => JSON.stringify(event.data.object).includes(objectId)).toReversed();
}
