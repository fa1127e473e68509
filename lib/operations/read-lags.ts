import { sql } from "drizzle-orm";
import { jobTicks } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";

/** Whole seconds: 0 when nothing is late. */
export type Lags = {
  outbox: { unsent: number; oldestSeconds: number };
  /** Since each job of the clock last came to its end; null when it never has. */
  jobs: Record<string, number | null>;
  /** How long the longest overdue work of each kind has been due. */
  overdue: Record<Work, number>;
};

const work = {
  holds: sql`select min(hold_expires_at) from sessions where state in ('held', 'expiring')`,
  requests: sql`select min(answer_by) from sessions where state = 'requested'`,
  completions: sql`select min(ends_at) from sessions where state = 'confirmed'`,
  reminders: sql`select min(due_at) from reminders where settled_at is null`,
  // While a dispute that is more than an inquiry is open, its money is at the reader's bank, and the
  // refund waits for its end.
  refunds: sql`select min(created_at) from refunds r where status = 'due' and not exists (
    select from disputes d
    where d.payment_id = r.payment_id and d.status = 'open' and not d.is_refundable)`,
  reports: sql`select min(contest_by) from session_reports where status = 'open'`,
  // Without an account that is ready they accrue, and after a refusal they wait for the next try.
  payouts: sql`select min(due_at) from payouts p where status = 'due' and retry_at is null
    and exists (select from payout_accounts a where a.researcher_id = p.researcher_id and a.can_receive)`,
} as const;

export type Work = keyof typeof work;
export const WORK = Object.keys(work) as Work[];

/** How far what should happen by itself is behind: a few looks at the ends of small indexes. */
export async function readLags(
  { db, now }: Pick<Ctx, "db" | "now">,
  jobs: readonly string[],
): Promise<Lags> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const since = (due: typeof at) =>
    sql`greatest(0, floor(extract(epoch from ${at} - (${due}))))::float8`;
  const overdue = WORK.map((name) => sql`${since(work[name])} as ${sql.identifier(name)}`);
  const [row] = await db.execute<Record<string, number | null>>(sql`
    select (select count(*) from outbox where sent_at is null)::float8 as unsent,
      ${since(sql`select min(created_at) from outbox where sent_at is null`)} as oldest,
      ${sql.join(overdue, sql`, `)}`);
  const ticks = await db.select().from(jobTicks);
  const tickOf = (job: string) => ticks.find((tick) => tick.job === job)?.finishedAt;
  return {
    outbox: { unsent: row?.unsent ?? 0, oldestSeconds: row?.oldest ?? 0 },
    jobs: Object.fromEntries(jobs.map((job) => [job, secondsSince(tickOf(job), now)])),
    overdue: Object.fromEntries(WORK.map((name) => [name, row?.[name] ?? 0])) as Lags["overdue"],
  };
}

function secondsSince(finishedAt: Date | undefined, now: Date): number | null {
  if (!finishedAt) return null;
  return Math.max(0, Math.floor((now.getTime() - finishedAt.getTime()) / 1_000));
}
