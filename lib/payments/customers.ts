import { createHash } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import Stripe from "stripe";
import { users } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { callStripe } from "./stripe";

type Payer = {
  userId: string;
  /** The attempt that asks for a customer first; part of the idempotency key. */
  attemptId: string;
};

/** Runs a call for a user's customer at Stripe; where somebody deleted that one, for a new one. */
export async function withCustomer<T>(
  ctx: Ctx,
  payer: Payer,
  call: (customerId: string) => Promise<T>,
): Promise<T> {
  const customerId = await customerOf(ctx, payer);
  return call(customerId).catch(async (error) => {
    if (!isCustomerGone(error)) throw error;
    await ctx.db
      .update(users)
      .set({ stripeCustomerId: null })
      .where(eq(users.stripeCustomerId, customerId));
    return call(await customerOf(ctx, payer));
  });
}

/** The user's customer at Stripe, made at the first payment. Of two made at once, both use the one stored first. */
async function customerOf(ctx: Ctx, { userId, attemptId }: Payer): Promise<string> {
  const user = eq(users.id, userId);
  const [known] = await ctx.db
    .select({ email: users.email, customerId: users.stripeCustomerId })
    .from(users)
    .where(user);
  if (known?.customerId) return known.customerId;
  const customer = await callStripe((api) =>
    api.customers.create(
      { email: known?.email, metadata: { user_id: userId } },
      { idempotencyKey: `customer:${attemptId}:${digestOf(known?.email)}` },
    ),
  );
  await ctx.db
    .update(users)
    .set({ stripeCustomerId: customer.id })
    .where(and(user, isNull(users.stripeCustomerId)));
  const [stored] = await ctx.db.select({ id: users.stripeCustomerId }).from(users).where(user);
  return stored?.id ?? customer.id;
}

/** Stripe refuses a key that comes again with another address, for a day. */
const digestOf = (email = "") =>
  createHash("sha256").update(email).digest("base64url").slice(0, 22);

function isCustomerGone(error: unknown): boolean {
  return (
    error instanceof Stripe.errors.StripeInvalidRequestError &&
    error.code === "resource_missing" &&
    error.param === "customer"
  );
}
