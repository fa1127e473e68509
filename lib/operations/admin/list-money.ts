import { and, eq, isNotNull, type SQL } from "drizzle-orm";
import { z } from "zod";
import {
  disputeStatus,
  disputes,
  paymentStatus,
  payments,
  payoutStatus,
  payouts,
  refundStatus,
  refunds,
  researchers,
} from "@/db/schema";
import { requireAdmin } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/platform/context";
import { ListLatest, latest } from "./latest";

/** Of what Stripe refused, and what is tried again. */
export const REFUSED = "refused";

export const ListPayments = ListLatest.extend({
  state: z.enum(paymentStatus.enumValues).optional(),
});
export const ListRefunds = ListLatest.extend({
  state: z.enum([...refundStatus.enumValues, REFUSED]).optional(),
});
export const ListPayouts = ListLatest.extend({
  state: z.enum([...payoutStatus.enumValues, REFUSED]).optional(),
});
export const ListDisputes = ListLatest.extend({
  state: z.enum(disputeStatus.enumValues).optional(),
});

/** Payments, the latest first. Cents. Administrators only; so are the lists below. */
export async function listPayments(ctx: Ctx, input: z.output<typeof ListPayments>) {
  requireAdmin(ctx.actor);
  const { made, after, order, limit, page } = latest(payments.createdAt, payments.id, input);
  const rows = await ctx.db
    .select({
      id: payments.id,
      sessionId: payments.sessionId,
      status: payments.status,
      failureCode: payments.failureCode,
      transactionId: payments.transactionId,
      amountCents: payments.amountCents,
      refundedCents: payments.refundedCents,
      createdAt: payments.createdAt,
      made,
    })
    .from(payments)
    .where(and(input.state && eq(payments.status, input.state), after))
    .orderBy(...order)
    .limit(limit);
  return page(rows);
}

export async function listRefunds(ctx: Ctx, input: z.output<typeof ListRefunds>) {
  requireAdmin(ctx.actor);
  const { made, after, order, limit, page } = latest(refunds.createdAt, refunds.id, input);
  const rows = await ctx.db
    .select({
      id: refunds.id,
      sessionId: payments.sessionId,
      status: refunds.status,
      reason: refunds.reason,
      failureReason: refunds.failureReason,
      nextTryAt: refunds.nextTryAt,
      transactionId: refunds.transactionId,
      amountCents: refunds.amountCents,
      createdAt: refunds.createdAt,
      made,
    })
    .from(refunds)
    .innerJoin(payments, eq(payments.id, refunds.paymentId))
    .where(and(refundsIn(input.state), after))
    .orderBy(...order)
    .limit(limit);
  return page(rows);
}

function refundsIn(state: z.output<typeof ListRefunds>["state"]): SQL | undefined {
  if (state !== REFUSED) return state && eq(refunds.status, state);
  return and(eq(refunds.status, "due"), isNotNull(refunds.failureReason));
}

export async function listPayouts(ctx: Ctx, input: z.output<typeof ListPayouts>) {
  requireAdmin(ctx.actor);
  const { made, after, order, limit, page } = latest(payouts.createdAt, payouts.id, input);
  const rows = await ctx.db
    .select({
      id: payouts.id,
      sessionId: payouts.sessionId,
      researcherName: researchers.name,
      status: payouts.status,
      failureCode: payouts.failureCode,
      retryAt: payouts.retryAt,
      dueAt: payouts.dueAt,
      transactionId: payouts.transactionId,
      netCents: payouts.netCents,
      withheldCents: payouts.withheldCents,
      createdAt: payouts.createdAt,
      made,
    })
    .from(payouts)
    .innerJoin(researchers, eq(researchers.id, payouts.researcherId))
    .where(and(payoutsIn(input.state), after))
    .orderBy(...order)
    .limit(limit);
  return page(rows);
}

function payoutsIn(state: z.output<typeof ListPayouts>["state"]): SQL | undefined {
  return state === REFUSED ? isNotNull(payouts.retryAt) : state && eq(payouts.status, state);
}

export async function listDisputes(ctx: Ctx, input: z.output<typeof ListDisputes>) {
  requireAdmin(ctx.actor);
  const { made, after, order, limit, page } = latest(disputes.createdAt, disputes.id, input);
  const rows = await ctx.db
    .select({
      id: disputes.id,
      sessionId: payments.sessionId,
      status: disputes.status,
      reason: disputes.reason,
      isRefundable: disputes.isRefundable,
      transactionId: disputes.transactionId,
      amountCents: disputes.amountCents,
      createdAt: disputes.createdAt,
      made,
    })
    .from(disputes)
    .innerJoin(payments, eq(payments.id, disputes.paymentId))
    .where(and(input.state && eq(disputes.status, input.state), after))
    .orderBy(...order)
    .limit(limit);
  return page(rows);
}
