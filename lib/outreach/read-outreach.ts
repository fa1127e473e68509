import { and, desc, eq, getTableColumns, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { invitations, outreachRequests, papers, researchers } from "@/db/schema";
import { requireVerified } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/platform/context";
import { decodeCursor, encodeCursor, pageParameters, timestampText } from "@/lib/platform/cursor";
import { notFound } from "@/lib/platform/errors";
import { isReachedByPayouts } from "@/lib/researchers/payout-countries";

/** Requests with what the reader's page and the view show. */
const selectDetail = (db: Database) =>
  db
    .select({
      ...getTableColumns(outreachRequests),
      paperTitle: papers.title,
      researcherName: researchers.name,
      researcherSlug: researchers.slug,
      takesBookings: sql<boolean>`coalesce(${researchers.standing} = 'listed' and ${isReachedByPayouts}, false)`,
      invitation: {
        state: invitations.state,
        mailedAt: invitations.mailedAt,
        expiresAt: invitations.expiresAt,
        quietUntil: invitations.quietUntil,
        failure: invitations.failure,
      },
      made: sql<string>`${outreachRequests.createdAt}::text`,
    })
    .from(outreachRequests)
    .innerJoin(invitations, eq(invitations.id, outreachRequests.invitationId))
    .innerJoin(papers, eq(papers.id, outreachRequests.paperId))
    .leftJoin(researchers, eq(researchers.id, outreachRequests.researcherId));

export type OutreachDetail = Omit<Awaited<ReturnType<typeof selectDetail>>[number], "made">;

/** One of the reader's own requests. Throws NOT_FOUND for others'. */
export async function getOutreach(ctx: Ctx, input: { requestId: string }): Promise<OutreachDetail> {
  const reader = requireVerified(ctx.actor);
  const [request] = await selectDetail(ctx.db).where(
    and(eq(outreachRequests.id, input.requestId), eq(outreachRequests.userId, reader.id)),
  );
  if (!request) throw notFound("Outreach request");
  return request;
}

export const ListOutreach = z.object(pageParameters);

const cursorChecks = [timestampText, z.guid()];

/** The reader's own requests, newest first, one page at a time. Throws INVALID_INPUT for a foreign cursor. */
export async function listOutreach(
  ctx: Ctx,
  { limit, cursor }: z.output<typeof ListOutreach>,
): Promise<{ items: OutreachDetail[]; nextCursor: string | null }> {
  const reader = requireVerified(ctx.actor);
  const place = cursor ? decodeCursor(cursor, cursorChecks) : null;
  const rows = await selectDetail(ctx.db)
    .where(
      and(
        eq(outreachRequests.userId, reader.id),
        place
          ? sql`(${outreachRequests.createdAt}, ${outreachRequests.id}) < (${place[0]}::timestamptz, ${place[1]}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(outreachRequests.createdAt), desc(outreachRequests.id))
    .limit(limit + 1);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit),
    nextCursor: last ? encodeCursor([last.made, last.id]) : null,
  };
}
