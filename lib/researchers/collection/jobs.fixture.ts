import type { AddressInfo } from "node:net";
import { serve as listen, type ServerType } from "@hono/node-server";
import { Hono } from "hono";
import { serve } from "inngest/hono";
import { testDatabase } from "@/db/testing";
import { actorOf, makeUser } from "@/lib/auth/accounts.fixture";
import type { Ctx } from "@/lib/platform/context";
import { inngest } from "@/lib/platform/inngest";
import { log } from "@/lib/platform/log";
import { relayOutbox } from "@/lib/platform/outbox";
import { SETTINGS } from "@/lib/platform/settings.fixture";
import { FaultInput } from "@/sandbox/faults";
import { startTestSandbox } from "@/scripts/testing/sandbox";
import { collectionFunctions } from "./functions";
import { getCollection } from "./jobs/get-collection";

const KEYS = {
  INNGEST_EVENT_KEY: "event-key-for-tests",
  INNGEST_SIGNING_KEY: "signkey-test-0123456789abcdef0123456789abcdef",
};
const PATIENCE_MS = 30_000;

/** The collection's jobs, run by the real engine over HTTP, with the sources to ask. */
export async function jobsWorld() {
  const database = await testDatabase();
  const sandbox = await startTestSandbox({
    settings: {
      inngestEventKey: KEYS.INNGEST_EVENT_KEY,
      inngestSigningKey: KEYS.INNGEST_SIGNING_KEY,
    },
    inngest: { backoffScale: 0.001, leaseMs: 400 },
  });
  Object.assign(process.env, SETTINGS, KEYS, {
    DATABASE_URL: database.url,
    INNGEST_BASE_URL: sandbox.url,
    OPENALEX_BASE_URL: `${sandbox.url}/openalex`,
    OPENALEX_API_KEY: "key",
    CROSSREF_BASE_URL: `${sandbox.url}/crossref`,
    SEMANTIC_SCHOLAR_BASE_URL: `${sandbox.url}/semantic-scholar`,
    ORCID_PUBLIC_BASE_URL: `${sandbox.url}/orcid`,
    ROR_BASE_URL: `${sandbox.url}/ror`,
  });
  globalThis.colloquyDatabase = database.db;
  log.level = "silent";
  const admin = actorOf(await makeUser(database, { isAdmin: true }));
  const ctx = (): Ctx => ({ db: database.db, actor: admin, now: new Date() });
  const app = await serveJobs();

  const world = {
    ...database,
    sandbox,
    ctx,
    app,
    fault: (fault: Record<string, unknown>) => sandbox.deps.faults.add(FaultInput.parse(fault)),
    relay: () => relayOutbox({ db: database.db }),
    /** Waits until a job is over. */
    async ended(jobId: string) {
      await world.relay();
      const over = async () => {
        const job = await getCollection(ctx(), jobId);
        return job.state === "done" || job.state === "failed" ? job : null;
      };
      return until(`job ${jobId} to end`, over);
    },
    /** How often a source was asked, also in vain. */
    async requests(source: string): Promise<number> {
      const path = `/_sandbox/scholarly/requests?source=${source}`;
      const answer = (await (await fetch(`${sandbox.url}${path}`)).json()) as { count: number };
      return answer.count;
    },
    /** Nobody is known, nothing was asked, and no source is in trouble. */
    async reset() {
      sandbox.deps.faults.clear();
      await fetch(`${sandbox.url}/_sandbox/scholarly/requests`, { method: "DELETE" });
      await database.sql`truncate researchers, collection_jobs, author_records, removed_people,
        source_turns, papers cascade`;
    },
    async close() {
      await app.kill();
      await sandbox.close();
      await database.close();
    },
  };
  return world;
}

/** The server that runs the jobs. It can die at a moment of a test's choice, as by SIGKILL. */
async function serveJobs() {
  // The client took the settings when it was made, before they were there.
  inngest.setEnvVars({ ...process.env });
  const handler = serve({ client: inngest, functions: collectionFunctions });
  let server: ServerType | undefined;
  let port = 0;
  /** Says, of an answer about to be given, whether the server dies instead of giving it. */
  let diesAt: ((answer: string) => boolean) | undefined;
  const routes = new Hono();
  routes.all("/api/inngest", async (c) => {
    const response = await handler(c);
    if (diesAt?.(await response.clone().text())) {
      diesAt = undefined;
      await app.kill();
    }
    return response;
  });

  const app = {
    async start() {
      server = await new Promise<ServerType>((resolve) => {
        const started = listen({ fetch: routes.fetch, port, hostname: "127.0.0.1" }, (address) => {
          port = (address as AddressInfo).port;
          resolve(started);
        });
      });
      const registered = await fetch(`http://127.0.0.1:${port}/api/inngest`, { method: "PUT" });
      if (!registered.ok) throw new Error(`not registered: ${await registered.text()}`);
    },
    async kill() {
      const dying = server;
      server = undefined;
      if (!dying) return;
      const closed = new Promise<void>((resolve) => dying.close(() => resolve()));
      if ("closeAllConnections" in dying) dying.closeAllConnections();
      await closed;
    },
    isAlive: () => server !== undefined,
    /** Dies before the answer that has these words leaves, once. */
    dieBefore: (words: string) => {
      diesAt = (answer) => answer.includes(words);
    },
  };
  await app.start();
  return app;
}

/** Waits for what is not null, at most half a minute. */
export async function until<T>(what: string, look: () => Promise<T | null>): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > deadline) throw new Error(`gave up waiting for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
