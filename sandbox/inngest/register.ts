import { z } from "zod";
import type { Db, Engine } from "./context";
import { nextTick, parseCron } from "./cron";
import { momentOf } from "./durations";
import { compileExpression } from "./expressions";
import { firstIssue } from "./first-issue";

const Limit = z.object({
  limit: z.number(),
  key: z.string().optional(),
  scope: z.literal("fn", { error: "only the scope fn is supported" }).optional(),
});
/** One limit or several, each an object or a bare number; always a list afterwards. */
const Concurrency = z.preprocess(
  (value) =>
    [value].flat().map((limit: unknown) => (typeof limit === "number" ? { limit } : limit)),
  z.array(Limit),
);

const FunctionConfig = z.object({
  id: z.string().min(1),
  name: z.string().optional(),
  triggers: z.array(
    z.union([
      z.strictObject({ event: z.string(), expression: z.string().nullish() }),
      z.strictObject({ cron: z.string() }),
    ]),
  ),
  steps: z.object({
    step: z.object({
      runtime: z.object({
        type: z.literal("http", { error: "only apps served over HTTP are supported" }),
        url: z.url(),
      }),
      retries: z.object({ attempts: z.int().min(0).max(20).optional() }).optional(),
    }),
  }),
  idempotency: z.string().optional(),
  concurrency: Concurrency.optional(),
  cancel: z
    .array(z.object({ event: z.string(), if: z.string().nullish(), timeout: z.string().nullish() }))
    .optional(),
});
export type FunctionConfig = z.infer<typeof FunctionConfig>;

const Registration = z.object({
  appName: z.string().min(1),
  url: z.url(),
  sdk: z.string().optional(),
  functions: z.array(z.looseObject({ id: z.string().min(1) })),
});

const SUPPORTED = new Set(["id", "name", ...Object.keys(FunctionConfig.shape)]);

export class RegistrationError extends Error {
  override name = "RegistrationError";
}

/**
 * Takes an app's functions as they are now: new ones appear, changed ones change, missing ones go.
 * Throws a RegistrationError that names the function and what is not supported.
 */
export async function registerApp(engine: Engine, body: unknown): Promise<{ functions: number }> {
  const registration = Registration.safeParse(body);
  if (!registration.success) throw new RegistrationError(firstIssue(registration.error));
  const { appName, url, sdk, functions } = registration.data;
  const configs = functions.map((fn) => readFunction(fn));
  const now = engine.now();
  await engine.sql.begin(async (tx) => {
    await tx`
      insert into inngest.app (name, url, sdk, synced_at)
      values (${appName}, ${url}, ${sdk ?? null}, ${now})
      on conflict (name) do update
        set url = excluded.url, sdk = excluded.sdk, synced_at = excluded.synced_at`;
    const ids = configs.map((config) => config.id);
    await tx`delete from inngest.function where app = ${appName} and id <> all(${ids})`;
    for (const config of configs) await storeFunction(tx, appName, config, now);
  });
  engine.wake();
  return { functions: configs.length };
}

/** The function's settings as they are now, undefined when it is not (or no longer) registered. */
export async function findFunction(db: Db, id: string): Promise<FunctionConfig | undefined> {
  const [row] = await db<{ config: FunctionConfig }[]>`
    select config from inngest.function where id = ${id}`;
  return row?.config;
}

function readFunction(raw: { id: string; [key: string]: unknown }): FunctionConfig {
  for (const [feature, value] of Object.entries(raw))
    if (value !== undefined && value !== null && !SUPPORTED.has(feature))
      throw new RegistrationError(
        `The function ${raw.id} uses ${feature}, which the sandbox's engine does not support`,
      );
  const parsed = FunctionConfig.safeParse(raw);
  if (!parsed.success)
    throw new RegistrationError(`The function ${raw.id}: ${firstIssue(parsed.error)}`);
  const config = parsed.data;
  try {
    for (const trigger of config.triggers) {
      if ("cron" in trigger) parseCron(trigger.cron);
      else if (trigger.expression) compileExpression(trigger.expression);
    }
    if (config.idempotency) compileExpression(config.idempotency);
    for (const { key } of config.concurrency ?? []) if (key) compileExpression(key);
    for (const { if: condition, timeout } of config.cancel ?? []) {
      if (condition) compileExpression(condition);
      if (timeout) momentOf(timeout, new Date(0));
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new RegistrationError(`The function ${raw.id}: ${reason}`);
  }
  return config;
}

async function storeFunction(db: Db, app: string, config: FunctionConfig, now: Date) {
  await db`
    insert into inngest.function (id, app, config)
    values (${config.id}, ${app}, ${JSON.stringify(config)}::text::jsonb)
    on conflict (id) do update set app = excluded.app, config = excluded.config`;
  const crons = config.triggers.flatMap((trigger) => ("cron" in trigger ? [trigger.cron] : []));
  await db`
    delete from inngest.cron where function_id = ${config.id} and expression <> all(${crons})`;
  // A cron that is already known keeps its next tick, so that a deployment neither skips nor repeats one.
  for (const cron of crons)
    await db`
      insert into inngest.cron (function_id, expression, next_at)
      values (${config.id}, ${cron}, ${nextTick(parseCron(cron), now)})
      on conflict do nothing`;
}
