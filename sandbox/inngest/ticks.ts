import type { Db, Engine } from "./context";
import { nextTick, parseCron } from "./cron";
import { findFunction } from "./register";
import { startRun } from "./runs";
import { ulid } from "./ulid";

/**
 * Starts a run for every cron whose tick has come, and sets its next tick after now: ticks missed
 * while the engine was down are made up for by one run. Returns how many runs were started.
 */
export async function fireDueCrons(engine: Engine): Promise<number> {
  const now = engine.now();
  return engine.sql.begin(async (tx) => {
    const due = await tx<{ function_id: string; expression: string; next_at: Date }[]>`
      select function_id, expression, next_at from inngest.cron
      where next_at <= ${now} order by next_at for update skip locked`;
    for (const { function_id, expression } of due) {
      await startCronRun(engine, tx, function_id, expression);
      await tx`
        update inngest.cron set next_at = ${nextTick(parseCron(expression), now)}
        where function_id = ${function_id} and expression = ${expression}`;
    }
    return due.length;
  });
}

/** Fires a cron function out of turn and returns the run's id; undefined when there is no such cron. */
export async function fireCron(engine: Engine, functionId: string): Promise<string | undefined> {
  const runId = await engine.sql.begin(async (tx) => {
    const [cron] = await tx<{ expression: string }[]>`
      select expression from inngest.cron where function_id = ${functionId}
      order by expression limit 1`;
    return cron && startCronRun(engine, tx, functionId, cron.expression);
  });
  engine.wake();
  return runId;
}

async function startCronRun(engine: Engine, tx: Db, functionId: string, cron: string) {
  const fn = await findFunction(tx, functionId);
  if (!fn) return undefined;
  const now = engine.now();
  const event = {
    id: ulid(now),
    name: "inngest/scheduled.timer",
    data: { cron },
    ts: now.getTime(),
  };
  return startRun(engine, tx, fn, event);
}
