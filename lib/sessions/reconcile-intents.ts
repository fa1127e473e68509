import { and, asc, eq, gt, gte, inArray, isNotNull, isNull, or } from "drizzle-orm";
import { anyOf } from "@/db/any-of";
import { payments } from "@/db/schema";
import type { Findings } from "@/lib/payments/findings";
import { cancelIntent, type Intent, type Payment, retrieveIntent } from "@/lib/payments/intents";
import { intentPages } from "@/lib/payments/list-changes";
import { isMissing } from "@/lib/payments/stripe";
import type { Ctx } from "@/lib/platform/context";
import { addHours, earliest } from "@/lib/platform/time";
import { closeIntent } from "./close-attempt";
import { AMOUNT_MISMATCH, type Settlement, settlePayment } from "./settle-payment";

/** Intents that Stripe has for attempts whose own intent is not stored, by the payment's id. */
export type UnstoredIntents = Map<string, string[]>;

type Walk = { ctx: Ctx; findings: Findings; seen: Set<string>; unstored: UnstoredIntents };

/**
 * Compares every intent that Stripe has from `since` on with the payment it belongs to, and then the
 * payments that are paid here with Stripe. What webhooks missed is settled; the rest is told.
 */
export async function reconcileIntents(
  ctx: Ctx,
  since: Date,
  findings: Findings,
): Promise<UnstoredIntents> {
  const walk: Walk = { ctx, findings, seen: new Set(), unstored: new Map() };
  for await (const page of intentPages(await oldestToFind(ctx, since))) {
    const known = await paymentsOf(ctx, page);
    for (const intent of page) {
      const payment =
        known.find((row) => row.transactionId === intent.id) ??
        known.find((row) => row.id === intent.paymentId);
      await findings.attempt(intent.id, () => examine(walk, intent, payment));
    }
  }
  for await (const payment of paidSince(ctx, since)) {
    if (payment.transactionId && walk.seen.has(payment.transactionId)) continue;
    await findings.attempt(payment.id, () => prove(walk, payment));
  }
  return walk.unstored;
}

/**
 * From `since` on, or from the oldest attempt whose intent is not stored: what Stripe made for it can
 * only be found in the list, once its key is forgotten.
 */
async function oldestToFind(ctx: Ctx, since: Date): Promise<Date> {
  const [oldest] = await ctx.db
    .select({ createdAt: payments.createdAt })
    .from(payments)
    .where(and(inArray(payments.status, ["pending", "failed"]), isNull(payments.transactionId)))
    .orderBy(asc(payments.createdAt))
    .limit(1);
  return oldest ? earliest(since, addHours(oldest.createdAt, -1)) : since;
}

function paymentsOf(ctx: Ctx, page: Intent[]): Promise<Payment[]> {
  const intentIds = page.map(({ id }) => id);
  const paymentIds = page.flatMap(({ paymentId }) => (paymentId ? [paymentId] : []));
  return ctx.db
    .select()
    .from(payments)
    .where(or(anyOf(payments.transactionId, intentIds), anyOf(payments.id, paymentIds)));
}

async function examine(walk: Walk, intent: Intent, payment: Payment | undefined): Promise<void> {
  if (!payment) {
    // Without an id of our kind it belongs to other software on the same account.
    if (!intent.paymentId) return;
    walk.findings.count("intents_checked");
    if (intent.status === "succeeded") await tellUnknown(walk, intent);
    return;
  }
  if (!payment.sessionId) return;
  walk.findings.count("intents_checked");
  walk.seen.add(intent.id);
  if (payment.transactionId && payment.transactionId !== intent.id) {
    await closeSpare(walk, intent);
    return;
  }
  await compare(walk, payment, intent);
}

/** A second intent made for one attempt: nobody is to pay it, and no payment of ours knows it. */
async function closeSpare(walk: Walk, intent: Intent): Promise<void> {
  if (intent.status === "canceled") return;
  const { status } = intent.status === "succeeded" ? intent : await cancelIntent(intent.id);
  if (status === "canceled") walk.findings.count("attempt_closed");
  if (status === "succeeded") await tellUnknown(walk, intent);
}

const tellUnknown = ({ ctx, findings }: Walk, intent: Intent) =>
  findings.tell(ctx, {
    kind: "payment_unknown",
    subject: intent.id,
    message: `Payment intent ${intent.id} was paid, and no payment here belongs to it`,
    details: { paymentId: intent.paymentId, sessionId: intent.sessionId },
  });

async function compare(walk: Walk, payment: Payment, intent: Intent): Promise<void> {
  const { ctx, findings, unstored } = walk;
  if (isPaidHere(payment)) {
    // The list is older than our row, which may have been settled since: ask once more.
    const latest = intent.status === "succeeded" ? intent : await retrieveIntent(intent.id);
    if (latest.status !== "succeeded") await tellMissing(ctx, findings, payment);
    else if (differs(payment, latest)) await tellDiffers(walk, payment, latest);
    return;
  }
  if (isNews(payment, intent)) {
    const outcome = await settlePayment(ctx, { intentId: intent.id });
    if (outcome !== "unchanged") findings.count("payment_settled");
  } else if (payment.status === "canceled") {
    if (OPEN.has(intent.status)) note(await closeIntent(ctx, intent.id), findings);
  } else if (!payment.transactionId) {
    unstored.set(payment.id, [...(unstored.get(payment.id) ?? []), intent.id]);
  }
}

/** Counts what came of an attempt that was given up. */
export function note(settlement: Settlement, findings: Findings): void {
  if (settlement === "canceled") findings.count("attempt_closed");
  else if (settlement !== "unchanged") findings.count("payment_settled");
}

const OPEN = new Set<Intent["status"]>([
  "requires_payment_method",
  "requires_confirmation",
  "requires_action",
]);

const isPaidHere = ({ status, capturedCents }: Payment) =>
  status === "completed" || capturedCents > 0;

/** Whether an intent has come to something that its unpaid attempt does not say yet. */
function isNews(payment: Payment, intent: Intent): boolean {
  switch (intent.status) {
    case "succeeded":
      // One that brought nothing was told of when it was settled.
      return payment.failureCode !== AMOUNT_MISMATCH || intent.receivedCents > 0;
    case "canceled":
      return payment.status !== "canceled";
    case "requires_payment_method":
      return intent.failureCode !== null && payment.status === "pending";
    default:
      return false;
  }
}

function differs(payment: Payment, intent: Intent): boolean {
  if (payment.capturedCents !== intent.receivedCents) return true;
  // Money in another currency was told of, and went back, when it was settled.
  return payment.currency !== intent.currency && payment.failureCode !== AMOUNT_MISMATCH;
}

const tellDiffers = ({ ctx, findings }: Walk, payment: Payment, intent: Intent) =>
  findings.tell(ctx, {
    kind: "payment_differs",
    subject: payment.id,
    message: `Payment intent ${intent.id} is of another amount at Stripe than here`,
    details: {
      paymentId: payment.id,
      sessionId: payment.sessionId,
      capturedCents: payment.capturedCents,
      receivedCents: intent.receivedCents,
      currency: intent.currency,
    },
  });

/** A payment whose intent Stripe does not have, or has as unpaid: only a person can say what happened. */
export const tellMissing = (ctx: Ctx, findings: Findings, payment: Payment) =>
  findings.tell(ctx, {
    kind: "payment_missing",
    subject: payment.id,
    message: `Payment ${payment.id} is ${payment.status} here, and Stripe knows nothing of the kind`,
    details: { sessionId: payment.sessionId, intentId: payment.transactionId },
  });

/** A payment that is paid here and was not in Stripe's list. */
async function prove(walk: Walk, payment: Payment): Promise<void> {
  const intent = payment.transactionId
    ? await retrieveIntent(payment.transactionId).catch((error) => {
        if (isMissing(error)) return null;
        throw error;
      })
    : null;
  if (intent) await compare(walk, payment, intent);
  else await tellMissing(walk.ctx, walk.findings, payment);
}

const BATCH = 500;

async function* paidSince(ctx: Ctx, since: Date): AsyncGenerator<Payment> {
  let last: string | undefined;
  for (;;) {
    const rows = await ctx.db
      .select()
      .from(payments)
      .where(
        and(
          gte(payments.createdAt, since),
          isNotNull(payments.sessionId),
          or(eq(payments.status, "completed"), gt(payments.capturedCents, 0)),
          last ? gt(payments.id, last) : undefined,
        ),
      )
      .orderBy(asc(payments.id))
      .limit(BATCH);
    yield* rows;
    last = rows.at(-1)?.id;
    if (rows.length < BATCH || !last) return;
  }
}
