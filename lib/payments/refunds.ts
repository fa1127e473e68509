import { and, eq, inArray, lt, notExists, sql } from "drizzle-orm";
import Stripe from "stripe";
import type { Tx } from "@/db/client";
import { disputes, payments, refunds } from "@/db/schema";
import { raiseAlert } from "@/lib/platform/alerts";
import type { Ctx } from "@/lib/platform/context";
import { noteInLog } from "@/lib/platform/log";
import { emit } from "@/lib/platform/outbox";
import { isId } from "./is-id";
import { alignPayout } from "./payouts/align-payout";
import { closeLostRefunds } from "./payouts/disputes";
import { callStripe } from "./stripe";

/**
 * Records the refund of all that was captured, less what is refunded already, in the transaction of
 * what caused it; the caller has raised the payment's refunded amount. The key makes a second one
 * impossible; the money moves by the event's job.
 */
export async function recordFullRefund(
  tx: Tx,
  paymentId: string,
  capturedCents: number,
  reason: string,
): Promise<void> {
  const [before] = await tx
    .select({ cents: sql<number>`coalesce(sum(${refunds.amountCents}), 0)::int` })
    .from(refunds)
    .where(eq(refunds.paymentId, paymentId));
  const amountCents = capturedCents - (before?.cents ?? 0);
  if (amountCents > 0) {
    const [refund] = await tx
      .insert(refunds)
      .values({ paymentId, amountCents, key: `refund:${paymentId}`, reason })
      .onConflictDoNothing()
      .returning({ id: refunds.id });
    if (refund) await emit(tx, "refund/due", { refundId: refund.id });
    await closeLostRefunds(tx, paymentId);
  }
  await alignPayout(tx, paymentId);
}

/** Owes back whatever was paid for a session and is still kept. */
export async function oweSessionBack(tx: Tx, sessionId: string, reason: string): Promise<void> {
  const owed = await tx
    .update(payments)
    .set({ refundedCents: sql`${payments.capturedCents}` })
    .where(
      and(
        eq(payments.sessionId, sessionId),
        eq(payments.status, "completed"),
        lt(payments.refundedCents, payments.capturedCents),
      ),
    )
    .returning({ id: payments.id, capturedCents: payments.capturedCents });
  for (const { id, capturedCents } of owed) await recordFullRefund(tx, id, capturedCents, reason);
}

/** Due, and not kept waiting by a dispute that has taken the money to the reader's bank. */
const isSendable = (ctx: Ctx) =>
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

/** Asks Stripe for a refund that is due. Repeating it, also after a lost answer, refunds once. */
export async function sendRefund(ctx: Ctx, refundId: string): Promise<void> {
  const [due] = await ctx.db
    .select({ refund: refunds, intentId: payments.transactionId })
    .from(refunds)
    .innerJoin(payments, eq(payments.id, refunds.paymentId))
    .where(and(eq(refunds.id, refundId), isSendable(ctx)));
  if (!due?.intentId) return;
  const { refund, intentId } = due;
  noteInLog({ refundId, paymentId: refund.paymentId });
  const made = await createRefund(ctx, intentId, refund);
  await ctx.db.transaction((tx) => applyRefund(tx, made));
}

async function createRefund(
  ctx: Ctx,
  intentId: string,
  refund: typeof refunds.$inferSelect,
): Promise<Stripe.Refund> {
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
        { idempotencyKey: refund.key },
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

/** The refund as Stripe has it now. */
export const retrieveRefund = (id: string) => callStripe((api) => api.refunds.retrieve(id));

/** Writes what Stripe says of a refund. False: a repeat or an older word, which changes nothing. */
export async function applyRefund(tx: Tx, wire: Stripe.Refund): Promise<boolean> {
  const named = wire.metadata?.refund_id;
  const status = statusOf(wire);
  const [changed] = await tx
    .update(refunds)
    .set({ status, transactionId: wire.id, failureReason: wire.failure_reason ?? null })
    .where(
      and(
        // One made by hand in Stripe's dashboard, and adopted, is known by Stripe's id alone.
        isId(named) ? eq(refunds.id, named) : eq(refunds.transactionId, wire.id),
        inArray(refunds.status, earlierThan[status]),
      ),
    )
    .returning();
  if (!changed) return false;
  if (status === "sent") return true;
  const refundId = changed.id;
  if (status === "succeeded") {
    await emit(tx, "refund/succeeded", { refundId });
    return true;
  }
  await raiseAlert(tx, {
    kind: "refund_failed",
    subject: refundId,
    message: `Refund ${wire.id} failed (${wire.failure_reason ?? "no reason given"}): return the money another way`,
    details: { refundId, paymentId: changed.paymentId },
  });
  return true;
}

// Stripe may fail a refund that it had called succeeded; nothing leads out of failed.
const earlierThan = {
  sent: ["due"],
  succeeded: ["due", "sent"],
  failed: ["due", "sent", "succeeded"],
} as const;

function statusOf({ status }: Stripe.Refund): keyof typeof earlierThan {
  if (status === "succeeded") return "succeeded";
  return status === "failed" || status === "canceled" ? "failed" : "sent";
}

/** Refunds still to be asked for, for the sweep. */
export async function listDueRefunds(ctx: Ctx, limit = 50): Promise<string[]> {
  const rows = await ctx.db
    .select({ id: refunds.id })
    .from(refunds)
    .where(isSendable(ctx))
    .orderBy(refunds.createdAt)
    .limit(limit);
  return rows.map((row) => row.id);
}
