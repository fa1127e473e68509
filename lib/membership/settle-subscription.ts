import { and, eq, isNull, or } from "drizzle-orm";
import type { Database, Tx } from "@/db/client";
import { subscriptionAttempts, subscriptions, users } from "@/db/schema";
import { retrieveIntent } from "@/lib/payments/intents";
import { raiseAlert } from "@/lib/platform/alerts";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { noteInLog } from "@/lib/platform/log";
import { emit } from "@/lib/platform/outbox";
import { inTransaction } from "@/lib/platform/transaction";
import { recordWebhookEvent, type WebhookEvent } from "@/lib/platform/webhook-event";
import { lockMember } from "./lock-member";
import { recordInvoice } from "./record-invoice";
import { isLive, type Subscription } from "./states";
import { type Invoice, retrieveSubscription, type Seen } from "./stripe-subscription";

const ATTEMPTS = 8;

export type Settled = "changed" | "unchanged" | "waiting" | "doubled" | "duplicate" | "unknown";

type Input = {
  subscriptionId: string;
  event?: WebhookEvent | undefined;
  /** One that an event tells of, which need not be the latest. */
  invoice?: Invoice | undefined;
};

/**
 * Writes down what Stripe now says of a subscription, with the event that told of it. Webhooks, the
 * page, the sweep and the reconciliation all end here, in any order and as often as they like: what
 * was looked up before another change was written is looked up again.
 */
export async function settleSubscription(ctx: Ctx, input: Input): Promise<Settled> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const before = await versionOf(ctx.db, input.subscriptionId);
    const seen = await retrieveSubscription(input.subscriptionId);
    const needsAction = seen ? await isWaitingForMember(seen) : false;
    const outcome = await inTransaction(ctx.db, async (tx) => {
      const userId = seen && (await memberOf(tx, seen));
      if (userId) await lockMember(tx, userId);
      if ((await versionOf(tx, input.subscriptionId)) !== before) return "stale";
      if (input.event && !(await recordWebhookEvent(tx, input.event))) return "duplicate";
      if (!seen || !userId) return "unknown";
      noteInLog({ subscriptionId: seen.id });
      return apply(tx, ctx, { seen, userId, needsAction, invoice: input.invoice });
    });
    if (outcome !== "stale") return outcome;
  }
  throw new DomainError("BUSY", "This membership is changing: try again");
}

async function versionOf(db: Database | Tx, stripeId: string): Promise<number> {
  const [row] = await db
    .select({ version: subscriptions.version })
    .from(subscriptions)
    .where(eq(subscriptions.stripeSubscriptionId, stripeId));
  return row?.version ?? 0;
}

async function isWaitingForMember({ status, invoice }: Seen): Promise<boolean> {
  if (status !== "past_due" || !invoice?.intentId) return false;
  return (await retrieveIntent(invoice.intentId)).status === "requires_action";
}

/** Whose it is: whom we made it for, else the owner of its customer. */
async function memberOf(tx: Tx, seen: Seen): Promise<string | null> {
  const found = await tx
    .select({ id: users.id })
    .from(users)
    .where(
      or(
        eq(users.stripeCustomerId, seen.customerId),
        seen.userId ? eq(users.id, seen.userId) : undefined,
      ),
    );
  return (found.find(({ id }) => id === seen.userId) ?? found[0])?.id ?? null;
}

type Change = { seen: Seen; userId: string; needsAction: boolean; invoice: Invoice | undefined };

async function apply(tx: Tx, ctx: Ctx, change: Change): Promise<Settled> {
  const { seen, userId } = change;
  if (seen.status === "incomplete") {
    await noteAttempt(tx, seen);
    return "waiting";
  }
  const before = await rowOf(tx, seen.id);
  if (isLive(seen.status) && (await hasAnother(tx, userId, seen.id))) {
    await tellDoubled(tx, seen, userId);
    return "doubled";
  }
  const row = await write(tx, ctx, before, { ...change, status: seen.status });
  await closeAttempt(tx, ctx, seen);
  for (const invoice of [seen.invoice, change.invoice]) {
    if (invoice) await recordInvoice(tx, row, invoice);
  }
  await tellOf(tx, before, row);
  return before?.version === row.version ? "unchanged" : "changed";
}

async function rowOf(tx: Tx, stripeId: string): Promise<Subscription | undefined> {
  const [row] = await tx
    .select()
    .from(subscriptions)
    .where(eq(subscriptions.stripeSubscriptionId, stripeId))
    .for("update");
  return row;
}

async function hasAnother(tx: Tx, userId: string, stripeId: string): Promise<boolean> {
  const rows = await tx.select().from(subscriptions).where(eq(subscriptions.userId, userId));
  return rows.some((row) => isLive(row.state) && row.stripeSubscriptionId !== stripeId);
}

/** Only somebody at Stripe's dashboard can make a second one; which of the two stays, a person decides. */
const tellDoubled = (tx: Tx, seen: Seen, userId: string) =>
  raiseAlert(tx, {
    kind: "subscription_doubled",
    subject: seen.id,
    message: `Subscription ${seen.id} is a second membership of one member: cancel and refund one of the two`,
    details: { userId, subscriptionId: seen.id },
  });

async function write(
  tx: Tx,
  ctx: Ctx,
  before: Subscription | undefined,
  { seen, userId, needsAction, status }: Change & { status: Subscription["state"] },
): Promise<Subscription> {
  const isOwed = status === "past_due" && seen.invoice?.status === "open";
  const facts = {
    state: status,
    priceCents: seen.priceCents,
    currency: seen.currency,
    startedAt: seen.startedAt,
    periodEndsAt: seen.periodEndsAt,
    endsAt: seen.endsAt,
    endedAt: seen.endedAt ?? (status === "canceled" ? ctx.now : null),
    openInvoiceId: isOwed ? (seen.invoice?.id ?? null) : null,
    retryAt: isOwed ? (seen.invoice?.retryAt ?? null) : null,
    needsAction,
  };
  if (before && Object.entries(facts).every(([name, value]) => same(before, name, value))) {
    await tx.update(subscriptions).set({ seenAt: ctx.now }).where(eq(subscriptions.id, before.id));
    return before;
  }
  const values = { ...facts, seenAt: ctx.now, version: (before?.version ?? 0) + 1 };
  const [row] = before
    ? await tx.update(subscriptions).set(values).where(eq(subscriptions.id, before.id)).returning()
    : await tx
        .insert(subscriptions)
        .values({ ...values, userId, stripeSubscriptionId: seen.id })
        .returning();
  if (!row) throw new Error(`subscription ${seen.id} was not stored`);
  return row;
}

function same(row: Subscription, name: string, value: unknown): boolean {
  const stored: unknown = row[name as keyof Subscription];
  if (stored instanceof Date && value instanceof Date) return stored.getTime() === value.getTime();
  return stored === value;
}

/** A subscription whose creation we did not hear of belongs to the attempt that it names. */
async function noteAttempt(tx: Tx, seen: Seen): Promise<void> {
  if (!seen.attemptId) return;
  await tx
    .update(subscriptionAttempts)
    .set({ stripeSubscriptionId: seen.id })
    .where(
      and(
        eq(subscriptionAttempts.id, seen.attemptId),
        isNull(subscriptionAttempts.stripeSubscriptionId),
      ),
    );
}

async function closeAttempt(tx: Tx, ctx: Ctx, seen: Seen): Promise<void> {
  await noteAttempt(tx, seen);
  await tx
    .update(subscriptionAttempts)
    .set({ closedAt: ctx.now })
    .where(
      and(
        eq(subscriptionAttempts.stripeSubscriptionId, seen.id),
        isNull(subscriptionAttempts.closedAt),
      ),
    );
}

/** What its member is to hear of: that it began, that a renewal failed, that it is over. */
async function tellOf(tx: Tx, before: Subscription | undefined, row: Subscription): Promise<void> {
  const was = before ? isLive(before.state) : false;
  const about = { subscriptionId: row.id };
  if (!was && isLive(row.state)) await emit(tx, "membership/started", about);
  if (was && !isLive(row.state)) await emit(tx, "membership/ended", about);
  const owes = row.openInvoiceId !== null && row.openInvoiceId !== before?.openInvoiceId;
  if (owes && row.openInvoiceId) {
    await emit(tx, "membership/payment-failed", { ...about, invoiceId: row.openInvoiceId });
  }
}
