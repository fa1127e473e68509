import { desc, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { payments } from "@/db/schema";
import { requireUser } from "@/lib/auth/actor";
import { cancelIntent, type Intent, type Payment } from "@/lib/payments/intents";
import { openIntent } from "@/lib/payments/open-intent";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { noteInLog } from "@/lib/platform/log";
import { inTransaction } from "@/lib/platform/transaction";
import { giveUpAttempt } from "./close-attempt";
import { lockSession, readSession } from "./lock-session";
import { requireSessionReader } from "./parties";
import { settlePayment } from "./settle-payment";
import type { Session } from "./states";

const MAX_REPLACED_INTENTS = 3;

/**
 * Opens the payment of a held session: records the attempt, then asks Stripe for its intent.
 * Asking again returns the same intent while it can still be paid. Amount in cents.
 */
export async function paySession(
  ctx: Ctx,
  input: { sessionId: string },
): Promise<{ clientSecret: string; amountCents: number }> {
  requireUser(ctx.actor);
  for (let replaced = 0; replaced < MAX_REPLACED_INTENTS; replaced++) {
    const payment = await inTransaction(ctx.db, (tx) => recordAttempt(tx, ctx, input.sessionId));
    const intent = await openIntent(ctx, payment);
    if (!intent) {
      // Stripe will say the same of this attempt for a day: the next one has a key of its own.
      await giveUpAttempt(ctx, payment);
      continue;
    }
    await requireStillHeld(ctx, input.sessionId, intent);
    if (intent.status === "canceled" || intent.status === "succeeded") {
      // Ended at Stripe without our hearing of it: write that down, then look again.
      await settlePayment(ctx, { intentId: intent.id });
      continue;
    }
    if (!intent.clientSecret) throw new Error(`intent ${intent.id} came without a client secret`);
    return { clientSecret: intent.clientSecret, amountCents: payment.amountCents };
  }
  throw new DomainError("PAYMENT_PROVIDER_UNAVAILABLE", "The payment could not be opened");
}

async function recordAttempt(tx: Tx, ctx: Ctx, sessionId: string): Promise<Payment> {
  const session = await lockSession(tx, sessionId);
  requireSessionReader(ctx.actor, session);
  requireHeld(session, ctx.now);
  const [latest] = await tx
    .select()
    .from(payments)
    .where(eq(payments.sessionId, sessionId))
    .orderBy(desc(payments.attempt))
    .limit(1);
  const isOpen = latest && latest.capturedCents === 0 && latest.status !== "canceled";
  if (isOpen) return latest;
  const [attempt] = await tx
    .insert(payments)
    .values({
      userId: session.readerId,
      sessionId,
      attempt: (latest?.attempt ?? 0) + 1,
      amountCents: session.priceCents,
      currency: session.currency,
    })
    .returning();
  if (!attempt) throw new Error("the payment attempt was not stored");
  noteInLog({ paymentId: attempt.id });
  return attempt;
}

function requireHeld(session: Session, now: Date): void {
  if (session.state === "held" && session.holdExpiresAt > now) return;
  const isOver =
    session.state === "held" ||
    session.state === "expiring" ||
    session.cancelReason === "hold_expired";
  if (isOver) {
    throw new DomainError("HOLD_EXPIRED", "The hold on this time has ended: choose a time again");
  }
  throw new DomainError("WRONG_STATE", "This session is not waiting for a payment");
}

/** The hold may have ended while Stripe was busy: then nobody may pay this intent any more. */
async function requireStillHeld(ctx: Ctx, sessionId: string, intent: Intent): Promise<void> {
  const session = await readSession(ctx.db, sessionId);
  if (session.state === "held") return;
  const { status } = await cancelIntent(intent.id);
  await settlePayment(ctx, { intentId: intent.id });
  if (status === "succeeded") {
    throw new DomainError("WRONG_STATE", "This session is not waiting for a payment");
  }
  throw new DomainError("HOLD_EXPIRED", "The hold on this time has ended: choose a time again");
}
