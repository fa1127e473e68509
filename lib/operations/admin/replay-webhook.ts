import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { webhookEvents, webhookFailures } from "@/db/schema";
import { requireAdmin } from "@/lib/auth/actor";
import { recordAct } from "@/lib/auth/record-act";
import { retrieveStripeEvent } from "@/lib/payments/webhook";
import type { Ctx } from "@/lib/platform/context";
import { DomainError, notFound } from "@/lib/platform/errors";
import { describeError, log } from "@/lib/platform/log";
import { errorCode } from "@/lib/platform/webhook-failure";
import { receiveStripeEvent } from "@/lib/sessions/stripe-webhook";

export const ReplayWebhook = z.object({ eventId: z.string().max(200) });

/**
 * Asks Stripe for an event that could not be applied, and applies it as its webhook does. Administrators
 * only. Throws NOT_FOUND, also for what Stripe has forgotten, and WRONG_STATE when it was applied
 * meanwhile or fails again.
 */
export async function replayWebhook(
  ctx: Ctx,
  { eventId }: z.output<typeof ReplayWebhook>,
): Promise<void> {
  requireAdmin(ctx.actor);
  const failure = await unapplied(ctx, eventId);
  const event = await retrieveStripeEvent(eventId, failure.account);
  // Before it is handled, which takes transactions of its own: that it was tried stays on record.
  await ctx.db.transaction((tx) => {
    const act = { act: "webhook_replayed", subject: "webhook", id: eventId } as const;
    return recordAct(tx, ctx, { ...act, details: { type: event.type } });
  });
  try {
    await receiveStripeEvent({ ...ctx, actor: { kind: "system" } }, event);
  } catch (error) {
    if (error instanceof DomainError) throw error;
    log.error({ eventId, ...describeError(error) }, "webhook event failed again");
    throw new DomainError("WRONG_STATE", `It could not be applied: ${errorCode(error)}`);
  }
}

async function unapplied({ db }: Ctx, eventId: string) {
  const [failure] = await db
    .select({ account: webhookFailures.account, appliedAt: webhookEvents.processedAt })
    .from(webhookFailures)
    .leftJoin(webhookEvents, eq(webhookEvents.id, webhookFailures.id))
    .where(and(eq(webhookFailures.id, eventId), eq(webhookFailures.provider, "stripe")));
  if (!failure) throw notFound("Event");
  if (failure.appliedAt) throw new DomainError("WRONG_STATE", "This event was applied meanwhile");
  return failure;
}
