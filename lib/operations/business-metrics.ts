import { type SQL, sql } from "drizzle-orm";
import { Gauge, Registry } from "prom-client";
import type { Ctx } from "@/lib/platform/context";
import { readLags } from "./read-lags";

type Counted = { name: string; help: string; labels: string[]; query: SQL };

/** Counts by what is stored, each a row of its labels and `count`. */
const counted: Counted[] = [
  {
    name: "colloquy_sessions",
    help: "Sessions, by state",
    labels: ["state"],
    query: sql`select state, count(*)::float8 as count from sessions group by 1`,
  },
  {
    name: "colloquy_payments",
    help: "Payments, by status",
    labels: ["status"],
    query: sql`select status, count(*)::float8 as count from payments group by 1`,
  },
  {
    name: "colloquy_refunds",
    help: "Refunds, by status",
    labels: ["status"],
    query: sql`select status, count(*)::float8 as count from refunds group by 1`,
  },
  {
    name: "colloquy_payouts",
    help: "Payouts to researchers, by status",
    labels: ["status"],
    query: sql`select status, count(*)::float8 as count from payouts group by 1`,
  },
  {
    name: "colloquy_disputes",
    help: "Card disputes, by status",
    labels: ["status"],
    query: sql`select status, count(*)::float8 as count from disputes group by 1`,
  },
  {
    name: "colloquy_alerts_open",
    help: "Alerts that nobody has resolved, by kind",
    labels: ["kind"],
    query: sql`select kind, count(*)::float8 as count from alerts where resolved_at is null group by 1`,
  },
  {
    name: "colloquy_mails",
    help: "Mails, by kind and outcome: sent, or open (being tried, or given up)",
    labels: ["kind", "outcome"],
    query: sql`select kind, case when sent_at is null then 'open' else 'sent' end as outcome,
      count(*)::float8 as count from sent_mails group by 1, 2`,
  },
  {
    name: "colloquy_webhook_events",
    help: "Webhook events that were applied, by provider and type",
    labels: ["provider", "type"],
    query: sql`select provider, type, count(*)::float8 as count from webhook_events group by 1, 2`,
  },
];

type Reading = Pick<Ctx, "db" | "now">;

/** What the database says of the business, in Prometheus's text format 0.0.4. */
export async function readBusinessMetrics(ctx: Reading, jobs: readonly string[]): Promise<string> {
  const registers = [new Registry()];
  for (const { name, help, labels, query } of counted) {
    const gauge = new Gauge({ name, help, labelNames: labels, registers });
    for (const { count, ...values } of await ctx.db.execute<Row>(query)) {
      gauge.set(values, Number(count));
    }
  }
  await addLags(ctx, jobs, registers);
  return (await Promise.all(registers.map((registry) => registry.metrics()))).join("\n");
}

type Row = Record<string, string> & { count: string };

async function addLags(ctx: Reading, jobs: readonly string[], registers: Registry[]) {
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `colloquy_${name}`, help, labelNames, registers });
  const lags = await readLags(ctx, jobs);
  gauge("outbox_unsent", "Events that are not handed on yet").set(lags.outbox.unsent);
  gauge("outbox_lag_seconds", "Age of the oldest of them").set(lags.outbox.oldestSeconds);
  const ended = gauge("job_lag_seconds", "Since a minutely job last ended", ["job"]);
  for (const [job, seconds] of Object.entries(lags.jobs)) {
    ended.set({ job }, seconds ?? Number.POSITIVE_INFINITY);
  }
  const overdue = gauge("overdue_seconds", "How long the longest overdue work is due", ["work"]);
  for (const [work, seconds] of Object.entries(lags.overdue)) overdue.set({ work }, seconds);
}
