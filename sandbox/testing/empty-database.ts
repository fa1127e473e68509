import { randomUUID } from "node:crypto";
import postgres, { type Sql } from "postgres";
import { inject } from "vitest";

declare module "vitest" {
  export interface ProvidedContext {
    /** Of a database that may create others. */
    postgresUrl: string;
  }
}

export type EmptyDatabase = { url: string; drop(): Promise<void> };

/** A database of its own for a test file; `drop` removes it even while it is in use. */
export async function createEmptyDatabase(): Promise<EmptyDatabase> {
  const name = `sandbox_${randomUUID().replaceAll("-", "")}`;
  const url = new URL(inject("postgresUrl"));
  url.pathname = `/${name}`;
  await maintain((sql) => sql`create database ${sql(name)}`);
  return {
    url: url.href,
    drop: () => maintain((sql) => sql`drop database if exists ${sql(name)} with (force)`),
  };
}

async function maintain(work: (sql: Sql) => PromiseLike<unknown>): Promise<void> {
  const sql = postgres(inject("postgresUrl"), { max: 1, onnotice() {} });
  try {
    await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
