import { eq } from "drizzle-orm";
import type { z } from "zod";
import { adminActs, users } from "@/db/schema";
import { requireAdmin } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/platform/context";
import { type ListLatest, latest } from "./latest";

/** What administrators did, newest first. Administrators only. */
export async function listActs(ctx: Ctx, input: z.output<typeof ListLatest>) {
  requireAdmin(ctx.actor);
  const { made, after, order, limit, page } = latest(adminActs.createdAt, adminActs.id, input);
  const rows = await ctx.db
    .select({
      id: adminActs.id,
      act: adminActs.act,
      subjectKind: adminActs.subjectKind,
      subjectId: adminActs.subjectId,
      details: adminActs.details,
      createdAt: adminActs.createdAt,
      actorId: adminActs.actorId,
      /** Null once the account is gone. */
      actorName: users.name,
      made,
    })
    .from(adminActs)
    .leftJoin(users, eq(users.id, adminActs.actorId))
    .where(after)
    .orderBy(...order)
    .limit(limit);
  return page(rows);
}

export type LoggedAct = Awaited<ReturnType<typeof listActs>>["items"][number];
