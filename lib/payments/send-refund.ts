import { and, asc, eq, isNull, lte, notExists, or, type SQL, sql } from "drizzle-orm";
import Stripe from "stripe";
import { disputes, payments, refunds } from "@/db/schema";
import { raiseAlert } from "@/lib/platform/alerts";
import type { Ctx } from "@/lib/platform/context";
import { describeError, log, noteInLog } from "@/lib/platform/log";
import { addMinutes } from "@/lib/platform/time";
import { applyRefund } from "./refunds";
import { callStripe, isRefusal, UsedUpKey } from "./stripe";

type Refund = typeof refunds.$inferSelect;

const SWEPT = 50;
const RECONCILED = 10_000;
const MAX_PAUSE_MINUTES = 24 * 60;
const OUTAGE_PAUSE_MINUTES = 1;
const UNANSWERED = "unanswered";

/** Due, and not kept waiting by a dispute that has taken the money to the reader's bank. */
export const isSendable = (ctx: Ctx) =>
  and(
    eq(refunds.status, "due"),
    notExists(
      ctx.db
        .select({ one: sql`1` })
        .from(disputes)
        .where(
          and(
            eq(disputes.paymentId, refunds.paymentId),
            eq(disputes.status, "open"),
            eq(disputes.isRefundable, false),
          ),
        ),
    ),
  );

/** Refunds still to be asked for by now, for the sweep; those that failed lately come last. */
export const listDueRefunds = (ctx: Ctx, limit = SWEPT): Promise<string[]> =>
  listSendable(ctx, limit, or(isNull(refunds.nextTryAt), lte(refunds.nextTryAt, ctx.now)));

/** The same without regard to when they are to be tried again, for the reconciliation. */
export const listAllDueRefunds = (ctx: Ctx): Promise<string[]> => listSendable(ctx, RECONCILED);

async function listSendable(ctx: Ctx, limit: number, condition?: SQL): Promise<string[]> {
  const rows = await ctx.db
    .select({ id: refunds.id })
    .from(refunds)
    .where(and(isSendable(ctx), condition))
    .orderBy(asc(sql`coalesce(${refunds.nextTryAt}, ${refunds.createdAt})`))
    .limit(limit);
  return rows.map((row) => row.id);
}

/**
 * Asks Stripe for a refund that is due. Repeating it, also after a lost answer, refunds once. One
 * that Stripe refuses stays due, is tried again ever more rarely, and a person is told. False:
 * refused, or not to be sent now. Throws when Stripe cannot be asked.
 */
export async function sendRefund(ctx: Ctx, refundId: string): Promise<boolean> {
  const [due] = await ctx.db
    .select({ refund: refunds, intentId: payments.transactionId })
    .from(refunds)
    .innerJoin(payments, eq(payments.id, refunds.paymentId))
    .where(and(eq(refunds.id, refundId), isSendable(ctx)));
  if (!due?.intentId) return false;
  const { refund, intentId } = due;
  noteInLog({ refundId, paymentId: refund.paymentId });
  try {
    const made = await createRefund(ctx, intentId, refund);
    await ctx.db.transaction((tx) => applyRefund(tx, made, ctx.now));
    return true;
  } catch (error) {
    if (isRefusal(error)) {
      log.warn(describeError(error), "refund refused");
      await putOff(ctx, refund, error.code ?? "refused");
      return false;
    }
    // The next try has a key of its own, and looks first whether this one has left a refund after all.
    if (error instanceof UsedUpKey) await putOff(ctx, refund, UNANSWERED);
    else await tryLater(ctx, refund, { nextTryAt: addMinutes(ctx.now, OUTAGE_PAUSE_MINUTES) });
    throw error;
  }
}

async function createRefund(ctx: Ctx, intentId: string, refund: Refund): Promise<Stripe.Refund> {
  // Stripe forgets keys after a day: what it refunded under ours then still counts.
  const ours = (await listRefunds(intentId)).find((wire) => wire.metadata?.refund_id === refund.id);
  if (ours) return ours;
  try {
    return await callStripe((api) =>
      api.refunds.create(
        {
          payment_intent: intentId,
          amount: refund.amountCents,
          metadata: { refund_id: refund.id },
        },
        { idempotencyKey: keyOf(refund) },
      ),
    );
  } catch (error) {
    const isDone =
      error instanceof Stripe.errors.StripeInvalidRequestError &&
      error.code === "charge_already_refunded";
    if (!isDone) throw error;
    const unknown = await findUnknown(ctx, intentId, refund.paymentId);
    if (!unknown) throw error;
    return { ...unknown, metadata: { ...unknown.metadata, refund_id: refund.id } };
  }
}

/** Stripe repeats a refusal or a failure under its key for a day, also once its cause is gone. */
const keyOf = ({ key, attempts }: Refund) => (attempts === 0 ? key : `${key}:${attempts}`);

/** A refund of a payment that no row of ours is of: made by hand, or its row was lost. */
async function findUnknown(ctx: Ctx, intentId: string, paymentId: string) {
  const known = await ctx.db
    .select({ id: refunds.transactionId })
    .from(refunds)
    .where(eq(refunds.paymentId, paymentId));
  const made = await listRefunds(intentId);
  return made.find((wire) => known.every(({ id }) => id !== wire.id));
}

async function listRefunds(intentId: string): Promise<Stripe.Refund[]> {
  const made = await callStripe((api) =>
    api.refunds.list({ payment_intent: intentId, limit: 100 }),
  );
  return made.data;
}

async function putOff(ctx: Ctx, refund: Refund, failureReason: string): Promise<void> {
  const attempts = refund.attempts + 1;
  const isOurs = await tryLater(ctx, refund, {
    attempts,
    failureReason,
    nextTryAt: addMinutes(ctx.now, Math.min(2 ** attempts, MAX_PAUSE_MINUTES)),
  });
  // A failure of Stripe's own is over by the next try, as a rule.
  if (!isOurs || (failureReason === UNANSWERED && attempts === 1)) return;
  await ctx.db.transaction((tx) =>
    raiseAlert(tx, {
      kind: "refund_refused",
      subject: refund.id,
      message: `Stripe refuses the refund ${refund.id} (${failureReason}); it is tried again, once a day in the end`,
      details: { refundId: refund.id, paymentId: refund.paymentId, failureReason },
    }),
  );
}

/** False where another worker's try has ended meanwhile. */
async function tryLater(
  ctx: Ctx,
  { id, attempts }: Refund,
  change: Partial<Pick<Refund, "attempts" | "failureReason" | "nextTryAt">>,
): Promise<boolean> {
  const [changed] = await ctx.db
    .update(refunds)
    .set(change)
    .where(and(eq(refunds.id, id), eq(refunds.status, "due"), eq(refunds.attempts, attempts)))
    .returning({ id: refunds.id });
  return changed !== undefined;
}
