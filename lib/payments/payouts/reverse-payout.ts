import { and, asc, eq, isNull, lte, or, sql } from "drizzle-orm";
import Stripe from "stripe";
import { payouts } from "@/db/schema";
import { raiseAlert, resolveAlert } from "@/lib/platform/alerts";
import type { Ctx } from "@/lib/platform/context";
import { noteInLog } from "@/lib/platform/log";
import { addHours, addMinutes } from "@/lib/platform/time";
import { callStripe, UsedUpKey } from "../stripe";
import type { Payout } from "./align-payout";
import { CLAIM_MINUTES } from "./send-payout";
import { applyTransfer, retrieveTransfer } from "./transfers";

// A refusal is kept under its key for a day.
const RETRY_HOURS = 25;

const isReversible = (now: Date) =>
  and(
    eq(payouts.status, "paid"),
    sql`${payouts.sentCents} - ${payouts.reversedCents} > ${payouts.netCents} - ${payouts.withheldCents}`,
    or(isNull(payouts.claimedUntil), lte(payouts.claimedUntil, now)),
    or(isNull(payouts.retryAt), lte(payouts.retryAt, now)),
  );

/** Payouts of which more was sent than the researcher may keep, for the sweep. */
export async function listReversiblePayouts(ctx: Ctx, limit = 50): Promise<string[]> {
  const rows = await ctx.db
    .select({ id: payouts.id })
    .from(payouts)
    .where(isReversible(ctx.now))
    .orderBy(asc(payouts.paidAt))
    .limit(limit);
  return rows.map((row) => row.id);
}

/**
 * Takes back what was sent and is not the researcher's any more. One worker at a time; it looks at
 * the transfer before it asks, so that repeating it takes nothing twice.
 */
export async function reversePayout(ctx: Ctx, payoutId: string): Promise<void> {
  const [payout] = await ctx.db
    .update(payouts)
    .set({ claimedUntil: addMinutes(ctx.now, CLAIM_MINUTES) })
    .where(and(eq(payouts.id, payoutId), isReversible(ctx.now)))
    .returning();
  if (!payout?.transactionId) return;
  noteInLog({ paymentId: payout.paymentId, sessionId: payout.sessionId });
  const transfer = await retrieveTransfer(payout.transactionId);
  const keptCents = payout.netCents - payout.withheldCents;
  const leftCents = transfer.amount - transfer.amount_reversed - keptCents;
  try {
    if (leftCents > 0) await createReversal(payout, transfer, leftCents);
  } catch (error) {
    if (error instanceof UsedUpKey) await takeNextKey(ctx, payout);
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
    await putOff(ctx, payout, error.code ?? "refused");
    return;
  }
  const after = await retrieveTransfer(payout.transactionId);
  await ctx.db.transaction(async (tx) => {
    await applyTransfer(tx, after);
    await tx.update(payouts).set({ claimedUntil: null }).where(eq(payouts.id, payout.id));
    await resolveAlert(tx, ctx.now, { kind: "payout_not_reversed", subject: payout.id });
  });
}

const createReversal = (payout: Payout, transfer: Stripe.Transfer, cents: number) =>
  callStripe((api) =>
    api.transfers.createReversal(
      transfer.id,
      { amount: cents, metadata: { payout_id: payout.id } },
      {
        idempotencyKey: `reversal:${payout.id}:${payout.attempt}:${transfer.amount_reversed}:${cents}`,
      },
    ),
  );

/** The next try looks at the transfer first: what this one has left there after all counts. */
async function takeNextKey(ctx: Ctx, { id, attempt }: Payout): Promise<void> {
  await ctx.db
    .update(payouts)
    .set({ attempt: attempt + 1, claimedUntil: null })
    .where(and(eq(payouts.id, id), eq(payouts.attempt, attempt)));
}

/** Most often the money has gone on to the researcher's bank: a person is told, and it is tried again daily. */
async function putOff(ctx: Ctx, payout: Payout, failureCode: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await tx
      .update(payouts)
      .set({
        claimedUntil: null,
        retryAt: addHours(ctx.now, RETRY_HOURS),
        attempt: payout.attempt + 1,
        failureCode,
      })
      .where(eq(payouts.id, payout.id));
    await raiseAlert(tx, {
      kind: "payout_not_reversed",
      subject: payout.id,
      message: `Stripe refuses to take back the payout ${payout.id} (${failureCode}); it is tried again every day`,
      details: { payoutId: payout.id, sessionId: payout.sessionId, failureCode },
    });
  });
}
