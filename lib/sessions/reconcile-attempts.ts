import { and, asc, eq, gt, inArray, not } from "drizzle-orm";
import { payments, sessions } from "@/db/schema";
import type { Findings } from "@/lib/payments/findings";
import type { Payment } from "@/lib/payments/intents";
import { isMissing } from "@/lib/payments/stripe";
import type { Ctx } from "@/lib/platform/context";
import { closeAttempt, closeIntent } from "./close-attempt";
import { note, tellMissing, type UnstoredIntents } from "./reconcile-intents";
import { expireHold } from "./release-hold";

/** Closes the attempts that are still open though their session waits for no payment any more. */
export async function reconcileAttempts(
  ctx: Ctx,
  unstored: UnstoredIntents,
  findings: Findings,
): Promise<void> {
  for (const payment of await leftOpen(ctx)) {
    await findings.attempt(payment.id, async () => {
      try {
        await close(ctx, payment, unstored.get(payment.id) ?? [], findings);
      } catch (error) {
        if (!isMissing(error)) throw error;
        await tellMissing(ctx, findings, payment);
      }
    });
  }
}

async function leftOpen(ctx: Ctx): Promise<Payment[]> {
  const isWaiting = and(eq(sessions.state, "held"), gt(sessions.holdExpiresAt, ctx.now));
  const rows = await ctx.db
    .select({ payment: payments })
    .from(payments)
    .innerJoin(sessions, eq(sessions.id, payments.sessionId))
    .where(
      and(
        inArray(payments.status, ["pending", "failed"]),
        eq(payments.capturedCents, 0),
        not(isWaiting ?? eq(sessions.state, "held")),
      ),
    )
    .orderBy(asc(payments.createdAt));
  return rows.map(({ payment }) => payment);
}

async function close(
  ctx: Ctx,
  payment: Payment,
  intentIds: string[],
  findings: Findings,
): Promise<void> {
  // Found in Stripe's list: after a day the key is forgotten, and would only make another intent.
  for (const intentId of intentIds) note(await closeIntent(ctx, intentId), findings);
  if (intentIds.length === 0) note(await closeAttempt(ctx, payment), findings);
  // Where it was the last that kept an overdue hold from its end.
  if (payment.sessionId) await expireHold(ctx, payment.sessionId);
}
