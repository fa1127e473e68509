import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { Store } from "./store";

let database: TestDatabase;
let store: Store;
beforeAll(async () => {
  database = await testDatabase();
  store = await Store.open(database.url, 2);
});
afterAll(async () => {
  await store.close();
  await database.close();
});

test("no statement, lock or transaction keeps others waiting without end", async () => {
  const settings = await store.pool`
    select name, setting::int as ms from pg_settings where name in
      ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout')`;
  expect(settings).toHaveLength(3);
  for (const { ms } of settings) expect(ms).toSatisfy((each) => each > 0 && each <= 30_000);
});
