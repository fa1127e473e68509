import { and, eq } from "drizzle-orm";
import { users } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { callStripe, isMissing } from "./stripe";

/**
 * Deletes what Stripe keeps of a user as our customer, saved cards included; whatever they still
 * subscribe to ends with it. Payments and refunds stay there. One that is gone already is as good.
 */
export async function deleteCustomer(ctx: Ctx, userId: string): Promise<void> {
  const [user] = await ctx.db
    .select({ customerId: users.stripeCustomerId })
    .from(users)
    .where(eq(users.id, userId));
  const customerId = user?.customerId;
  if (!customerId) return;
  await callStripe((api) => api.customers.del(customerId)).catch((error) => {
    if (!isMissing(error)) throw error;
  });
  await ctx.db
    .update(users)
    .set({ stripeCustomerId: null })
    .where(and(eq(users.id, userId), eq(users.stripeCustomerId, customerId)));
}
