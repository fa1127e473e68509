import { randomUUID } from "node:crypto";
import type { Hono } from "hono";
import type { SandboxDeps } from "../deps";
import { MovableClock } from "./clock";
import type { Engine } from "./context";
import { createRoutes } from "./routes";
import { Schedule } from "./schedule";
import { createSchema } from "./schema";

export type InngestOptions = {
  /** Multiplies the real server's pauses between attempts (15 s, 30 s, 1, 2, 5, 10 min); default 1. */
  backoffScale?: number | undefined;
  /** How long a call stays claimed after its process has died, in milliseconds; default 6 s. */
  leaseMs?: number | undefined;
  /** How long the app may take to answer a call, in milliseconds; default 2 min. */
  callTimeoutMs?: number | undefined;
};

export type InngestEngine = {
  /**
   * To be mounted at the root (`/e/*`, `/fn/*`, `/_sandbox/inngest`): the SDK resolves `/fn/register`
   * against its base URL and so drops any path prefix.
   */
  routes: Hono;
  /** Stops; with `abandon` as a crash would, without waiting or handing anything back. */
  stop(options?: { abandon?: boolean }): Promise<void>;
};

/** Starts an Inngest engine on the sandbox's database; its state is in the schema `inngest`. */
export async function startInngest(
  deps: Pick<SandboxDeps, "store" | "clock" | "log" | "settings">,
  options: InngestOptions = {},
): Promise<InngestEngine> {
  const sql = deps.store.pool;
  await createSchema(sql);
  const clock = new MovableClock(sql, deps.clock);
  await clock.load();
  const engine: Engine = {
    sql,
    now: clock.now,
    log: deps.log,
    signingKey: () => deps.settings.inngestSigningKey,
    holder: randomUUID(),
    leaseMs: options.leaseMs ?? 6000,
    callTimeoutMs: options.callTimeoutMs ?? 120_000,
    backoffScale: options.backoffScale ?? 1,
    wake: () => schedule.wake(),
  };
  const schedule = new Schedule(engine);
  schedule.start();
  return {
    routes: createRoutes({
      engine,
      eventKey: () => deps.settings.inngestEventKey,
      advance: (ms) => clock.advance(ms),
    }),
    stop: (how) => schedule.stop(how),
  };
}
