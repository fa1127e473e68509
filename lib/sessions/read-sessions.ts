import {
  and,
  asc,
  desc,
  eq,
  getTableColumns,
  gt,
  inArray,
  lt,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { meetings, papers, researchers, sessions, users } from "@/db/schema";
import { requireUser } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/platform/context";
import { decodeCursor, encodeCursor, pageParameters } from "@/lib/platform/cursor";
import { notFound } from "@/lib/platform/errors";
import { requireParty } from "./parties";
import type { SessionDetail } from "./session-view";

/** What the payments of a session add up to: kept, returned, refused, or not there yet. */
export const paymentStatus = sql<SessionDetail["paymentStatus"]>`coalesce((
  select case
    when bool_or(p.status = 'completed' and p.refunded_cents < p.captured_cents) then 'completed'
    when bool_or(p.captured_cents > 0 and p.refunded_cents >= p.captured_cents) then 'refunded'
    when bool_or(p.status = 'failed') then 'failed'
    else 'pending' end
  from payments p where p.session_id = sessions.id), 'pending')`;

/** Sessions with what their pages and views show. */
export function selectDetail(db: Database) {
  return db
    .select({
      ...getTableColumns(sessions),
      researcherName: researchers.name,
      researcherSlug: researchers.slug,
      researcherTimeZone: researchers.timeZone,
      researcherUserId: researchers.userId,
      readerName: users.name,
      readerTimeZone: users.timeZone,
      paperTitle: papers.title,
      joinUrl: meetings.joinUrl,
      paymentStatus,
    })
    .from(sessions)
    .innerJoin(researchers, eq(researchers.id, sessions.researcherId))
    .innerJoin(users, eq(users.id, sessions.readerId))
    .leftJoin(papers, eq(papers.id, sessions.paperId))
    .leftJoin(meetings, eq(meetings.sessionId, sessions.id));
}

/** A session with what its pages and views show; to strangers it does not exist. */
export async function getSession(
  ctx: Ctx,
  input: { sessionId: string },
): Promise<SessionDetail & { role: "reader" | "researcher" }> {
  requireUser(ctx.actor);
  const [session] = await selectDetail(ctx.db).where(eq(sessions.id, input.sessionId));
  if (!session) throw notFound("Session");
  return { ...session, role: requireParty(ctx.actor, session).role };
}

export const ListSessions = z.object(pageParameters);

// Epoch milliseconds, to the year 2286: later ones are written in a way that PostgreSQL does not read.
const cursorChecks = [z.string().regex(/^\d{1,13}$/), z.guid()];

export type SessionList = { items: SessionDetail[]; nextCursor: string | null };

/** The reader's own bookings, newest first. */
export async function listReaderSessions(
  ctx: Ctx,
  input: z.output<typeof ListSessions>,
): Promise<SessionList> {
  const reader = requireUser(ctx.actor);
  return pageOfSessions(ctx, eq(sessions.readerId, reader.id), input);
}

/** A page of the sessions that a condition picks, latest start first. */
export async function pageOfSessions(
  ctx: Ctx,
  whose: SQL | undefined,
  { limit, cursor }: z.output<typeof ListSessions>,
): Promise<SessionList> {
  const [startsAt = "", id = ""] = cursor ? decodeCursor(cursor, cursorChecks) : [];
  const before = cursor ? { startsAt: new Date(Number(startsAt)), id } : null;
  const rows = await selectDetail(ctx.db)
    .where(
      and(
        whose,
        before
          ? or(
              lt(sessions.startsAt, before.startsAt),
              and(eq(sessions.startsAt, before.startsAt), lt(sessions.id, before.id)),
            )
          : undefined,
      ),
    )
    .orderBy(desc(sessions.startsAt), desc(sessions.id))
    .limit(limit + 1);
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return {
    items,
    nextCursor: last ? encodeCursor([String(last.startsAt.getTime()), last.id]) : null,
  };
}

/** A party's sessions for their page: what is to come (soonest first), or what is over (latest first). */
export async function listOwnSessions(
  ctx: Ctx,
  input: { as: "reader" | "researcher"; when: "requests" | "upcoming" | "past"; limit?: number },
): Promise<SessionDetail[]> {
  const user = requireUser(ctx.actor);
  if (input.as === "researcher" && !user.researcherId) throw notFound("Profile");
  const whose =
    input.as === "reader"
      ? eq(sessions.readerId, user.id)
      : eq(sessions.researcherId, user.researcherId ?? "");
  const isPast = input.when === "past";
  const states = {
    requests: ["requested"],
    upcoming: ["held", "expiring", "confirmed", ...(input.as === "reader" ? ["requested"] : [])],
    past: ["completed", "canceled", "confirmed"],
  }[input.when] as SessionDetail["state"][];
  const now = ctx.now;
  const time = isPast
    ? or(inArray(sessions.state, ["completed", "canceled"]), lt(sessions.endsAt, now))
    : gt(sessions.endsAt, now);
  return selectDetail(ctx.db)
    .where(and(whose, inArray(sessions.state, states), time, visibleTo(input.as, isPast)))
    .orderBy(isPast ? desc(sessions.startsAt) : asc(sessions.startsAt), asc(sessions.id))
    .limit(input.limit ?? 50);
}

/** Holds that came to nothing are nobody's history, and a researcher sees only what was paid for. */
function visibleTo(as: "reader" | "researcher", isPast: boolean): SQL | undefined {
  if (as === "reader" && !isPast) return undefined;
  return sql`${sessions.paidAt} is not null`;
}
