import { and, eq, gte, or } from "drizzle-orm";
import type Stripe from "stripe";
import { anyOf } from "@/db/any-of";
import { payments, refunds } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import type { Findings } from "./findings";
import { isId } from "./is-id";
import { refundPages } from "./list-changes";
import { applyRefund, retrieveRefund } from "./refunds";
import { listAllDueRefunds, sendRefund } from "./send-refund";
import { isMissing } from "./stripe";

/** Brings refunds and Stripe's to agree: what is due is sent, what was sent is followed up. */
export async function reconcileRefunds(ctx: Ctx, since: Date, findings: Findings): Promise<void> {
  // Before looking through Stripe's: a refund that is due may turn out to have been made already.
  for (const id of await listAllDueRefunds(ctx)) {
    await findings.attempt(id, async () => {
      if (await sendRefund(ctx, id)) findings.count("refund_sent");
    });
  }
  const sent = await ctx.db.select().from(refunds).where(eq(refunds.status, "sent"));
  for (const refund of sent) {
    await findings.attempt(refund.id, () => followUp(ctx, refund, findings));
  }
  const seen = new Set<string>();
  for await (const page of refundPages(since)) {
    for (const { id } of page) seen.add(id);
    await compareAll(ctx, page, findings);
  }
  const done = and(eq(refunds.status, "succeeded"), gte(refunds.createdAt, since));
  for (const refund of await ctx.db.select().from(refunds).where(done)) {
    if (seen.has(refund.transactionId ?? "")) continue;
    await findings.attempt(refund.id, () => followUp(ctx, refund, findings));
  }
}

type Refund = typeof refunds.$inferSelect;

async function followUp(ctx: Ctx, refund: Refund, findings: Findings): Promise<void> {
  const wire = await retrieveRefund(refund.transactionId ?? "").catch((error) => {
    if (isMissing(error)) return null;
    throw error;
  });
  if (wire) return apply(ctx, wire, findings);
  await findings.tell(ctx, {
    kind: "refund_missing",
    subject: refund.id,
    message: `Refund ${refund.transactionId} is ${refund.status} here, and Stripe has no such refund`,
    details: { refundId: refund.id, paymentId: refund.paymentId },
  });
}

async function apply(ctx: Ctx, wire: Stripe.Refund, findings: Findings): Promise<void> {
  const isChanged = await ctx.db.transaction((tx) => applyRefund(tx, wire, ctx.now));
  if (isChanged) findings.count("refund_applied");
}

async function compareAll(ctx: Ctx, page: Stripe.Refund[], findings: Findings): Promise<void> {
  const ours = await ctx.db
    .select({ id: payments.id, intentId: payments.transactionId })
    .from(payments)
    .where(anyOf(payments.transactionId, page.map(intentOf)));
  const names = page.map((wire) => wire.metadata?.refund_id).filter(isId);
  const known = await ctx.db
    .select()
    .from(refunds)
    .where(
      or(
        anyOf(
          refunds.transactionId,
          page.map((wire) => wire.id),
        ),
        anyOf(refunds.id, names),
      ),
    );
  for (const wire of page) {
    const payment = ours.find(({ intentId }) => intentId === intentOf(wire));
    // Other software on the same account refunds its own payments.
    if (!payment) continue;
    findings.count("refunds_checked");
    const refund = known.find((row) => isOf(row, wire) && row.paymentId === payment.id);
    await findings.attempt(wire.id, () => compare(ctx, wire, payment.id, refund, findings));
  }
}

const intentOf = ({ payment_intent: intent }: Stripe.Refund) =>
  typeof intent === "string" ? intent : (intent?.id ?? "");

const isOf = (row: Refund, wire: Stripe.Refund) =>
  row.transactionId ? row.transactionId === wire.id : row.id === wire.metadata?.refund_id;

async function compare(
  ctx: Ctx,
  wire: Stripe.Refund,
  paymentId: string,
  refund: Refund | undefined,
  findings: Findings,
): Promise<void> {
  const details = { paymentId, refundId: refund?.id ?? null, refundedCents: wire.amount };
  if (!refund) {
    // One that came to nothing took no money.
    if (wire.status === "failed" || wire.status === "canceled") return;
    await findings.tell(ctx, {
      kind: "refund_unknown",
      subject: wire.id,
      message: `Refund ${wire.id} was made at Stripe and is not known here`,
      details,
    });
    return;
  }
  await apply(ctx, wire, findings);
  const isOtherAmount = wire.amount !== refund.amountCents;
  // Nothing leads out of failed: the operator may have returned the money another way by now.
  if (!isOtherAmount && !(refund.status === "failed" && wire.status === "succeeded")) return;
  await findings.tell(ctx, {
    kind: "refund_differs",
    subject: wire.id,
    message: isOtherAmount
      ? `Refund ${wire.id} is of another amount at Stripe than here`
      : `Refund ${wire.id} failed here, and Stripe calls it succeeded`,
    details: { ...details, expectedCents: refund.amountCents },
  });
}
