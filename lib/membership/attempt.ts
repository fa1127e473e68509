import { and, eq, isNull } from "drizzle-orm";
import Stripe from "stripe";
import type { Database, Tx } from "@/db/client";
import { subscriptionAttempts, users } from "@/db/schema";
import { withCustomer } from "@/lib/payments/customers";
import { callStripe, isMissing, UsedUpKey } from "@/lib/payments/stripe";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { addHours } from "@/lib/platform/time";
import { inTransaction } from "@/lib/platform/transaction";
import { findCurrent } from "./find-subscription";
import { lockMember } from "./lock-member";
import { withMembershipPrice } from "./price";
import { settleSubscription } from "./settle-subscription";
import { isLive, type Subscription } from "./states";
import {
  createSubscription,
  listSubscriptions,
  retrieveSubscription,
  type Seen,
} from "./stripe-subscription";

export type Attempt = typeof subscriptionAttempts.$inferSelect;

const MAX_REPLACED = 4;
/** How long Stripe remembers what it answered under a key. */
const KEY_HOURS = 24;

/** Either the membership that a user has already, or a subscription at Stripe that waits to be paid. */
export type Standing = { member: Subscription } | { seen: Seen };

/**
 * Where a user stands on the way to a membership. There is one open attempt for each user, so that
 * what is begun twice, or was begun and not heard of, is the same subscription: none is begun that
 * could be paid beside another.
 */
export async function openAttempt(ctx: Ctx, userId: string): Promise<Standing> {
  for (let replaced = 0; replaced < MAX_REPLACED; replaced++) {
    const recorded = await inTransaction(ctx.db, (tx) => recordAttempt(tx, ctx, userId));
    if ("member" in recorded) return recorded;
    const seen = await resolveAttempt(ctx, recorded.attempt);
    if (seen?.status === "incomplete") return { seen };
    // Paid, expired or ended without our hearing of it: write that down, then look again.
    if (seen) await settleSubscription(ctx, { subscriptionId: seen.id });
    else await closeAttempt(ctx, recorded.attempt);
  }
  throw new DomainError("PAYMENT_PROVIDER_UNAVAILABLE", "The membership could not be opened");
}

async function recordAttempt(
  tx: Tx,
  ctx: Ctx,
  userId: string,
): Promise<{ member: Subscription } | { attempt: Attempt }> {
  await lockMember(tx, userId);
  const current = await findCurrent(tx, userId);
  if (current && isLive(current.state)) return { member: current };
  const open = await findOpenAttempt(tx, userId);
  if (open) return { attempt: open };
  const [attempt] = await tx
    .insert(subscriptionAttempts)
    .values({ userId, seenAt: ctx.now, createdAt: ctx.now })
    .returning();
  if (!attempt) throw new Error("the attempt at a membership was not stored");
  return { attempt };
}

export async function findOpenAttempt(
  db: Database | Tx,
  userId: string,
): Promise<Attempt | undefined> {
  const [open] = await db
    .select()
    .from(subscriptionAttempts)
    .where(and(eq(subscriptionAttempts.userId, userId), isNull(subscriptionAttempts.closedAt)));
  return open;
}

/** The subscription of an attempt, begun where there is none yet. Null: Stripe has it no more, or will begin none. */
async function resolveAttempt(ctx: Ctx, attempt: Attempt): Promise<Seen | null> {
  const known = attempt.stripeSubscriptionId ?? (await findBegun(ctx, attempt));
  const id = known ?? (await begin(ctx, attempt));
  return id ? retrieve(id) : null;
}

async function retrieve(id: string): Promise<Seen | null> {
  try {
    return await retrieveSubscription(id);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/**
 * What Stripe has of an attempt whose answer was lost; keys are forgotten there after a day. One that
 * is unpaid and could come back to life beside the new one is ended first.
 */
async function findBegun(ctx: Ctx, attempt: Attempt): Promise<string | null> {
  const customerId = await customerIdOf(ctx, attempt.userId);
  if (!customerId) return null;
  const all = await listAll(customerId);
  for (const { id, status } of all) {
    if (status !== "unpaid" && status !== "paused") continue;
    await endAtStripe(id);
    await settleSubscription(ctx, { subscriptionId: id });
  }
  const begun =
    all.find(({ attemptId }) => attemptId === attempt.id) ??
    all.find(({ status }) => status === "incomplete" || isLive(status));
  if (begun) await store(ctx, attempt, begun.id);
  return begun?.id ?? null;
}

export async function customerIdOf(ctx: Ctx, userId: string): Promise<string | null> {
  const [user] = await ctx.db
    .select({ customerId: users.stripeCustomerId })
    .from(users)
    .where(eq(users.id, userId));
  return user?.customerId ?? null;
}

/** A customer that somebody deleted in Stripe's dashboard has none. */
export const listAll = (customerId: string) =>
  listSubscriptions(customerId).catch((error) => {
    if (isMissing(error)) return [];
    throw error;
  });

/**
 * Null: the attempt's key is used up, and what was begun under it would have been found. The next attempt
 * has a key of its own.
 */
async function begin(ctx: Ctx, attempt: Attempt): Promise<string | null> {
  const payer = { userId: attempt.userId, attemptId: attempt.id };
  try {
    const id = await withCustomer(ctx, payer, (customerId) =>
      withMembershipPrice((priceId) => createSubscription({ ...payer, customerId, priceId })),
    );
    await store(ctx, attempt, id);
    return id;
  } catch (error) {
    if (error instanceof UsedUpKey) return null;
    throw error;
  }
}

async function store(ctx: Ctx, attempt: Attempt, stripeSubscriptionId: string): Promise<void> {
  await ctx.db
    .update(subscriptionAttempts)
    .set({ stripeSubscriptionId, seenAt: ctx.now })
    .where(
      and(
        eq(subscriptionAttempts.id, attempt.id),
        isNull(subscriptionAttempts.stripeSubscriptionId),
      ),
    );
}

/**
 * Looks what has become of an attempt, without beginning anything: for whoever says to have paid, and
 * for the sweep. One that nothing at Stripe belongs to is given up once its key is forgotten there.
 */
export async function settleAttempt(ctx: Ctx, attempt: Attempt): Promise<void> {
  const id = attempt.stripeSubscriptionId ?? (await findBegun(ctx, attempt));
  const seen = id ? await retrieve(id) : null;
  if (seen) await settleSubscription(ctx, { subscriptionId: seen.id });
  else if (id || attempt.createdAt < addHours(ctx.now, -KEY_HOURS))
    await closeAttempt(ctx, attempt);
  await ctx.db
    .update(subscriptionAttempts)
    .set({ seenAt: ctx.now })
    .where(eq(subscriptionAttempts.id, attempt.id));
}

/** Ends a subscription at once. One that has ended already is as good. */
export async function endAtStripe(stripeSubscriptionId: string): Promise<void> {
  try {
    await callStripe((api) => api.subscriptions.cancel(stripeSubscriptionId));
  } catch (error) {
    const isOver = error instanceof Stripe.errors.StripeInvalidRequestError && isMissing(error);
    if (!isOver) throw error;
  }
}

/** Gives up an attempt that nothing at Stripe belongs to. */
async function closeAttempt(ctx: Ctx, { id }: Attempt): Promise<void> {
  await ctx.db
    .update(subscriptionAttempts)
    .set({ closedAt: ctx.now })
    .where(and(eq(subscriptionAttempts.id, id), isNull(subscriptionAttempts.closedAt)));
}
