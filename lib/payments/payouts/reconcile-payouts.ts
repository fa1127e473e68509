import { and, eq, gte, inArray, isNotNull } from "drizzle-orm";
import type Stripe from "stripe";
import { disputes, payments, payouts } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import type { Findings } from "../findings";
import { isId } from "../is-id";
import { disputePages, transferPages } from "../list-changes";
import { isMissing } from "../stripe";
import { alignMisaligned } from "./align-misaligned";
import { excessCents, type Payout } from "./align-payout";
import { applyDispute, retrieveDispute } from "./disputes";
import { listReversiblePayouts, reversePayout } from "./reverse-payout";
import { listSendablePayouts, sendPayout } from "./send-payout";
import { applyTransfer, retrieveTransfer } from "./transfers";

const ALL = 10_000;

/** Brings payouts and Stripe's transfers to agree, with what disputes mean for them. */
export async function reconcilePayouts(ctx: Ctx, since: Date, findings: Findings): Promise<void> {
  // Disputes first: what they block must not be sent.
  await reconcileDisputes(ctx, since, findings);
  await alignMisaligned(ctx);
  for (const id of await listSendablePayouts(ctx, { limit: ALL })) {
    await findings.attempt(id, async () => {
      await sendPayout(ctx, id);
      findings.count("payout_sent");
    });
  }
  for (const id of await listReversiblePayouts(ctx, ALL)) {
    await findings.attempt(id, async () => {
      await reversePayout(ctx, id);
      findings.count("payout_taken_back");
    });
  }
  const seen = new Set<string>();
  for await (const page of transferPages(since)) {
    for (const wire of page) {
      seen.add(wire.id);
      await findings.attempt(wire.id, () => compare(ctx, wire, findings));
    }
  }
  await proveTheRest(ctx, since, seen, findings);
}

async function reconcileDisputes(ctx: Ctx, since: Date, findings: Findings): Promise<void> {
  const apply = async (wire: Stripe.Dispute) => {
    const isChanged = await ctx.db.transaction((tx) => applyDispute(tx, wire, ctx.now));
    if (isChanged) findings.count("dispute_applied");
  };
  for await (const page of disputePages(since)) {
    for (const wire of page) await findings.attempt(wire.id, () => apply(wire));
  }
  // Banks take months: those opened before `since` may have been closed after it.
  const open = await ctx.db.select().from(disputes).where(eq(disputes.status, "open"));
  for (const { transactionId: id } of open) {
    await findings.attempt(id, async () => apply(await retrieveDispute(id)));
  }
}

async function compare(ctx: Ctx, wire: Stripe.Transfer, findings: Findings): Promise<void> {
  const payout = await payoutOf(ctx, wire);
  if (!payout) return tellUnknown(ctx, wire, findings);
  findings.count("transfers_checked");
  const isChanged = await ctx.db.transaction((tx) => applyTransfer(tx, wire));
  if (isChanged) findings.count("transfer_applied");
  // A second transfer of one payout was told of when it was looked at.
  if (payout.transactionId && payout.transactionId !== wire.id) return;
  const expectedCents = payout.sentCents ?? wire.amount;
  const excess = excessCents({
    ...payout,
    sentCents: wire.amount,
    reversedCents: wire.amount_reversed,
  });
  if (wire.amount === expectedCents && excess >= 0) return;
  await findings.tell(ctx, {
    kind: "transfer_differs",
    subject: wire.id,
    message: `Transfer ${wire.id} is of another amount at Stripe than here, or was reversed by hand`,
    details: {
      payoutId: payout.id,
      expectedCents,
      amountCents: wire.amount,
      reversedCents: wire.amount_reversed,
    },
  });
}

async function payoutOf(ctx: Ctx, wire: Stripe.Transfer): Promise<Payout | undefined> {
  const named = wire.metadata.payout_id;
  if (!isId(named)) return undefined;
  const [payout] = await ctx.db.select().from(payouts).where(eq(payouts.id, named));
  return payout;
}

/** Money that was moved out of a payment of ours by other hands; other transfers are none of ours. */
async function tellUnknown(ctx: Ctx, wire: Stripe.Transfer, findings: Findings): Promise<void> {
  const source =
    typeof wire.source_transaction === "string"
      ? wire.source_transaction
      : wire.source_transaction?.id;
  if (!source) return;
  const [payment] = await ctx.db
    .select({ id: payments.id })
    .from(payments)
    .where(eq(payments.chargeId, source));
  if (!payment) return;
  await findings.tell(ctx, {
    kind: "transfer_unknown",
    subject: wire.id,
    message: `Transfer ${wire.id} was made at Stripe out of a payment and is not known here`,
    details: { paymentId: payment.id, amountCents: wire.amount },
  });
}

/** Payouts that are paid here and were not in Stripe's list. */
async function proveTheRest(
  ctx: Ctx,
  since: Date,
  seen: Set<string>,
  findings: Findings,
): Promise<void> {
  const paid = await ctx.db
    .select()
    .from(payouts)
    .where(
      and(
        inArray(payouts.status, ["paid", "reversed"]),
        isNotNull(payouts.transactionId),
        gte(payouts.paidAt, since),
      ),
    );
  for (const payout of paid) {
    const id = payout.transactionId ?? "";
    if (seen.has(id)) continue;
    await findings.attempt(payout.id, async () => {
      const wire = await retrieveTransfer(id).catch((error) => {
        if (isMissing(error)) return null;
        throw error;
      });
      if (wire) return compare(ctx, wire, findings);
      await findings.tell(ctx, {
        kind: "transfer_missing",
        subject: payout.id,
        message: `Payout ${payout.id} is paid here, and Stripe has no transfer ${id}`,
        details: { payoutId: payout.id, sessionId: payout.sessionId },
      });
    });
  }
}
