import { and, eq, gt, inArray, lt, notExists, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { payments, refunds, sessions } from "@/db/schema";
import type { Findings } from "@/lib/payments/findings";
import { type Payment, retrieveIntent } from "@/lib/payments/intents";
import { oweSessionBack, recordFullRefund } from "@/lib/payments/refunds";
import type { Ctx } from "@/lib/platform/context";
import { inTransaction } from "@/lib/platform/transaction";
import { lockSession } from "./lock-session";

/**
 * What our own rows say that cannot be, of whatever age: money kept of a canceled session, money
 * that counts as returned without a refund, sessions that nobody paid for. No verb leaves such rows;
 * a change by hand or a defect may. Money that is owed is refunded, and a person is told either way.
 */
export async function reconcileDebts(ctx: Ctx, findings: Findings): Promise<void> {
  for (const payment of await listOwing(ctx.db)) {
    await findings.attempt(payment.id, () => oweBack(ctx, payment, findings));
  }
  for (const { id, state } of await listUnpaid(ctx.db)) {
    await findings.tell(ctx, {
      kind: "session_unpaid",
      subject: id,
      message: `Session ${id} is ${state}, and no payment of it has come`,
      details: { sessionId: id },
    });
  }
}

const returned = sql<number>`coalesce((select sum(r.amount_cents) from ${refunds} r
  where r.payment_id = ${payments.id}), 0)`;

async function listOwing(db: Database): Promise<Payment[]> {
  const rows = await db
    .select({ payment: payments })
    .from(payments)
    .innerJoin(sessions, eq(sessions.id, payments.sessionId))
    .where(
      or(
        and(
          eq(sessions.state, "canceled"),
          eq(payments.status, "completed"),
          lt(payments.refundedCents, payments.capturedCents),
        ),
        and(gt(payments.refundedCents, 0), gt(payments.refundedCents, returned)),
      ),
    )
    .orderBy(payments.createdAt);
  return rows.map(({ payment }) => payment);
}

async function oweBack(ctx: Ctx, payment: Payment, findings: Findings): Promise<void> {
  const { id, sessionId, transactionId, capturedCents } = payment;
  if (!sessionId || !transactionId) return;
  // What Stripe does not have cannot be given back; that it is missing is told elsewhere.
  const intent = await retrieveIntent(transactionId);
  if (intent.status !== "succeeded" || intent.receivedCents !== capturedCents) return;
  await inTransaction(ctx.db, async (tx) => {
    const { state } = await lockSession(tx, sessionId);
    if (state === "canceled") await oweSessionBack(tx, sessionId, "reconciled");
    if (payment.refundedCents === capturedCents)
      await recordFullRefund(tx, id, capturedCents, "reconciled");
  });
  await findings.tell(ctx, {
    kind: "payment_kept",
    subject: id,
    message: `Payment ${id} was to go back to its reader, and no refund was on its way`,
    details: { paymentId: id, sessionId, capturedCents, refundedCents: payment.refundedCents },
  });
}

async function listUnpaid(db: Database) {
  const paid = db
    .select({ one: sql`1` })
    .from(payments)
    .where(and(eq(payments.sessionId, sessions.id), eq(payments.status, "completed")));
  return db
    .select({ id: sessions.id, state: sessions.state })
    .from(sessions)
    .where(and(inArray(sessions.state, ["requested", "confirmed"]), notExists(paid)));
}
