import { and, eq, ilike, inArray, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { anyOf } from "@/db/any-of";
import {
  disputes,
  payments,
  payouts,
  refunds,
  researchers,
  sessionReports,
  sessionState,
  sessions,
  users,
} from "@/db/schema";
import { requireAdmin } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/platform/context";
import { Text } from "@/lib/platform/text";
import { ListLatest, latest } from "./latest";
import { isWithoutLink } from "./without-link";

/** What a session may wait for, beside the states that it can be in. */
const WAITING = ["to_decide", "without_link"] as const;

export const FindSessions = ListLatest.extend({
  query: Text.trim().max(200).optional(),
  state: z.enum([...sessionState.enumValues, ...WAITING]).optional(),
});

type Wanted = z.output<typeof FindSessions>["state"];

/**
 * Sessions, the latest made first; found by their own id or that of one of their payments, by an id
 * of Stripe's, a party's whole address, or a part of a party's name. Administrators only.
 */
export async function findSessions(ctx: Ctx, input: z.output<typeof FindSessions>) {
  requireAdmin(ctx.actor);
  const { query, state } = input;
  const { made, after, order, limit, page } = latest(sessions.createdAt, sessions.id, input);
  const rows = await ctx.db
    .select({
      id: sessions.id,
      state: sessions.state,
      startsAt: sessions.startsAt,
      priceCents: sessions.priceCents,
      createdAt: sessions.createdAt,
      readerName: users.name,
      researcherName: researchers.name,
      made,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.readerId))
    .innerJoin(researchers, eq(researchers.id, sessions.researcherId))
    .where(and(isIn(ctx, state), query ? await isOf(ctx, query) : undefined, after))
    .orderBy(...order)
    .limit(limit);
  return page(rows);
}

function isIn({ db, now }: Ctx, state: Wanted): SQL | undefined {
  if (state === "to_decide") {
    const reported = db
      .select({ id: sessionReports.sessionId })
      .from(sessionReports)
      .where(eq(sessionReports.status, "with_admin"));
    return inArray(sessions.id, reported);
  }
  if (state === "without_link") return isWithoutLink(now);
  return state && eq(sessions.state, state);
}

const isUuid = (text: string) => z.guid().safeParse(text).success;

/** Whose ids are known first, so that the sessions are found by the indexes on them. */
async function isOf(ctx: Ctx, query: string): Promise<SQL | undefined> {
  if (isUuid(query)) {
    const paid = ctx.db
      .select({ id: payments.sessionId })
      .from(payments)
      .where(eq(payments.id, query));
    return anyOf(sessions.id, [query, ...ids(await paid)]);
  }
  if (/^[a-z]{2,3}_\w+$/.test(query)) return inArray(sessions.id, paidUnder(query));
  if (!query.includes("@")) {
    const part = `%${query.replace(/[\\%_]/g, "\\$&")}%`;
    return or(
      anyOf(sessions.readerId, await accountsWho(ctx, ilike(users.name, part))),
      anyOf(sessions.researcherId, await researchersWho(ctx, ilike(researchers.name, part))),
    );
  }
  const readers = await accountsWho(ctx, eq(users.email, query));
  const isTheirs = or(eq(researchers.email, query), anyOf(researchers.userId, readers));
  return or(
    anyOf(sessions.readerId, readers),
    anyOf(sessions.researcherId, await researchersWho(ctx, isTheirs)),
  );
}

const MOST_NAMESAKES = 200;

const accountsWho = async ({ db }: Ctx, condition: SQL) =>
  ids(await db.select({ id: users.id }).from(users).where(condition).limit(MOST_NAMESAKES));

const researchersWho = async ({ db }: Ctx, condition: SQL | undefined) =>
  ids(
    await db
      .select({ id: researchers.id })
      .from(researchers)
      .where(condition)
      .limit(MOST_NAMESAKES),
  );

const ids = (rows: { id: string | null }[]) => rows.flatMap(({ id }) => id ?? []);

/** Each of these is asked by an index of its own. */
const paidUnder = (id: string) => sql`(
  select session_id from ${payments} where transaction_id = ${id} or charge_id = ${id}
  union select p.session_id from ${refunds} r join ${payments} p on p.id = r.payment_id
    where r.transaction_id = ${id}
  union select p.session_id from ${disputes} d join ${payments} p on p.id = d.payment_id
    where d.transaction_id = ${id}
  union select session_id from ${payouts} where transaction_id = ${id})`;
