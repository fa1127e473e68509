import { readdir } from "node:fs/promises";
import { expect, test } from "vitest";
import { rawTestDatabase } from "@/scripts/testing/database";
import { migrateDatabase } from "./migrate";

test("processes that start at once migrate one after the other, each migration once", async () => {
  const database = await rawTestDatabase();
  try {
    await database.sql`drop schema public cascade`;
    await database.sql`drop schema drizzle cascade`;
    await database.sql`create schema public`;
    await Promise.all([1, 2, 3].map(() => migrateDatabase(database.url)));
    const [applied] = await database.sql`
      select count(*)::int, count(distinct hash)::int as different from drizzle.__drizzle_migrations`;
    const files = (await readdir(new URL("./migrations", import.meta.url))).filter((name) =>
      name.endsWith(".sql"),
    );
    expect(applied).toEqual({ count: files.length, different: files.length });
  } finally {
    await database.close();
  }
});
