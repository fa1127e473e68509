import { asJson, type Db, type Engine, type EventBody, type Run, type RunStatus } from "./context";
import { momentOf } from "./durations";
import { addEvent } from "./events";
import { keyOf } from "./expressions";
import { type FunctionConfig, findFunction } from "./register";
import { ulid } from "./ulid";

const IDEMPOTENCY_PERIOD = "24h";

export type RunOrigin = {
  /** The triggering event's place; a cron's or an invocation's run takes a new one. */
  place?: string;
  /** The run and step that wait for this run's result. */
  parent?: { runId: string; stepId: string };
};

/**
 * Starts a run of `fn` for this event and returns its id. Undefined when the event has started this
 * function already, or the function's idempotency key was seen within 24 hours.
 */
export async function startRun(
  engine: Engine,
  tx: Db,
  fn: FunctionConfig,
  event: EventBody,
  { place, parent }: RunOrigin = {},
): Promise<string | undefined> {
  const now = engine.now();
  const id = ulid(now);
  const started = await tx`
    insert into inngest.run (id, function_id, place, event, parent_run, parent_step, started_at)
    values (${id}, ${fn.id}, coalesce(${place ?? null}::bigint, nextval('inngest.place')),
      ${asJson(event)}::text::jsonb, ${parent?.runId ?? null}, ${parent?.stepId ?? null}, ${now})
    on conflict (function_id, place) do nothing returning id`;
  if (started.length === 0) return undefined;
  if (fn.idempotency && place !== undefined) {
    const fresh = await tx`
      insert into inngest.idempotency (function_id, key, expires_at)
      values (${fn.id}, ${keyOf(fn.idempotency, { event })}, ${momentOf(IDEMPOTENCY_PERIOD, now)})
      on conflict (function_id, key) do update set expires_at = excluded.expires_at
        where idempotency.expires_at <= ${now}
      returning key`;
    if (fresh.length === 0) {
      await tx`delete from inngest.run where id = ${id}`;
      return undefined;
    }
  }
  await addCall(engine, tx, { id, event, function_id: fn.id }, "step");
  return id;
}

/** Leaves a call of the app to be made: of the whole function (`step`) or of one planned step. */
export async function addCall(
  engine: Engine,
  tx: Db,
  run: Pick<Run, "id" | "event" | "function_id">,
  stepId: string,
): Promise<void> {
  const limits = (await findFunction(tx, run.function_id))?.concurrency ?? [];
  const slots = limits.map(({ key }, index) =>
    [run.function_id, index, key ? keyOf(key, { event: run.event }) : ""].join("|"),
  );
  await tx`
    insert into inngest.job (run_id, kind, step_id, due_at, slots, slot_limits)
    values (${run.id}, 'call', ${stepId}, ${engine.now()}, ${slots}, ${limits.map((l) => l.limit)})`;
}

/** The run, locked until the transaction ends; undefined unless it is still running. */
export async function lockRunning(tx: Db, runId: string): Promise<Run | undefined> {
  const [run] = await tx<Run[]>`
    select * from inngest.run where id = ${runId} and status = 'running' for update`;
  return run;
}

/** Remembers that the function has come to this step; false when that was known. */
export async function recordStep(
  tx: Db,
  runId: string,
  step: { id: string; name: string; op: string },
): Promise<boolean> {
  const added = await tx`
    insert into inngest.step (run_id, id, name, op)
    values (${runId}, ${step.id}, ${step.name}, ${step.op})
    on conflict do nothing returning id`;
  return added.length > 0;
}

export type StepState = { data: unknown } | { error: unknown };

/** Remembers a step's result and calls the function again; a second result is ignored. */
export async function completeStep(
  engine: Engine,
  tx: Db,
  run: Run,
  stepId: string,
  state: StepState,
): Promise<void> {
  const saved = await tx`
    update inngest.step set state = ${asJson(state)}::text::jsonb,
      position = nextval('inngest.place')
    where run_id = ${run.id} and id = ${stepId} and state is null returning id`;
  if (saved.length > 0) await addCall(engine, tx, run, "step");
}

/** Ends a sleep, a wait or an invocation's deadline with this result, unless it has ended before. */
export async function resolveTimer(
  engine: Engine,
  tx: Db,
  timer: { id: string; run_id: string; step_id: string },
  state: StepState,
): Promise<void> {
  const run = await lockRunning(tx, timer.run_id);
  const gone = await tx`delete from inngest.job where id = ${timer.id} returning id`;
  if (run && gone.length > 0) await completeStep(engine, tx, run, timer.step_id, state);
}

/** Ends a run and tells whoever waits for it: a parent's step, and the `inngest/function.*` events. */
export async function endRun(
  engine: Engine,
  tx: Db,
  run: Run,
  status: Exclude<RunStatus, "running">,
  output: unknown,
): Promise<void> {
  await tx`
    update inngest.run set status = ${status}, output = ${asJson(output)}::text::jsonb,
      ended_at = ${engine.now()} where id = ${run.id}`;
  await tx`delete from inngest.job where run_id = ${run.id}`;
  const state = status === "completed" ? { data: output ?? null } : { error: output };
  const parent = run.parent_run ? await lockRunning(tx, run.parent_run) : undefined;
  if (parent && run.parent_step) {
    await tx`delete from inngest.job where run_id = ${parent.id} and step_id = ${run.parent_step}`;
    await completeStep(engine, tx, parent, run.parent_step, state);
  }
  await announceEnd(engine, tx, run, status, output);
}

async function announceEnd(
  engine: Engine,
  tx: Db,
  run: Run,
  status: Exclude<RunStatus, "running">,
  output: unknown,
): Promise<void> {
  // The end of a run that was started by such an event is not announced, or it would never stop.
  if (/^inngest\/function\.(failed|finished|cancelled)$/.test(run.event.name)) return;
  const data = {
    function_id: run.function_id,
    run_id: run.id,
    event: run.event,
    events: [run.event],
    ...(status === "completed" ? { result: output ?? null } : { error: output }),
  };
  if (status === "cancelled") {
    await addEvent(engine, tx, { name: "inngest/function.cancelled", data });
    return;
  }
  if (status === "failed") await addEvent(engine, tx, { name: "inngest/function.failed", data });
  await addEvent(engine, tx, { name: "inngest/function.finished", data });
}
