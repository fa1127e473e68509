import { and, count, eq, sql } from "drizzle-orm";
import { z } from "zod";
import {
  invitationState,
  invitations,
  outreachRequests,
  outreachStatus,
  papers,
  researchers,
  suppressions,
  users,
} from "@/db/schema";
import { requireAdmin } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/platform/context";
import { ListLatest, latest } from "./latest";

export const ListRequests = ListLatest.extend({
  state: z.enum(outreachStatus.enumValues).optional(),
});
export const ListInvitations = ListLatest.extend({
  state: z.enum(invitationState.enumValues).optional(),
});

/** What readers have asked for, the latest first, without addresses. Administrators only. */
export async function listOutreachRequests(ctx: Ctx, input: z.output<typeof ListRequests>) {
  requireAdmin(ctx.actor);
  const { createdAt, id } = outreachRequests;
  const { made, after, order, limit, page } = latest(createdAt, id, input);
  const rows = await ctx.db
    .select({
      id,
      status: outreachRequests.status,
      readerName: users.name,
      researcherName: researchers.name,
      paperTitle: papers.title,
      addressSource: outreachRequests.addressSource,
      createdAt,
      made,
    })
    .from(outreachRequests)
    .innerJoin(users, eq(users.id, outreachRequests.userId))
    .innerJoin(papers, eq(papers.id, outreachRequests.paperId))
    .leftJoin(researchers, eq(researchers.id, outreachRequests.researcherId))
    .where(and(input.state && eq(outreachRequests.status, input.state), after))
    .orderBy(...order)
    .limit(limit);
  return page(rows);
}

/** What addresses were asked, the latest first: of each address its domain only. Administrators only. */
export async function listInvitations(ctx: Ctx, input: z.output<typeof ListInvitations>) {
  requireAdmin(ctx.actor);
  const { made, after, order, limit, page } = latest(invitations.createdAt, invitations.id, input);
  const rows = await ctx.db
    .select({
      id: invitations.id,
      state: invitations.state,
      failure: invitations.failure,
      domain: sql<string>`split_part(${invitations.email}::text, '@', 2)`,
      researcherName: researchers.name,
      mailedAt: invitations.mailedAt,
      createdAt: invitations.createdAt,
      made,
    })
    .from(invitations)
    .leftJoin(researchers, eq(researchers.id, invitations.researcherId))
    .where(and(input.state && eq(invitations.state, input.state), after))
    .orderBy(...order)
    .limit(limit);
  return page(rows);
}

/** How many addresses are left alone for good, by why. Administrators only. */
export async function countSuppressions(ctx: Ctx) {
  requireAdmin(ctx.actor);
  return ctx.db
    .select({ reason: suppressions.reason, count: count() })
    .from(suppressions)
    .groupBy(suppressions.reason)
    .orderBy(suppressions.reason);
}
