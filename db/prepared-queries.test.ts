import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { anyOf } from "./any-of";
import { users } from "./schema";
import { type TestDatabase, testDatabase } from "./testing";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ max: 1 });
});
afterAll(() => database.close());

const prepared = (text: string) =>
  database.sql`select statement from pg_prepared_statements where statement like ${`%${text}%`}`;

test("builders' and raw queries are prepared once and take other values then", async () => {
  const { db } = database;
  const byName = (name: string) =>
    db.select({ id: users.id }).from(users).where(eq(users.name, name));
  for (const name of ["Ada", "Ben"]) {
    await db.insert(users).values({ name, email: `${name}@readers.example` });
    expect(await byName(name)).toHaveLength(1);
    expect(await db.execute(sql`select ${name}::text as echo`)).toMatchObject([{ echo: name }]);
  }
  expect(await prepared('from "users" where')).toHaveLength(1);
  expect(await prepared("::text as echo")).toHaveLength(1);
});

test("a transaction's queries are prepared too", async () => {
  await database.db.transaction((tx) => tx.execute(sql`select ${1}::int as inside`));
  expect(await prepared("as inside")).toHaveLength(1);
});

test("lists of any length are one text", async () => {
  const { db } = database;
  const rows = await db
    .insert(users)
    .values(["Cleo", "Dan", "Eve"].map((name) => ({ name, email: `${name}@lists.example` })))
    .returning({ id: users.id });
  const ids = rows.map(({ id }) => id);
  for (const length of [0, 1, 2, 3]) {
    const query = db.select({ zone: users.timeZone }).from(users);
    expect(await query.where(anyOf(users.id, ids.slice(0, length)))).toHaveLength(length);
  }
  expect(await prepared('"time_zone" from "users" where')).toHaveLength(1);
});

test("lists hold any text", async () => {
  const { db } = database;
  const names = ['{"quo\\ted"}', "a, b", "null", "", "neu\nzeile"];
  await db.insert(users).values(names.map((name, at) => ({ name, email: `${at}@texts.example` })));
  for (const name of names) {
    const found = db
      .select({ name: users.name })
      .from(users)
      .where(anyOf(users.name, [name]));
    expect(await found).toEqual([{ name }]);
  }
});

test("texts without end are not all kept", async () => {
  for (let at = 0; at < 520; at++) {
    await database.db.execute(sql`select ${at}::int as ${sql.identifier(`number_${at}`)}`);
  }
  const kept = await prepared('as "number_');
  expect(kept.length).toBeGreaterThan(400);
  expect(kept.length).toBeLessThan(500);
});
