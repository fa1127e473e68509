import { type SQL, sql } from "drizzle-orm";
import { sessions } from "@/db/schema";
import { requireAdmin } from "@/lib/auth/actor";
import { zoneClock } from "@/lib/availability/zone-transitions";
import type { Ctx } from "@/lib/platform/context";
import { DAY_MS } from "@/lib/platform/time";
import { isWithoutLink } from "./without-link";

/** How many of each wait for a person. Each is read from the short end of an index, or a short table. */
const waiting = {
  reports: sql`select count(*) from session_reports where status = 'with_admin'`,
  candidates: sql`select count(*) from match_candidates where state = 'proposed'`,
  claims: sql`select count(*) from profile_requests where state = 'waiting' and kind = 'claim'`,
  removals: sql`select count(*) from profile_requests where state = 'waiting' and kind = 'removal'`,
  jobs: sql`select count(*) from alerts where resolved_at is null and kind = 'job_failed'`,
  webhooks: sql`select count(*) from webhook_failures f
    where not exists (select from webhook_events e where e.id = f.id)`,
  disputes: sql`select count(*) from disputes where status = 'open'`,
  refunds: sql`select count(*) from refunds where status = 'due' and failure_reason is not null`,
  payouts: sql`select count(*) from payouts where status = 'due' and retry_at is not null`,
} as const;

export type Waiting = Record<keyof typeof waiting | "meetings", number>;

/** What waits for a person, counted. Administrators only. */
export async function countWaiting(ctx: Ctx): Promise<Waiting> {
  requireAdmin(ctx.actor);
  const meetings = sql`select count(*) from ${sessions} where ${isWithoutLink(ctx.now)}`;
  const all = Object.entries({ ...waiting, meetings });
  const counts = all.map(([name, query]) => sql`(${query})::int as ${sql.identifier(name)}`);
  return only<Waiting>(ctx, sql`select ${sql.join(counts, sql`, `)}`);
}

export type Figures = {
  /** Sessions made in the time, by the state that they are in now. */
  sessions: { state: string; today: number; week: number }[];
  money: Record<"payments" | "refunds" | "payouts", Amounts>;
  outreach: Record<"sent" | "accepted", { today: number; week: number }>;
  /** As of now. */
  payoutsDue: { count: number; cents: number };
  members: number;
};
type Amounts = { today: number; week: number; todayCents: number; weekCents: number };

/** What came and went, today on the clocks of `zone` and in the seven days to it. Administrators only. */
export async function readFigures(ctx: Ctx, { zone }: { zone: string }): Promise<Figures> {
  requireAdmin(ctx.actor);
  const clock = zoneClock(zone);
  const day = clock.dayAt(ctx.now.getTime());
  // By whole days of the calendar: clocks may have changed within the week.
  const startOf = (localDay: number) => {
    const at = new Date(clock.firstReaching(localDay * DAY_MS)).toISOString();
    return sql`${at}::timestamptz`;
  };
  const [today, week] = [startOf(day), startOf(day - 6)];
  const counted = (at: SQL) => sql`count(*) filter (where ${at} >= ${today})::int as today,
    count(*)::int as week`;
  const summed = (at: SQL, cents: SQL) => sql`${counted(at)},
    coalesce(sum(${cents}) filter (where ${at} >= ${today}), 0)::float8 as "todayCents",
    coalesce(sum(${cents}), 0)::float8 as "weekCents"`;
  const [sessions, payments, refunds, payouts, sent, accepted, payoutsDue, members] =
    await Promise.all([
      ctx.db.execute<Figures["sessions"][number]>(sql`
        select state, ${counted(sql`created_at`)} from sessions
        where created_at >= ${week} group by state order by state`),
      only<Amounts>(
        ctx,
        sql`
        select ${summed(sql`created_at`, sql`captured_cents`)} from payments
        where created_at >= ${week} and status = 'completed'`,
      ),
      only<Amounts>(
        ctx,
        sql`
        select ${summed(sql`created_at`, sql`amount_cents`)} from refunds
        where created_at >= ${week}`,
      ),
      only<Amounts>(
        ctx,
        sql`
        select ${summed(sql`paid_at`, sql`sent_cents`)} from payouts where paid_at >= ${week}`,
      ),
      only<{ today: number; week: number }>(
        ctx,
        sql`
        select ${counted(sql`created_at`)} from invitations
        where created_at >= ${week} and mailed_at is not null`,
      ),
      only<{ today: number; week: number }>(
        ctx,
        sql`
        select ${counted(sql`settled_at`)} from invitations
        where settled_at >= ${week} and state = 'accepted'`,
      ),
      only<Figures["payoutsDue"]>(
        ctx,
        sql`
        select count(*)::int as count, coalesce(sum(net_cents - withheld_cents), 0)::float8 as cents
        from payouts where status = 'due'`,
      ),
      only<{ count: number }>(
        ctx,
        sql`
        select count(*)::int as count from subscriptions
        where state in ('trialing', 'active', 'past_due')`,
      ),
    ]);
  return {
    sessions: [...sessions],
    money: { payments, refunds, payouts },
    outreach: { sent, accepted },
    payoutsDue,
    members: members.count,
  };
}

/** The single row of a query that counts. */
async function only<Row extends Record<string, unknown>>({ db }: Ctx, query: SQL) {
  const [row] = await db.execute<Row>(query);
  if (!row) throw new Error("nothing was counted");
  return row;
}
