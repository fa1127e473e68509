import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { inTransaction } from "./transaction";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

test("who waits too long for a lock is told to try again", async () => {
  const { db } = database;
  const lock = sql`select pg_advisory_xact_lock(42)`;
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let taken = () => {};
  const isTaken = new Promise<void>((resolve) => {
    taken = resolve;
  });
  const holder = db.transaction(async (tx) => {
    await tx.execute(lock);
    taken();
    await released;
  });
  await isTaken;
  const waiter = inTransaction(db, async (tx) => {
    await tx.execute(sql`set local lock_timeout = '20ms'`);
    await tx.execute(lock);
  });
  await expect(waiter).rejects.toMatchObject({ code: "BUSY" });
  release();
  await holder;
});
