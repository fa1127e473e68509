import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { alerts, failedJobs } from "@/db/schema";
import { requireAdmin } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/platform/context";
import { ListLatest, latest } from "./latest";

export const ListFailedJobs = ListLatest.extend({ state: z.enum(["open", "all"]).default("open") });

/**
 * Runs that are out of retries, newest first: those that nobody has dealt with, or all. What is
 * dealt with was run again, or its alert was resolved. Administrators only.
 */
export async function listFailedJobs(
  ctx: Ctx,
  { state, ...input }: z.output<typeof ListFailedJobs>,
) {
  requireAdmin(ctx.actor);
  const { made, after, order, limit, page } = latest(failedJobs.createdAt, failedJobs.id, input);
  const rows = await ctx.db
    .select({
      id: failedJobs.id,
      job: failedJobs.job,
      eventName: failedJobs.eventName,
      eventData: failedJobs.eventData,
      error: failedJobs.error,
      runAgainAt: failedJobs.runAgainAt,
      createdAt: failedJobs.createdAt,
      isOpen: sql<boolean>`${alerts.id} is not null`,
      made,
    })
    .from(failedJobs)
    .leftJoin(
      alerts,
      and(eq(alerts.key, sql`'job_failed:' || ${failedJobs.id}`), isNull(alerts.resolvedAt)),
    )
    .where(and(state === "open" ? isNotNull(alerts.id) : undefined, after))
    .orderBy(...order)
    .limit(limit);
  return page(rows);
}

export type FailedJob = Awaited<ReturnType<typeof listFailedJobs>>["items"][number];
