import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { adminActs, alerts, outbox } from "@/db/schema";
import type { TestDatabase } from "@/db/testing";
import { accountsDatabase, actorOf, contextOf, makeUser, NOW } from "@/lib/auth/accounts.fixture";
import { type Alert, recordAlert, resolveAlert } from "@/lib/platform/alerts";
import type { Ctx } from "@/lib/platform/context";
import { log } from "@/lib/platform/log";
import { addHours } from "@/lib/platform/time";
import { raced, refusal } from "@/lib/sessions/sessions.fixture";
import { countOpenAlerts, listAlerts } from "./list-alerts";
import { markResolved } from "./mark-resolved";

let database: TestDatabase;
let admin: Ctx;
beforeAll(async () => {
  database = await accountsDatabase();
  log.level = "silent";
  const user = await makeUser(database, { isAdmin: true, name: "Grace" });
  admin = contextOf(database, actorOf(user));
});
beforeEach(() => database.sql`truncate alerts, outbox, admin_acts`);
afterAll(() => database.close());

const trouble: Alert = { kind: "payout_refused", subject: "p-1", message: "Stripe refuses it" };
const raise = (alert: Alert = trouble) => recordAlert(database.db, alert);
const told = () => database.db.$count(outbox, eq(outbox.name, "alert/raised"));
const open = async () =>
  (await listAlerts(admin, { limit: 20, state: "open" })).items.map(({ id }) => id);
const resolved = async () => (await listAlerts(admin, { limit: 20, state: "resolved" })).items;

async function raised(): Promise<string> {
  await raise();
  const [id] = await open();
  if (!id) throw new Error("nothing is open");
  return id;
}

test("the same trouble is told once while it is open, and anew after it was resolved", async () => {
  const first = await raised();
  await raise();
  expect([await told(), await open()]).toEqual([1, [first]]);
  await markResolved(admin, { alertId: first, note: "Wrote to them", forGood: false });
  expect(await open()).toEqual([]);
  await raise();
  await raise();
  const [second, ...others] = await open();
  expect([await told(), others]).toEqual([2, []]);
  expect(second).not.toBe(first);
  expect(await resolved()).toMatchObject([
    { id: first, note: "Wrote to them", isQuiet: false, resolvedAt: NOW, resolvedBy: "Grace" },
  ]);
});

test("what was resolved for good is not told again, while others of its kind are", async () => {
  await markResolved(admin, { alertId: await raised(), forGood: true });
  await raise();
  expect([await told(), await open()]).toEqual([1, []]);
  await raise({ ...trouble, subject: "p-2" });
  expect([await told(), (await open()).length]).toEqual([2, 1]);
});

test("what resolved itself is told again too, and names nobody", async () => {
  await raise();
  await database.db.transaction((tx) => resolveAlert(tx, NOW, trouble));
  await raise();
  expect([await told(), (await open()).length]).toEqual([2, 1]);
  expect(await resolved()).toMatchObject([{ resolvedBy: null, note: null }]);
});

test("trouble that comes many times at once is told once", async () => {
  await raced(Array.from({ length: 8 }, () => raise()));
  expect([await told(), (await open()).length]).toEqual([1, 1]);
});

test("an alert is resolved once, by one of two, and goes on record with them", async () => {
  const alertId = await raised();
  const { won, lost } = await raced([
    markResolved(admin, { alertId, forGood: false }),
    markResolved(admin, { alertId, forGood: false }),
  ]);
  expect([won.length, lost]).toEqual([1, ["WRONG_STATE"]]);
  expect(await database.db.select().from(adminActs)).toMatchObject([
    { act: "alert_resolved", subjectId: alertId, details: { kind: "payout_refused" } },
  ]);
  const unknown = { alertId: crypto.randomUUID(), forGood: false };
  expect((await refusal(markResolved(admin, unknown))).code).toBe("NOT_FOUND");
});

test("alerts are counted by kind and listed newest first, for administrators only", async () => {
  await raise();
  await raise({ ...trouble, subject: "p-2" });
  await raise({ ...trouble, kind: "job_failed" });
  expect(await countOpenAlerts(admin)).toEqual([
    { kind: "payout_refused", count: 2 },
    { kind: "job_failed", count: 1 },
  ]);
  const newest = await listAlerts(admin, { limit: 1, state: "open" });
  await database.db
    .update(alerts)
    .set({ createdAt: addHours(NOW, -5) })
    .where(eq(alerts.id, newest.items[0]?.id ?? ""));
  const after = await listAlerts(admin, { limit: 3, state: "open" });
  expect(after.items.at(-1)?.id).toBe(newest.items[0]?.id);
  const stranger = contextOf(database, actorOf(await makeUser(database)));
  const alertId = await raised();
  const calls = [
    () => listAlerts(stranger, { limit: 1, state: "open" }),
    () => countOpenAlerts(stranger),
    () => markResolved(stranger, { alertId, forGood: false }),
  ];
  for (const call of calls) expect((await refusal(call())).code).toBe("FORBIDDEN");
});
