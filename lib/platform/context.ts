import { createDatabase, type Database } from "@/db/client";
import { env } from "./env";

/** Who acts: nobody, a signed-in user, or the system itself (jobs, webhooks). */
export type Actor =
  | { kind: "nobody" }
  | { kind: "system" }
  | {
      kind: "user";
      id: string;
      name: string;
      email: string;
      emailVerified: boolean;
      isAdmin: boolean;
      timeZone: string;
      /** The profile this user owns, if any. */
      researcherId: string | null;
    };

export type UserActor = Extract<Actor, { kind: "user" }>;

/** What every verb is given; no verb reads the clock or the environment itself. */
export type Ctx = { db: Database; actor: Actor; now: Date };

declare global {
  // Next reloads modules in development; the pool must outlive them.
  var colloquyDatabase: Database | undefined;
  var colloquyProbes: Database | undefined;
}

export function database(): Database {
  globalThis.colloquyDatabase ??= createDatabase(env().DATABASE_URL, {
    max: env().DATABASE_POOL_MAX,
  });
  return globalThis.colloquyDatabase;
}

const PROBE_TIMEOUT_MS = 3_000;

/** Two connections of their own for whoever watches: a pool that is busy is not a database that is down. */
export function probeDatabase(): Database {
  const options = { max: 2, statementTimeoutMs: PROBE_TIMEOUT_MS };
  globalThis.colloquyProbes ??= createDatabase(env().DATABASE_URL, options);
  return globalThis.colloquyProbes;
}

/** The context of jobs and webhooks. */
export function systemContext(now: Date = new Date()): Ctx {
  return { db: database(), actor: { kind: "system" }, now };
}
