import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { webhookEvents, webhookFailures } from "@/db/schema";
import { requireAdmin } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/platform/context";
import { ListLatest, latest } from "./latest";

const ListWebhooks = ListLatest.extend({
  state: z.enum(["failed", "recovered"]).default("failed"),
});

const recovered = eq(webhookEvents.id, webhookFailures.id);

/**
 * Events that could not be applied, newest first: those that still are not, or all that ever failed
 * with when they were applied after all. Administrators only.
 */
export async function listFailedWebhooks(
  ctx: Ctx,
  { state, ...input }: z.output<typeof ListWebhooks>,
) {
  requireAdmin(ctx.actor);
  const { made, after, order, limit, page } = latest(
    webhookFailures.createdAt,
    webhookFailures.id,
    input,
  );
  const rows = await ctx.db
    .select({
      id: webhookFailures.id,
      provider: webhookFailures.provider,
      type: webhookFailures.type,
      errorCode: webhookFailures.errorCode,
      attempts: webhookFailures.attempts,
      createdAt: webhookFailures.createdAt,
      lastTriedAt: webhookFailures.lastTriedAt,
      appliedAt: webhookEvents.processedAt,
      made,
    })
    .from(webhookFailures)
    .leftJoin(webhookEvents, recovered)
    .where(and(state === "failed" ? isNull(webhookEvents.id) : undefined, after))
    .orderBy(...order)
    .limit(limit);
  return page(rows);
}

export type FailedWebhook = Awaited<ReturnType<typeof listFailedWebhooks>>["items"][number];

/** The events that were applied, newest first. Administrators only. */
export async function listAppliedWebhooks(ctx: Ctx, input: z.output<typeof ListLatest>) {
  requireAdmin(ctx.actor);
  const { made, after, order, limit, page } = latest(
    webhookEvents.processedAt,
    webhookEvents.id,
    input,
  );
  const rows = await ctx.db
    .select({
      id: webhookEvents.id,
      provider: webhookEvents.provider,
      type: webhookEvents.type,
      objectId: webhookEvents.objectId,
      processedAt: webhookEvents.processedAt,
      made,
    })
    .from(webhookEvents)
    .where(after)
    .orderBy(...order)
    .limit(limit);
  return page(rows);
}
