import { rawTestDatabase } from "@/scripts/testing/database";
import { createDatabase, type Database } from "./client";

export type TestDatabase = {
  url: string;
  db: Database;
  /** The same pool without drizzle, for arranging and looking. */
  sql: Database["$client"];
  close(): Promise<void>;
};

/**
 * A fresh, migrated, empty database for one test file: call it in `beforeAll`, and `close` in
 * `afterAll`, which drops it.
 */
export async function testDatabase(options: { max?: number } = {}): Promise<TestDatabase> {
  const raw = await rawTestDatabase();
  const db = createDatabase(raw.url, options);
  return {
    url: raw.url,
    db,
    sql: db.$client,
    async close() {
      await db.$client.end({ timeout: 5 });
      await raw.close();
    },
  };
}
