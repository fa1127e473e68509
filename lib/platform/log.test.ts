import { inspect } from "node:util";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { users } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { describeError } from "./log";
import { postgresError } from "./transaction";

const ADDRESS = "ada@private.example";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const failureOf = (query: Promise<unknown>): Promise<unknown> =>
  query.then(
    () => expect.unreachable("the query worked"),
    (error: unknown) => error,
  );

test("a value that PostgreSQL does not take is in no part of the error", async () => {
  const error = await failureOf(database.db.execute(sql`select ${ADDRESS}::text::int as number`));
  expect(postgresError(error)?.code).toBe("22P02");
  expect(inspect(error, { depth: null, showHidden: true })).not.toContain(ADDRESS);
  const told = JSON.stringify(describeError(error));
  expect(told).toContain("22P02");
  expect(told).toContain("as number");
  expect(told).not.toContain(ADDRESS);
});

test("nor is the row that stands in the way, in a transaction either", async () => {
  const user = { name: "Ada Byron", email: ADDRESS };
  await database.db.insert(users).values(user);
  const error = await failureOf(database.db.transaction((tx) => tx.insert(users).values(user)));
  expect(postgresError(error)).toMatchObject({ code: "23505", constraint: "users_email_unique" });
  const text = inspect(error, { depth: null, showHidden: true });
  expect(text).not.toContain(ADDRESS);
  expect(text).not.toContain(user.name);
});
