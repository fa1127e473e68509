import { randomUUID } from "node:crypto";
import postgres, { type Sql } from "postgres";
import { inject } from "vitest";
import "../vitest-global-setup";

export type RawTestDatabase = { url: string; sql: Sql; close(): Promise<void> };

/**
 * A fresh, migrated, empty database for this test file. `close` in `afterAll` drops it, also when
 * connections to it are left.
 */
export async function rawTestDatabase(): Promise<RawTestDatabase> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const url = new URL(inject("postgresUrl"));
  await maintain(
    (sql) => sql`create database ${sql(name)} template ${sql(inject("templateDatabase"))}`,
  );
  url.pathname = `/${name}`;
  const sql = postgres(url.href, { max: 5, onnotice() {} });
  return {
    url: url.href,
    sql,
    async close() {
      await sql.end({ timeout: 5 });
      await maintain((maintenance) => maintenance`drop database ${maintenance(name)} with (force)`);
    },
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
