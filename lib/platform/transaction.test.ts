import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { inTransaction, oneTrip } from "./transaction";

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

test("what is sent in one trip runs in the order given, behind whatever the first waits for", async () => {
  const { db } = database;
  const lock = sql`select pg_advisory_xact_lock(43)`;
  const look = sql<{ name: string }>`select name from users where email = ${"ada@readers.example"}`;
  let looking: Promise<unknown> = Promise.resolve();
  await db.transaction(async (tx) => {
    await tx.execute(lock);
    looking = db.transaction((other) =>
      oneTrip(other.execute(lock), () => other.execute(look)).then(([, rows]) => rows),
    );
    // The look is at the server by now, behind a lock that is ours.
    await expect
      .poll(() => tx.execute(sql`select from pg_locks where not granted and locktype = 'advisory'`))
      .toHaveLength(1);
    await tx.execute(
      sql`insert into users (name, email) values ('Ada Byron', 'ada@readers.example')`,
    );
  });
  expect(await looking).toMatchObject([{ name: "Ada Byron" }]);
});

test("of two groups that fail, the first says why", async () => {
  const { db } = database;
  const tripped = db.transaction((tx) =>
    oneTrip(tx.execute(sql`select 1 / ${0}::int`), () => tx.execute(sql`select ${1}::int`)),
  );
  await expect(tripped).rejects.toMatchObject({ cause: { code: "22012" } });
});
