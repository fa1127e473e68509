import type { Engine, RunStatus } from "./context";

export type RunView = {
  id: string;
  function: string;
  status: RunStatus;
  event: { id: string; name: string };
  steps: { name: string; op: string; status: "pending" | "done" | "failed"; failures: number }[];
  output: unknown;
  started: string;
  ended: string | null;
};

export type RunFilter = { function?: string; status?: string; events?: string[]; limit?: number };

type Row = {
  id: string;
  function_id: string;
  status: RunStatus;
  event: { id: string; name: string };
  output: unknown;
  started_at: Date;
  ended_at: Date | null;
  steps: RunView["steps"] | null;
};

/**
 * Recent runs, newest first. `function` may be the full id or the part after the app's name; `events`
 * narrows to the runs that these events' ids have set off.
 */
export async function listRuns(engine: Engine, filter: RunFilter): Promise<RunView[]> {
  const fn = filter.function ?? null;
  const status = filter.status ?? null;
  const events = filter.events ?? null;
  const rows = await engine.sql<Row[]>`
    select run.*, (
      select json_agg(json_build_object('name', step.name, 'op', step.op, 'failures', step.failures,
        'status', case when step.state is null then 'pending'
          when step.state ? 'error' then 'failed' else 'done' end)
        order by step.position nulls last)
      from inngest.step where step.run_id = run.id) as steps
    from inngest.run
    where (${fn}::text is null or run.function_id = ${fn} or run.function_id like '%-' || ${fn})
      and (${status}::text is null or run.status = ${status})
      and (${events}::text[] is null or run.event->>'id' = any(${events}))
    order by run.place desc limit ${filter.limit ?? 200}`;
  return rows.map((row) => ({
    id: row.id,
    function: row.function_id,
    status: row.status,
    event: { id: row.event.id, name: row.event.name },
    steps: row.steps ?? [],
    output: row.output,
    started: row.started_at.toISOString(),
    ended: row.ended_at?.toISOString() ?? null,
  }));
}

export type Load = {
  /** Nothing is being called and nothing is due; runs that sleep or wait do not count. */
  idle: boolean;
  running: number;
  queued: number;
  /** Failed calls that will be repeated later. */
  retrying: number;
  /** Sleeps, waits and invocations that are not over. */
  sleeping: number;
};

export async function measureLoad(engine: Engine): Promise<Load> {
  const now = engine.now();
  const [load] = await engine.sql<Omit<Load, "idle">[]>`
    select
      (count(*) filter (where kind = 'call' and leased_until >= clock_timestamp()))::int as running,
      (count(*) filter (where due_at <= ${now}
        and (leased_until is null or leased_until < clock_timestamp())))::int
        + (select count(*) from inngest.event where not dispatched)::int
        + (select count(*) from inngest.cron where next_at <= ${now})::int as queued,
      (count(*) filter (where kind = 'call' and due_at > ${now}))::int as retrying,
      (count(*) filter (where kind <> 'call' and due_at > ${now}))::int as sleeping
    from inngest.job`;
  if (!load) throw new Error("counting the jobs gave no row");
  return { idle: load.running === 0 && load.queued === 0, ...load };
}
