import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { users } from "./schema";
import { testDatabase } from "./testing";

test("a test database is migrated, empty, and this file's own", async () => {
  const [one, other] = await Promise.all([testDatabase(), testDatabase()]);
  expect(await one.db.select().from(users)).toEqual([]);
  await one.db.execute(sql`create table mine (id int)`);
  await expect(other.sql`select * from mine`).rejects.toThrow(/does not exist/);
  await Promise.all([one.close(), other.close()]);
});
