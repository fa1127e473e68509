import type { AddressInfo } from "node:net";
import { type HttpBindings, type ServerType, serve } from "@hono/node-server";
import { Hono } from "hono";
import { calendars } from "./calendars";
import { createControls } from "./controls";
import { type Log, type SandboxDeps, type Settings, silentLog } from "./deps";
import { meetFaults } from "./fault-middleware";
import { Faults } from "./faults";
import { type InngestOptions, startInngest } from "./inngest";
import { orcid } from "./orcid";
import { resend } from "./resend";
import { scholarly } from "./scholarly";
import { scholarlyRequests, scholarlySourceOf } from "./scholarly/requests";
import { Store } from "./store";
import { createStripe } from "./stripe";
import { Webhooks } from "./webhooks";
import { zoom } from "./zoom";

/** How long calls under way may take to end when the sandbox stops. */
const FINISH_CALLS_MS = 500;

type App = Hono<{ Bindings: HttpBindings }>;

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
  inngest?: InngestOptions | undefined;
};

export type Sandbox = {
  app: App;
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
  async function stop(): Promise<void> {
    for (const stopOne of stops) await stopOne();
    await store.close();
  }
  const { app, server } = await start(deps, options).catch(async (error) => {
    await stop();
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
      await stop();
    },
  };
}

async function start(
  deps: SandboxDeps,
  options: SandboxOptions,
): Promise<{ app: App; server: ServerType }> {
  const engine = await startInngest(deps, options.inngest);
  deps.onClose(() => engine.stop());
  const app = composeApp(deps, engine.routes);
  return { app, server: await listen(app, options.port) };
}

function composeApp(deps: SandboxDeps, inngest: Hono): App {
  const app = new Hono<{ Bindings: HttpBindings }>();
  // No id has it, and PostgreSQL cannot even look for it.
  app.use(async (c, next) =>
    new URL(c.req.url).pathname.includes("%00")
      ? c.json({ message: "the path has a NUL character" }, 400)
      : next(),
  );
  // Before the faults, so that requests which met one are seen too.
  const requests = scholarlyRequests(deps.clock);
  app.use(requests.record);
  app.use(meetFaults(deps.faults, serviceOf));
  app.route("/_sandbox", createControls(deps));
  app.route("/", createStripe(deps));
  app.route("/", inngest);
  app.route("/", zoom(deps));
  app.route("/", resend(deps));
  app.route("/", calendars(deps));
  app.route("/", orcid(deps));
  app.route("/", requests.controls);
  app.route("/", scholarly());
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
  if (path.startsWith("/calendars/")) return "calendars";
  if (path.startsWith("/orcid/")) return "orcid";
  if (path.startsWith("/e/") || path.startsWith("/fn/")) return "inngest";
  return scholarlySourceOf(path);
}

function listen(app: App, port: number): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: "127.0.0.1" }, () => resolve(server));
    server.once("error", reject);
  });
}

function closeServer(server: ServerType): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    if (!("closeAllConnections" in server)) return;
    server.closeIdleConnections();
    // Calls held by the `timeout` fault would keep the server open for ever.
    setTimeout(() => server.closeAllConnections(), FINISH_CALLS_MS).unref();
  });
}
