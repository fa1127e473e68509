import type { AddressInfo, Server } from "node:net";
import { serve as listen } from "@hono/node-server";
import { Hono } from "hono";
import { Inngest, type Middleware } from "inngest";
import { serve } from "inngest/hono";
import { type Settings, silentLog } from "../../deps";
import { Store } from "../../store";
import { createEmptyDatabase } from "../../testing/empty-database";
import { type InngestEngine, type InngestOptions, startInngest } from "../index";
import type { Load, RunView } from "../overview";

export const SIGNING_KEY = "signkey-test-0123456789abcdef0123456789abcdef";
export const EVENT_KEY = "event-key-for-tests";

/** Millisecond retries and quick take-over of leases. */
const QUICK: InngestOptions = { backoffScale: 0.001, leaseMs: 400 };

type Functions = Parameters<typeof serve>[0]["functions"];
type StartedEngine = { engine: InngestEngine; store: Store; server: Server; url: string };

/** A real engine and a real Inngest app, talking HTTP to each other in cloud mode, signed. */
export class EngineBench {
  #current: StartedEngine;
  #app: Server | undefined;
  #appUrl = "";

  private constructor(
    private readonly database: Awaited<ReturnType<typeof createEmptyDatabase>>,
    started: StartedEngine,
  ) {
    this.#current = started;
  }

  static async start(): Promise<EngineBench> {
    const database = await createEmptyDatabase();
    return new EngineBench(database, await startEngine(database.url, 0));
  }

  get url(): string {
    return this.#current.url;
  }

  client(id = "app", options: { middleware?: Middleware.Class[] } = {}): Inngest {
    return new Inngest({
      ...options,
      id,
      isDev: false,
      baseUrl: this.url,
      eventKey: EVENT_KEY,
      signingKey: SIGNING_KEY,
      checkpointing: false,
      logger: { debug() {}, info() {}, warn() {}, error() {} },
    });
  }

  /** Serves these functions (instead of those before) and registers them; the app's PUT answer. */
  async serve(client: Inngest, functions: Functions): Promise<Response> {
    await this.stopApp();
    const app = new Hono();
    app.all("/api/inngest", serve({ client, functions }));
    const { server, url } = await listening(app, 0);
    this.#app = server;
    this.#appUrl = `${url}/api/inngest`;
    return fetch(this.#appUrl, { method: "PUT" });
  }

  get appUrl(): string {
    return this.#appUrl;
  }

  async stopApp(): Promise<void> {
    const app = this.#app;
    this.#app = undefined;
    if (app) await closeServer(app);
  }

  /** Ends the engine as SIGKILL would, and starts another on the same database and port. */
  async crashAndRestart(whileDown: () => Promise<void> = async () => {}): Promise<void> {
    const { engine, store, server, url } = this.#current;
    await engine.stop({ abandon: true });
    await closeServer(server);
    await store.close();
    await whileDown();
    this.#current = await startEngine(this.database.url, Number(new URL(url).port));
  }

  get sql(): Store["pool"] {
    return this.#current.store.pool;
  }

  async get<T>(path: string): Promise<T> {
    const response = await fetch(`${this.url}/_sandbox/inngest${path}`);
    return response.json() as Promise<T>;
  }

  async post<T>(path: string, body: object): Promise<{ status: number; body: T }> {
    const response = await fetch(`${this.url}/_sandbox/inngest${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as T };
  }

  runs(fn: string): Promise<RunView[]> {
    return this.get<RunView[]>(`/runs?function=${fn}`);
  }

  /** Waits until everything due is done and no failed call is to be repeated. */
  async settle(): Promise<void> {
    await until(async () => {
      const load = await this.get<Load>("/idle");
      return load.idle && load.retrying === 0;
    });
  }

  async advance(ms: number): Promise<void> {
    await this.post("/advance", { ms });
  }

  async close(): Promise<void> {
    await this.stopApp();
    await this.#current.engine.stop({ abandon: true });
    await closeServer(this.#current.server);
    await this.#current.store.close();
    await this.database.drop();
  }
}

/** Polls a condition; fails after half a minute. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error("the condition was not met within half a minute");
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

async function startEngine(databaseUrl: string, port: number): Promise<StartedEngine> {
  const settings: Settings = { inngestSigningKey: SIGNING_KEY, inngestEventKey: EVENT_KEY };
  const store = await Store.open(databaseUrl);
  const deps = { store, clock: () => new Date(), log: silentLog, settings };
  const engine = await startInngest(deps, QUICK);
  return { engine, store, ...(await listening(engine.routes, port)) };
}

function listening(app: Hono, port: number): Promise<{ server: Server; url: string }> {
  return new Promise((resolve, reject) => {
    const server = listen({ fetch: app.fetch, port, hostname: "127.0.0.1" }, (address) =>
      resolve({ server, url: `http://127.0.0.1:${(address as AddressInfo).port}` }),
    ) as Server;
    server.once("error", reject);
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ("closeAllConnections" in server) (server.closeAllConnections as () => void)();
  });
}
