import { z } from "zod";
import { deadline } from "../deadline";
import type { Db, Engine, Job, Run } from "./context";
import { backoffMs, retryAfterOf } from "./durations";
import { ExpressionError } from "./expressions";
import { applyOperation, Operation, OperationError, recordFailure } from "./operations";
import { type FunctionConfig, findFunction } from "./register";
import { endRun, lockRunning } from "./runs";
import { canonicalJson, signBody } from "./signature";
import { ulid } from "./ulid";

/** The server's default when a function does not say; `attempts` counts retries. */
const DEFAULT_RETRIES = 4;
/** How long an app that refuses connections is waited for before that counts as a failed attempt. */
const UNREACHABLE_MS = 10 * 60 * 1000;
const UNREACHABLE_RETRY_MS = 1000;

type Answer =
  | { kind: "unreachable"; error: unknown }
  | { kind: "result"; output: unknown }
  | { kind: "operations"; operations: Operation[]; noRetry: boolean; retryAt: Date | undefined }
  | { kind: "failure"; error: unknown; noRetry: boolean; retryAt: Date | undefined };

/** Makes one leased call to the app and applies its answer. `abort` gives the call up unanswered. */
export async function makeCall(engine: Engine, job: Job, abort: AbortSignal): Promise<void> {
  const [run] = await engine.sql<Run[]>`select * from inngest.run where id = ${job.run_id}`;
  if (run?.status !== "running") {
    await engine.sql`delete from inngest.job where id = ${job.id}`;
    return;
  }
  const fn = await findFunction(engine.sql, run.function_id);
  const answer: Answer = fn
    ? await callApp(engine, run, fn, job, abort)
    : failure(`The function ${run.function_id} is no longer registered`, true);
  if (abort.aborted) return;
  try {
    await engine.sql.begin((tx) => applyAnswer(engine, tx, job, fn, answer));
  } catch (error) {
    const final = error instanceof OperationError || error instanceof ExpressionError;
    engine.log.error({ err: error, run: run.id }, "an answer could not be applied");
    const message = error instanceof Error ? error.message : String(error);
    await engine.sql.begin((tx) => applyAnswer(engine, tx, job, fn, failure(message, final)));
  }
}

async function callApp(
  engine: Engine,
  run: Run,
  fn: FunctionConfig,
  job: Job,
  abort: AbortSignal,
): Promise<Answer> {
  const url = new URL(fn.steps.step.runtime.url);
  url.searchParams.set("stepId", job.step_id);
  const body = await callBody(engine, run, fn, job);
  const signingKey = engine.signingKey();
  const headers: Record<string, string> = {
    "content-type": "application/json",
    // On one machine, packing an answer costs more than carrying it.
    "accept-encoding": "identity",
    "x-run-id": run.id,
    "x-request-id": ulid(engine.now()),
    "x-inngest-req-version": "-1",
    "x-inngest-server-kind": signingKey ? "cloud" : "dev",
  };
  // The SDK compares this time with its own clock, so it is never the advanced one.
  if (signingKey)
    headers["x-inngest-signature"] = signBody(body, signingKey, Math.floor(Date.now() / 1000));
  const { signal, clear } = deadline(abort, engine.callTimeoutMs);
  try {
    const response = await fetch(url, { method: "POST", headers, body, signal });
    return readAnswer(response, await response.text(), engine.now());
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const message = `The app could not be called at ${url.origin}: ${cause instanceof Error ? cause.message : cause}`;
    const refused = cause instanceof Error && "code" in cause && cause.code === "ECONNREFUSED";
    return refused
      ? { kind: "unreachable", error: { name: "Error", message } }
      : failure(message, false);
  } finally {
    clear();
  }
}

async function callBody(engine: Engine, run: Run, fn: FunctionConfig, job: Job): Promise<string> {
  const done = await engine.sql<{ id: string; state: unknown }[]>`
    select id, state from inngest.step
    where run_id = ${run.id} and state is not null order by position`;
  const stack = done.map((step) => step.id);
  return canonicalJson({
    version: -1,
    event: run.event,
    events: [run.event],
    steps: Object.fromEntries(done.map((step) => [step.id, step.state])),
    defers: {},
    use_api: false,
    ctx: {
      run_id: run.id,
      attempt: job.attempt,
      max_attempts: maxAttempts(fn),
      disable_immediate_execution: run.plan_only,
      use_api: false,
      stack: { stack, current: stack.length },
      env: "",
      step_id: "step",
    },
  });
}

function readAnswer(response: Response, text: string, now: Date): Answer {
  const body = parseJson(text);
  const noRetry = response.headers.get("x-inngest-no-retry") === "true";
  const retryAt = retryAfterOf(response.headers.get("retry-after"), now);
  if (!response.headers.has("x-inngest-sdk"))
    return failure(
      `The app answered ${response.status} without the Inngest SDK's header: ${text.slice(0, 200)}`,
      false,
    );
  if (response.status === 200) return { kind: "result", output: body };
  if (response.status !== 206) return { kind: "failure", error: body, noRetry, retryAt };
  const operations = z.array(Operation).safeParse(Array.isArray(body) ? body : [body]);
  if (!operations.success) return failure("The app answered with malformed operations", true);
  return { kind: "operations", operations: operations.data, noRetry, retryAt };
}

/** One transaction: the run's lock, the job's end or next attempt, and everything that follows. */
async function applyAnswer(
  engine: Engine,
  tx: Db,
  job: Job,
  fn: FunctionConfig | undefined,
  answer: Answer,
): Promise<void> {
  const run = await lockRunning(tx, job.run_id);
  const [mine] = await tx`
    select id from inngest.job where id = ${job.id} and leased_by = ${engine.holder} for update`;
  // Cancelled meanwhile, or the lease ran out and somebody else has made the call again.
  if (!run || !mine) return;
  const isLast = job.attempt + 1 >= maxAttempts(fn);
  switch (answer.kind) {
    case "unreachable":
      return waitForApp(engine, tx, run, job, answer.error, isLast);
    case "result":
      return endRun(engine, tx, run, "completed", answer.output);
    case "failure":
      if (answer.noRetry || isLast) return endRun(engine, tx, run, "failed", answer.error);
      return retry(engine, tx, job, answer.retryAt);
    case "operations": {
      const failed = answer.operations.find((op) => op.op === "StepError");
      if (failed && !answer.noRetry && !isLast) {
        await recordFailure(tx, run, failed);
        return retry(engine, tx, job, answer.retryAt);
      }
      await tx`delete from inngest.job where id = ${job.id}`;
      if (answer.operations.length > 1)
        await tx`update inngest.run set plan_only = true where id = ${run.id}`;
      for (const op of answer.operations) {
        if (op.op === "StepFailed" || op.op === "StepError") await recordFailure(tx, run, op);
        await applyOperation(engine, tx, run, op);
      }
    }
  }
}

async function waitForApp(
  engine: Engine,
  tx: Db,
  run: Run,
  job: Job,
  error: unknown,
  isLast: boolean,
): Promise<void> {
  const now = engine.now();
  const since = job.unreachable_since ?? now;
  if (now.getTime() - since.getTime() >= UNREACHABLE_MS)
    return isLast ? endRun(engine, tx, run, "failed", error) : retry(engine, tx, job, undefined);
  const dueAt = new Date(now.getTime() + Math.round(UNREACHABLE_RETRY_MS * engine.backoffScale));
  await tx`
    update inngest.job set due_at = ${dueAt}, unreachable_since = ${since}, leased_until = null,
      leased_by = null where id = ${job.id}`;
}

async function retry(engine: Engine, tx: Db, job: Job, retryAt: Date | undefined): Promise<void> {
  const dueAt =
    retryAt ?? new Date(engine.now().getTime() + backoffMs(job.attempt, engine.backoffScale));
  await tx`
    update inngest.job set attempt = attempt + 1, due_at = ${dueAt}, unreachable_since = null,
      leased_until = null, leased_by = null where id = ${job.id}`;
}

function maxAttempts(fn: FunctionConfig | undefined): number {
  return (fn?.steps.step.retries?.attempts ?? DEFAULT_RETRIES) + 1;
}

function failure(message: string, noRetry: boolean): Answer {
  return { kind: "failure", error: { name: "Error", message }, noRetry, retryAt: undefined };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { name: "Error", message: text };
  }
}
