import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { failedJobs, outbox } from "@/db/schema";
import type { TestDatabase } from "@/db/testing";
import { accountsDatabase, actorOf, contextOf, makeUser, NOW } from "@/lib/auth/accounts.fixture";
import type { Ctx } from "@/lib/platform/context";
import { alertJobFailure } from "@/lib/platform/job";
import { log } from "@/lib/platform/log";
import { raced, refusal } from "@/lib/sessions/sessions.fixture";
import { listAlerts } from "./list-alerts";
import { listFailedJobs } from "./list-failed-jobs";
import { runJobAgain } from "./run-job-again";

let database: TestDatabase;
let admin: Ctx;
beforeAll(async () => {
  database = await accountsDatabase();
  log.level = "silent";
  admin = contextOf(database, actorOf(await makeUser(database, { isAdmin: true })));
});
beforeEach(() => database.sql`truncate alerts, outbox, failed_jobs, admin_acts`);
afterAll(() => database.close());

const cause = { name: "refund/due", data: { refundId: "r-1" } };

/** A run gives up, as the engine tells of it. */
const giveUp = (runId: string, event: { name: string; data: Record<string, unknown> } = cause) =>
  alertJobFailure({
    event: { data: { function_id: "colloquy-send-refund", run_id: runId, event } },
    error: { message: "ada@readers.example timed out" },
  });

const list = async (state: "open" | "all" = "open") =>
  (await listFailedJobs(admin, { limit: 20, state })).items;
const sentOut = () => database.db.select().from(outbox).where(eq(outbox.name, "refund/due"));
const openAlerts = async () => (await listAlerts(admin, { limit: 20, state: "open" })).items.length;

test("a run that gave up is listed with its event, once, and without what its error quotes", async () => {
  await giveUp("run-1");
  await giveUp("run-1");
  expect(await list()).toMatchObject([
    {
      id: "run-1",
      job: "colloquy-send-refund",
      eventName: "refund/due",
      eventData: { refundId: "r-1" },
      error: "[address] timed out",
      isOpen: true,
      runAgainAt: null,
    },
  ]);
});

test("run again, its event goes out once more, once, and its alert is resolved", async () => {
  await giveUp("run-1");
  const { won, lost } = await raced([
    runJobAgain(admin, { runId: "run-1" }),
    runJobAgain(admin, { runId: "run-1" }),
  ]);
  expect([won.length, lost]).toEqual([1, ["WRONG_STATE"]]);
  expect(await sentOut()).toMatchObject([{ data: cause.data, sentAt: null }]);
  expect([await openAlerts(), await list()]).toEqual([0, []]);
  expect(await list("all")).toMatchObject([{ id: "run-1", runAgainAt: NOW, isOpen: false }]);
});

test.each([
  ["a clock's", { name: "inngest/scheduled.timer", data: { cron: "* * * * *" } }],
  ["an event that no job knows", { name: "refund/due", data: { refund: "of an old release" } }],
])("%s run is not run again, and stays to be dealt with", async (_, event) => {
  await giveUp("run-1", event);
  expect((await refusal(runJobAgain(admin, { runId: "run-1" }))).code).toBe("WRONG_STATE");
  expect([await openAlerts(), (await list()).length]).toEqual([1, 1]);
  const [row] = await database.db.select().from(failedJobs);
  expect(row?.runAgainAt).toBeNull();
  expect(await sentOut()).toEqual([]);
});

test("runs are for administrators only, and an unknown one is not found", async () => {
  expect((await refusal(runJobAgain(admin, { runId: "none" }))).code).toBe("NOT_FOUND");
  const reader = contextOf(database, actorOf(await makeUser(database)));
  for (const call of [
    () => listFailedJobs(reader, { limit: 1, state: "open" }),
    () => runJobAgain(reader, { runId: "none" }),
  ])
    expect((await refusal(call())).code).toBe("FORBIDDEN");
});
