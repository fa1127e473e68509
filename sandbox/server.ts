import type { AddressInfo } from "node:net";
import { type HttpBindings, type ServerType, serve } from "@hono/node-server";
import { Hono } from "hono";
import { createControls } from "./controls";
import { type Log, type SandboxDeps, type Settings, silentLog } from "./deps";
import { meetFaults } from "./fault-middleware";
import { Faults } from "./faults";
import { Store } from "./store";
import { createStripe } from "./stripe";
import { Webhooks } from "./webhooks";

export type SandboxOptions = {
  /** 0 takes any free port. */
  port: number;
  /** A PostgreSQL database; the sandbox keeps its state in the schema `sandbox`. */
  databaseUrl: string;
  settings?: Settings | undefined;
  clock?: (() => Date) | undefined;
  log?: Log | undefined;
  /** Pauses between attempts at one webhook, in milliseconds; the last one repeats. */
  webhookBackoffMs?: readonly number[] | undefined;
};

export type Sandbox = {
  app: Hono<{ Bindings: HttpBindings }>;
  url: string;
  port: number;
  deps: SandboxDeps;
  close(): Promise<void>;
};

/** Starts all stand-ins on one origin, on 127.0.0.1. Rejects when the database or port fails. */
export async function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  const store = await Store.open(options.databaseUrl);
  const clock = options.clock ?? (() => new Date());
  const log = options.log ?? silentLog;
  const faults = new Faults();
  const webhooks = new Webhooks({ store, faults, clock, log }, options.webhookBackoffMs);
  let url = "";
  const stops: (() => void | Promise<void>)[] = [() => webhooks.close()];
  const deps: SandboxDeps = {
    store,
    faults,
    webhooks,
    clock,
    log,
    settings: { ...options.settings },
    origin: () => url,
    onClose: (stop) => stops.push(stop),
  };
  const app = composeApp(deps);
  const server = await listen(app, options.port).catch(async (error) => {
    await store.close();
    throw error;
  });
  const { port } = server.address() as AddressInfo;
  url = `http://127.0.0.1:${port}`;
  webhooks.wake();
  return {
    app,
    url,
    port,
    deps,
    async close() {
      await closeServer(server);
      for (const stop of stops) await stop();
      await store.close();
    },
  };
}

function composeApp(deps: SandboxDeps): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(meetFaults(deps.faults, serviceOf));
  app.route("/_sandbox", createControls(deps));
  app.route("/", createStripe(deps));
  app.notFound((c) => c.json({ message: `nothing here: ${c.req.method} ${c.req.path}` }, 404));
  app.onError((error, c) => {
    deps.log.error({ err: error, path: c.req.path }, "the sandbox failed");
    return c.json({ message: "the sandbox failed" }, 500);
  });
  return app;
}

/** Which service a path belongs to, for the fault switch. */
function serviceOf(path: string): string | undefined {
  if (path.startsWith("/v1/")) return "stripe";
  if (path.startsWith("/zoom/")) return "zoom";
  if (path.startsWith("/resend/")) return "resend";
  return undefined;
}

function listen(app: Hono<{ Bindings: HttpBindings }>, port: number): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: "127.0.0.1" }, () => resolve(server));
    server.once("error", reject);
  });
}

function closeServer(server: ServerType): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    // Calls held by the `timeout` fault would keep the server open for ever.
    if ("closeAllConnections" in server) server.closeAllConnections();
  });
}
