import { z } from "zod";
import type { Db, Engine, Run } from "./context";
import { momentOf } from "./durations";
import { compileExpression } from "./expressions";
import { findFunction } from "./register";
import { addCall, completeStep, endRun, recordStep, startRun } from "./runs";
import { ulid } from "./ulid";

const INVOKE_TIMEOUT = "365d";

/** One operation of a 206 answer: what the function wants to happen next. */
export const Operation = z.looseObject({
  op: z.string(),
  id: z.string(),
  name: z.string().nullish(),
  displayName: z.string().nullish(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
  opts: z.record(z.string(), z.unknown()).nullish(),
});
export type Operation = z.infer<typeof Operation>;

const InvokeOptions = z.looseObject({
  function_id: z.string(),
  payload: z.looseObject({ data: z.record(z.string(), z.unknown()).nullish() }).nullish(),
  timeout: z.string().nullish(),
});

/** An answer that the run cannot go on from; its message is for the developer. */
export class OperationError extends Error {
  override name = "OperationError";
}

/**
 * Does what one operation asks for, inside the transaction that holds the run's lock. A StepError
 * comes here only when it was the last attempt.
 */
export async function applyOperation(
  engine: Engine,
  tx: Db,
  run: Run,
  op: Operation,
): Promise<void> {
  const name = op.displayName ?? op.name ?? op.id;
  const isNew = () => recordStep(tx, run.id, { id: op.id, name, op: op.op });
  switch (op.op) {
    case "StepRun":
      await isNew();
      return completeStep(engine, tx, run, op.id, { data: op.data ?? null });
    case "StepError":
    case "StepFailed":
      await isNew();
      return completeStep(engine, tx, run, op.id, { error: op.error ?? op.data ?? null });
    case "StepPlanned":
      if (await isNew()) await addCall(engine, tx, run, op.id);
      return;
    case "Sleep":
      if (await isNew()) await addTimer(engine, tx, run, op, "sleep", op.name ?? "");
      return;
    case "WaitForEvent":
      if (await isNew()) await waitForEvent(engine, tx, run, op);
      return;
    case "InvokeFunction":
      if (await isNew()) await invokeFunction(engine, tx, run, op);
      return;
    case "RunComplete":
      return endRun(engine, tx, run, "completed", op.data ?? null);
    default:
      throw new OperationError(
        `The function ${run.function_id} uses the operation ${op.op} (step "${name}"), which the sandbox's engine does not support`,
      );
  }
}

/** Remembers that an attempt at a step failed and will be repeated. */
export async function recordFailure(tx: Db, run: Run, op: Operation): Promise<void> {
  await recordStep(tx, run.id, {
    id: op.id,
    name: op.displayName ?? op.name ?? op.id,
    op: "StepRun",
  });
  await tx`
    update inngest.step set failures = failures + 1 where run_id = ${run.id} and id = ${op.id}`;
}

async function waitForEvent(engine: Engine, tx: Db, run: Run, op: Operation) {
  const event = op.name ?? text(op.opts?.event);
  if (!event) throw new OperationError(`The step "${op.displayName ?? op.id}" names no event`);
  const condition = text(op.opts?.if);
  if (condition) compileExpression(condition);
  await addTimer(engine, tx, run, op, "wait", text(op.opts?.timeout) ?? "", event, condition);
}

async function invokeFunction(engine: Engine, tx: Db, run: Run, op: Operation) {
  const options = InvokeOptions.safeParse(op.opts);
  if (!options.success)
    throw new OperationError(`The step "${op.displayName ?? op.id}" invokes no function`);
  const { function_id, payload, timeout } = options.data;
  const target = await findFunction(tx, function_id);
  if (!target) {
    const message = `could not find function with ID: ${function_id}`;
    return completeStep(engine, tx, run, op.id, { error: { name: "Error", message } });
  }
  await addTimer(engine, tx, run, op, "invoke", timeout || INVOKE_TIMEOUT);
  const now = engine.now();
  const event = {
    id: ulid(now),
    name: "inngest/function.invoked",
    data: payload?.data ?? {},
    ts: now.getTime(),
  };
  await startRun(engine, tx, target, event, { parent: { runId: run.id, stepId: op.id } });
}

async function addTimer(
  engine: Engine,
  tx: Db,
  run: Run,
  op: Operation,
  kind: "sleep" | "wait" | "invoke",
  until: string,
  event: string | null = null,
  condition: string | null = null,
) {
  await tx`
    insert into inngest.job (run_id, kind, step_id, due_at, wait_event, wait_if, wait_place)
    values (${run.id}, ${kind}, ${op.id}, ${momentOf(until, engine.now())}, ${event}, ${condition},
      nextval('inngest.place'))`;
}

function text(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
