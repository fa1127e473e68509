import { and, asc, eq, exists, isNull, lte, or, sql } from "drizzle-orm";
import type Stripe from "stripe";
import { payments, payoutAccounts, payouts } from "@/db/schema";
import { raiseAlert, resolveAlert } from "@/lib/platform/alerts";
import type { Ctx } from "@/lib/platform/context";
import { noteInLog } from "@/lib/platform/log";
import { addHours, addMinutes } from "@/lib/platform/time";
import { isRefusal, UsedUpKey } from "../stripe";
import { readPayoutAccount, refreshPayoutAccount } from "./accounts";
import { alignPayout, type Payout } from "./align-payout";
import { applyTransfer, createTransfer, findTransfer, lockPayout } from "./transfers";

/** Longer than a call to Stripe can take with all its repetitions. */
export const CLAIM_MINUTES = 2;
const RETRY_HOURS = 1;

/** Due by now and with somewhere to go, or begun by a worker that did not come back. */
const sendable = (ctx: Ctx) => {
  const hasAccount = exists(
    ctx.db
      .select({ one: sql`1` })
      .from(payoutAccounts)
      .where(
        and(
          eq(payoutAccounts.researcherId, payouts.researcherId),
          eq(payoutAccounts.canReceive, true),
        ),
      ),
  );
  return or(
    and(
      eq(payouts.status, "due"),
      lte(payouts.dueAt, ctx.now),
      or(isNull(payouts.retryAt), lte(payouts.retryAt, ctx.now)),
      hasAccount,
    ),
    and(eq(payouts.status, "sending"), lte(payouts.claimedUntil, ctx.now)),
  );
};

/** Payouts to be sent now, for the sweep; of one researcher only, where that is asked for. */
export async function listSendablePayouts(
  ctx: Ctx,
  { researcherId, limit = 50 }: { researcherId?: string; limit?: number } = {},
): Promise<string[]> {
  const rows = await ctx.db
    .select({ id: payouts.id })
    .from(payouts)
    .where(and(sendable(ctx), researcherId ? eq(payouts.researcherId, researcherId) : undefined))
    .orderBy(asc(payouts.dueAt))
    .limit(limit);
  return rows.map((row) => row.id);
}

/**
 * Sends a payout that is due. One worker at a time claims it; whatever it is interrupted at, the next
 * one looks at Stripe first, so that the money goes out once. Throws when Stripe cannot be asked:
 * the payout stays claimed, and is taken up again.
 */
export async function sendPayout(ctx: Ctx, payoutId: string): Promise<void> {
  const payout = await claim(ctx, payoutId);
  if (!payout) return;
  noteInLog({ paymentId: payout.paymentId, sessionId: payout.sessionId });
  const isResumed = payout.sendingSince?.getTime() !== ctx.now.getTime();
  const made = isResumed ? await findTransfer(payout) : null;
  const transfer = made ?? (await attempt(ctx, payout));
  if (!transfer) return;
  await ctx.db.transaction(async (tx) => {
    await applyTransfer(tx, transfer);
    await resolveAlert(tx, ctx.now, { kind: "payout_refused", subject: payout.id });
  });
}

async function claim(ctx: Ctx, payoutId: string): Promise<Payout | undefined> {
  const account = sql`(select ${payoutAccounts.accountId} from ${payoutAccounts}
    where ${payoutAccounts.researcherId} = ${payouts.researcherId})`;
  const [payout] = await ctx.db
    .update(payouts)
    .set({
      status: "sending",
      sentCents: sql`coalesce(${payouts.sentCents}, ${payouts.netCents} - ${payouts.withheldCents})`,
      destination: sql`coalesce(${payouts.destination}, ${account})`,
      sendingSince: sql`coalesce(${payouts.sendingSince}, ${ctx.now.toISOString()}::timestamptz)`,
      claimedUntil: addMinutes(ctx.now, CLAIM_MINUTES),
    })
    .where(and(eq(payouts.id, payoutId), sendable(ctx)))
    .returning();
  return payout;
}

async function attempt(ctx: Ctx, payout: Payout): Promise<Stripe.Transfer | null> {
  const [payment] = await ctx.db
    .select({ chargeId: payments.chargeId })
    .from(payments)
    .where(eq(payments.id, payout.paymentId));
  try {
    return await createTransfer(payout, payment?.chargeId ?? "");
  } catch (error) {
    if (error instanceof UsedUpKey) {
      const made = await findTransfer(payout);
      if (made) return made;
      await putBack(ctx, payout, "unanswered");
      return null;
    }
    if (!isRefusal(error)) throw error;
    await putBack(ctx, payout, error.code ?? "refused");
    return null;
  }
}

const ACCOUNT_PROBLEMS = ["insufficient_capabilities_for_transfer", "account_invalid"];

/** A refused attempt: the payout waits again, and the next attempt has a key of its own. */
async function putBack(ctx: Ctx, payout: Payout, failureCode: string): Promise<void> {
  const isAccount = ACCOUNT_PROBLEMS.includes(failureCode) && !(await isReady(ctx, payout));
  await ctx.db.transaction(async (tx) => {
    const locked = await lockPayout(tx, payout.id);
    if (locked?.status !== "sending" || locked.attempt !== payout.attempt) return;
    await tx
      .update(payouts)
      .set({
        status: "due",
        sentCents: null,
        destination: null,
        sendingSince: null,
        claimedUntil: null,
        attempt: payout.attempt + 1,
        failureCode,
        // Otherwise until the account is seen to be ready again.
        retryAt: isAccount ? null : addHours(ctx.now, RETRY_HOURS),
      })
      .where(eq(payouts.id, payout.id));
    await alignPayout(tx, payout.paymentId);
    if (isAccount) return;
    await raiseAlert(tx, {
      kind: "payout_refused",
      subject: payout.id,
      message: `Stripe refuses the payout ${payout.id} (${failureCode}); it is tried again every hour`,
      details: { payoutId: payout.id, sessionId: payout.sessionId, failureCode },
    });
  });
}

/** Whether Stripe calls the researcher's account ready: then it is not what the refusal is about. */
async function isReady(ctx: Ctx, { researcherId }: Payout): Promise<boolean> {
  await refreshPayoutAccount(ctx, researcherId);
  return (await readPayoutAccount(ctx, researcherId))?.canReceive ?? false;
}
