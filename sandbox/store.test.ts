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

test("of two that wait for each other both come to their end", async () => {
  await store.transaction(async (records) => {
    for (const id of ["one", "other"]) await records.put("thing", id, { count: 0 }, new Date(0));
  });
  let holding = 0;
  let bothHold = () => {};
  const both = new Promise<void>((resolve) => {
    bothHold = resolve;
  });
  const countIn = (ids: string[]) =>
    store.transaction(async (records) => {
      for (const id of ids) {
        const thing = await records.lock<{ count: number }>("thing", id);
        await records.replace("thing", id, { count: (thing?.count ?? 0) + 1 });
        if (++holding === 2) bothHold();
        await both;
      }
    });
  await Promise.all([countIn(["one", "other"]), countIn(["other", "one"])]);
  for (const id of ["one", "other"])
    expect(await store.get("thing", id)).toMatchObject({ count: 2 });
});
