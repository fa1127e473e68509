import { and, count, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { adminActs, alerts, users } from "@/db/schema";
import { requireAdmin } from "@/lib/auth/actor";
import type { Act } from "@/lib/auth/record-act";
import type { Ctx } from "@/lib/platform/context";
import { ListLatest, latest } from "./latest";

export const ListAlerts = ListLatest.extend({
  state: z.enum(["open", "resolved"]).default("open"),
});

/** What a person must look at, or has dealt with, newest first. Administrators only. */
export async function listAlerts(ctx: Ctx, { state, ...input }: z.output<typeof ListAlerts>) {
  requireAdmin(ctx.actor);
  const isOpen = state === "open";
  const at = isOpen ? alerts.createdAt : alerts.resolvedAt;
  const { made, after, order, limit, page } = latest(at, alerts.id, input);
  const rows = await ctx.db
    .select({ ...columns, made })
    .from(alerts)
    .leftJoin(
      adminActs,
      and(
        eq(adminActs.subjectId, sql`${alerts.id}::text`),
        eq(adminActs.act, "alert_resolved" satisfies Act["act"]),
      ),
    )
    .leftJoin(users, eq(users.id, adminActs.actorId))
    .where(and(isOpen ? isNull(alerts.resolvedAt) : isNotNull(alerts.resolvedAt), after))
    .orderBy(...order)
    .limit(limit);
  return page(rows);
}

const columns = {
  id: alerts.id,
  kind: alerts.kind,
  key: alerts.key,
  message: alerts.message,
  details: alerts.details,
  note: alerts.note,
  isQuiet: alerts.isQuiet,
  resolvedAt: alerts.resolvedAt,
  createdAt: alerts.createdAt,
  /** Null for what resolved itself, and once the account is gone. */
  resolvedBy: users.name,
};

export type ListedAlert = Omit<Awaited<ReturnType<typeof listAlerts>>["items"][number], "made">;

/** How many alerts are open of each kind, the most first. Administrators only. */
export async function countOpenAlerts(ctx: Ctx): Promise<{ kind: string; count: number }[]> {
  requireAdmin(ctx.actor);
  return ctx.db
    .select({ kind: alerts.kind, count: count() })
    .from(alerts)
    .where(isNull(alerts.resolvedAt))
    .groupBy(alerts.kind)
    .orderBy(desc(count()), alerts.kind);
}
