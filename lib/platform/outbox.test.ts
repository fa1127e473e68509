import { asc } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { outbox } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { FaultInput } from "@/sandbox/faults";
import { startTestSandbox, type TestSandbox } from "@/scripts/testing/sandbox";

let database: TestDatabase;
let sandbox: TestSandbox;
let relay: () => Promise<number>;
let put: (name: string) => Promise<void>;

beforeAll(async () => {
  [database, sandbox] = [await testDatabase(), await startTestSandbox()];
  process.env.INNGEST_BASE_URL = sandbox.url;
  process.env.INNGEST_EVENT_KEY = "event";
  process.env.INNGEST_DEV = "0";
  // The client reads its address when it is made: once the stand-in has one.
  const { emit, relayOutbox } = await import("./outbox");
  relay = () => relayOutbox({ db: database.db });
  put = (reason) => database.db.transaction((tx) => emit(tx, "refund/due", { refundId: reason }));
});
beforeEach(async () => {
  await database.sql`truncate outbox`;
  await sandbox.database.sql`truncate inngest.event cascade`;
});
afterEach(() => sandbox.deps.faults.clear());
afterAll(async () => {
  await sandbox.close();
  await database.close();
});

const rows = () => database.db.select().from(outbox).orderBy(asc(outbox.createdAt));
const received = async () => {
  const events = await sandbox.database.sql<{ id: string }[]>`select id from inngest.event`;
  return events.map(({ id }) => id).toSorted();
};
const idsOf = (all: { id: string }[]) => all.map(({ id }) => id).toSorted();
const failing = (kind: Record<string, unknown>) =>
  sandbox.deps.faults.add(
    FaultInput.parse({ ...kind, service: "inngest", method: "POST", path: "/e/*", times: 100 }),
  );
/** What thirty seconds do. */
const letClaimsEnd = () =>
  database.sql`update outbox set claimed_until = now() - interval '1 second'
    where claimed_until is not null`;

test("events go out once, each under its row's id, and only once committed", async () => {
  for (let n = 0; n < 3; n++) await put(`r${n}`);
  const { emit } = await import("./outbox");
  const undone = database.db.transaction(async (tx) => {
    await emit(tx, "refund/due", { refundId: "never" });
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  expect([await relay(), await relay()]).toEqual([3, 0]);
  const all = await rows();
  expect(all.every((row) => row.sentAt !== null && row.claimedUntil === null)).toBe(true);
  expect(await received()).toEqual(idsOf(all));
});

test("relays at the same moment never hand on the same row, and leave none", async () => {
  for (let n = 0; n < 250; n++) await put(`r${n}`);
  const counts = await Promise.all([relay(), relay(), relay(), relay()]);
  expect(counts.reduce((sum, count) => sum + count)).toBe(250);
  const all = await rows();
  expect(all.every((row) => row.attempts === 1)).toBe(true);
  expect(await received()).toEqual(idsOf(all));
});

test("what could not be sent is sent again once its claim has ended, not before", async () => {
  await put("r1");
  failing({ kind: "status", status: 500 });
  await expect(relay()).rejects.toThrow();
  sandbox.deps.faults.clear();
  expect(await rows()).toMatchObject([{ sentAt: null, attempts: 1 }]);
  expect(await relay()).toBe(0);
  await put("r2");
  expect(await relay()).toBe(1);
  await letClaimsEnd();
  expect(await relay()).toBe(1);
  expect(await received()).toEqual(idsOf(await rows()));
});

test("what was received though the answer was lost is the same event the second time", async () => {
  await put("r1");
  failing({ kind: "cutAfter" });
  await expect(relay()).rejects.toThrow();
  sandbox.deps.faults.clear();
  expect(await received()).toHaveLength(1);
  await letClaimsEnd();
  expect(await relay()).toBe(1);
  expect(await received()).toEqual(idsOf(await rows()));
});

test("an event that is never answered is given up and sent again", async () => {
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  const soon = vi.spyOn(AbortSignal, "timeout").mockImplementation((ms) => timeout(ms / 100));
  await put("r0");
  sandbox.deps.faults.add(FaultInput.parse({ kind: "timeout", service: "inngest" }));
  expect(await relay()).toBe(1);
  expect(await received()).toEqual(idsOf(await rows()));
  expect(soon).toHaveBeenCalledWith(10_000);
  soon.mockRestore();
});
