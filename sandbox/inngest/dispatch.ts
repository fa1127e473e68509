import type { Engine, EventBody } from "./context";
import { momentOf } from "./durations";
import { holds } from "./expressions";
import type { FunctionConfig } from "./register";
import { endRun, lockRunning, resolveTimer, startRun } from "./runs";

const BATCH = 100;

type StoredEvent = { id: string; place: string; body: EventBody };

/**
 * Lets waiting events do what they do: start functions, cancel runs, end waits. Each effect is a
 * transaction of its own and tolerates being repeated, so an interrupted dispatch starts over.
 * Returns how many events were dispatched.
 */
export async function dispatchEvents(engine: Engine): Promise<number> {
  const events = await engine.sql<StoredEvent[]>`
    select id, place, body from inngest.event where not dispatched order by place limit ${BATCH}`;
  if (events.length === 0) return 0;
  const functions = await engine.sql<{ config: FunctionConfig }[]>`
    select config from inngest.function order by id`;
  for (const event of events) {
    for (const { config } of functions) {
      await triggerFunction(engine, config, event);
      await cancelRuns(engine, config, event);
    }
    await endWaits(engine, event);
    await engine.sql`
      update inngest.event set dispatched = true where id = ${event.id} and place = ${event.place}`;
  }
  return events.length;
}

async function triggerFunction(engine: Engine, fn: FunctionConfig, event: StoredEvent) {
  const triggered = fn.triggers.some(
    (trigger) =>
      "event" in trigger &&
      trigger.event === event.body.name &&
      holds(trigger.expression, { event: event.body }),
  );
  if (!triggered) return;
  await engine.sql.begin((tx) => startRun(engine, tx, fn, event.body, { place: event.place }));
}

async function cancelRuns(engine: Engine, fn: FunctionConfig, event: StoredEvent) {
  for (const cancel of fn.cancel ?? []) {
    if (cancel.event !== event.body.name) continue;
    const runs = await engine.sql<{ id: string; event: EventBody; started_at: Date }[]>`
      select id, event, started_at from inngest.run
      where function_id = ${fn.id} and status = 'running' and place < ${event.place} order by id`;
    for (const run of runs) {
      if (cancel.timeout && momentOf(cancel.timeout, run.started_at) <= engine.now()) continue;
      if (!holds(cancel.if, { event: run.event, async: event.body })) continue;
      await engine.sql.begin(async (tx) => {
        const locked = await lockRunning(tx, run.id);
        const reason = { name: "Error", message: `cancelled by the event ${event.body.name}` };
        if (locked) await endRun(engine, tx, locked, "cancelled", reason);
      });
    }
  }
}

async function endWaits(engine: Engine, event: StoredEvent) {
  const waits = await engine.sql<
    { id: string; run_id: string; step_id: string; wait_if: string | null; event: EventBody }[]
  >`
    select job.id, job.run_id, job.step_id, job.wait_if, run.event
    from inngest.job join inngest.run on run.id = job.run_id
    where job.kind = 'wait' and job.wait_event = ${event.body.name}
      and job.wait_place < ${event.place} order by job.id`;
  for (const wait of waits) {
    if (!holds(wait.wait_if, { event: wait.event, async: event.body })) continue;
    await engine.sql.begin((tx) => resolveTimer(engine, tx, wait, { data: event.body }));
  }
}
