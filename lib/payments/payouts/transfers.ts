import { eq } from "drizzle-orm";
import type Stripe from "stripe";
import type { Tx } from "@/db/client";
import { payments, payouts } from "@/db/schema";
import { raiseAlert } from "@/lib/platform/alerts";
import { emit } from "@/lib/platform/outbox";
import { isId } from "../is-id";
import { callStripe } from "../stripe";
import { sessionGroup } from "../transfer-group";
import { alignPayout, type Payout } from "./align-payout";

/** The transfer as Stripe has it now. */
export const retrieveTransfer = (id: string) => callStripe((api) => api.transfers.retrieve(id));

/** The transfer that was made for a payout, if there is one: its key is forgotten after a day. */
export async function findTransfer(payout: Payout): Promise<Stripe.Transfer | null> {
  const made = await callStripe((api) =>
    api.transfers.list({ transfer_group: sessionGroup(payout.sessionId), limit: 100 }),
  );
  return made.data.find((wire) => wire.metadata.payout_id === payout.id) ?? null;
}

/** Moves a payout's money out of its own payment. Repeating an attempt returns the same transfer. */
export const createTransfer = (payout: Payout, chargeId: string) =>
  callStripe((api) =>
    api.transfers.create(
      {
        amount: payout.sentCents ?? 0,
        currency: payout.currency,
        destination: payout.destination ?? "",
        source_transaction: chargeId,
        transfer_group: sessionGroup(payout.sessionId),
        metadata: { payout_id: payout.id, session_id: payout.sessionId },
      },
      { idempotencyKey: `payout:${payout.id}:${payout.attempt}` },
    ),
  );

/** Locks a payout for a change, its payment first, as everything does that touches both. */
export async function lockPayout(tx: Tx, payoutId: string): Promise<Payout | null> {
  const [found] = await tx
    .select({ paymentId: payouts.paymentId })
    .from(payouts)
    .where(eq(payouts.id, payoutId));
  if (!found) return null;
  await tx.select().from(payments).where(eq(payments.id, found.paymentId)).for("update");
  const [payout] = await tx.select().from(payouts).where(eq(payouts.id, payoutId)).for("update");
  return payout ?? null;
}

/**
 * Writes what Stripe says of a transfer of ours: that it was made, and how much of it has been taken
 * back. False: a repeat, which changes nothing, or nothing of ours.
 */
export async function applyTransfer(tx: Tx, wire: Stripe.Transfer): Promise<boolean> {
  const named = wire.metadata.payout_id;
  const payout = isId(named) ? await lockPayout(tx, named) : null;
  if (!payout) return false;
  if (payout.transactionId && payout.transactionId !== wire.id) {
    await raiseAlert(tx, {
      kind: "payout_duplicate",
      subject: wire.id,
      message: `Transfer ${wire.id} was made for a payout that was sent already`,
      details: { payoutId: payout.id, transferId: payout.transactionId },
    });
    return false;
  }
  const isNew = payout.transactionId === null;
  const isTakenBack = wire.amount_reversed > payout.reversedCents;
  if (!isNew && !isTakenBack) return false;
  await tx
    .update(payouts)
    .set({
      status: wire.amount_reversed >= wire.amount ? "reversed" : "paid",
      transactionId: wire.id,
      sentCents: wire.amount,
      destination: destinationOf(wire),
      reversedCents: wire.amount_reversed,
      ...(isNew && { ...settled, paidAt: new Date(wire.created * 1000) }),
    })
    .where(eq(payouts.id, payout.id));
  if (isNew) await emit(tx, "payout/paid", { payoutId: payout.id });
  if (isTakenBack) await emit(tx, "payout/reversed", { payoutId: payout.id });
  await alignPayout(tx, payout.paymentId);
  return true;
}

const settled = { failureCode: null, retryAt: null, claimedUntil: null };

const destinationOf = ({ destination }: Stripe.Transfer) =>
  typeof destination === "string" ? destination : (destination?.id ?? "");
