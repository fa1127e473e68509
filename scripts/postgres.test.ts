import { expect, inject, test } from "vitest";
import { rawTestDatabase } from "./testing/database";

test("a test database holds the extensions, knows UTC, and is gone after close", async () => {
  const database = await rawTestDatabase();
  await database.sql`create extension if not exists btree_gist`;
  const [row] = await database.sql`select current_setting('TimeZone') as zone`;
  expect(row?.zone).toBe("UTC");
  await database.close();
  await expect(connectAgain(database.url)).rejects.toThrow(/does not exist/);
});

test("tests run far from UTC", () => {
  expect(inject("templateDatabase")).toBe("colloquy_template");
  expect(new Date(Date.UTC(2030, 0, 1)).getTimezoneOffset()).toBe(-13 * 60);
});

async function connectAgain(url: string): Promise<unknown> {
  const { default: postgres } = await import("postgres");
  const sql = postgres(url, { max: 1 });
  return sql`select 1`.finally(() => sql.end());
}
