import { createServer, type Server } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createDatabase } from "@/db/client";
import { captureLog } from "@/lib/platform/captured-log.fixture";
import { createWorld, NOW, type World } from "@/lib/sessions/sessions.fixture";
import { checkHealth, LATE_SECONDS } from "./check-health";
import { viewHealth } from "./health-view";

const JOBS = ["relay", "sweep"];

let world: World;
beforeAll(async () => {
  world = await createWorld();
  captureLog();
});
beforeEach(async () => {
  await world.sql`truncate sessions, time_slots, outbox, reminders, job_ticks cascade`;
  await world.sql`insert into job_ticks values ('relay', ${ago(0)}), ('sweep', ${ago(0)})`;
});
afterAll(() => world.close());

const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1_000).toISOString();
const check = (now = NOW) => checkHealth({ db: world.db, now }, JOBS);
const late = LATE_SECONDS + 1;

test("with nothing to do all is well", async () => {
  expect(viewHealth(await check())).toEqual({
    status: "ok",
    database: "ok",
    outbox: { unsent: 0, oldest_seconds: 0 },
    jobs: {
      last_ended_seconds: { relay: 0, sweep: 0 },
      overdue_seconds: {
        holds: 0,
        requests: 0,
        completions: 0,
        reminders: 0,
        refunds: 0,
        reports: 0,
        payouts: 0,
      },
    },
    problems: [],
  });
});

test("events that wait for a minute are no problem, those that wait for five are", async () => {
  const wait = (seconds: number) => world.sql`insert into outbox (name, data, created_at)
    values ('refund/due', '{}', ${ago(seconds)})`;
  await wait(60);
  expect(await check()).toMatchObject({
    status: "ok",
    lags: { outbox: { unsent: 1, oldestSeconds: 60 } },
  });
  await wait(late);
  expect(await check()).toMatchObject({
    status: "degraded",
    lags: { outbox: { unsent: 2, oldestSeconds: late } },
    problems: [`the oldest event has waited ${late} s to be handed on`],
  });
  await world.sql`update outbox set sent_at = now()`;
  expect(await check()).toMatchObject({ status: "ok", lags: { outbox: { unsent: 0 } } });
});

test("a job that no longer ends, or never has, is told by name", async () => {
  await world.sql`update job_ticks set finished_at = ${ago(late)} where job = 'relay'`;
  await world.sql`delete from job_ticks where job = 'sweep'`;
  expect(await check()).toMatchObject({
    status: "degraded",
    lags: { jobs: { relay: late, sweep: null } },
    problems: [`the job relay last ended ${late} s ago`, "the job sweep has never run"],
  });
});

test("work that is overdue is told by kind, though every job runs", async () => {
  const [reader, researcher] = [await world.reader(), await world.researcher()];
  const session = await world.hold(reader, researcher, new Date("2026-03-04T09:00:00Z"));
  const due = async (state: string, column: string) => {
    await world.sql`update sessions set state = ${state}, ${world.sql(column)} = ${ago(late)},
      starts_at = ${ago(2 * late)} where id = ${session.id}`;
    const { status, problems } = await check();
    expect(status).toBe("degraded");
    return problems;
  };
  const told = (name: string) => [`${name} have been due for ${late} s`];
  expect(await due("held", "hold_expires_at")).toEqual(told("holds"));
  expect(await due("expiring", "hold_expires_at")).toEqual(told("holds"));
  expect(await due("requested", "answer_by")).toEqual(told("requests"));
  expect(await due("confirmed", "ends_at")).toEqual(told("completions"));
  await world.sql`update sessions set state = 'completed'`;
  await world.sql`insert into reminders (session_id, kind, session_starts_at, due_at)
    values (${session.id}, '1h', now(), ${ago(late)})`;
  expect((await check()).problems).toEqual(told("reminders"));
  await world.sql`update reminders set settled_at = now()`;
  await world.sql`insert into payments (id, user_id, session_id, amount_cents)
    values (${session.id}, ${reader.id}, ${session.id}, 100)`;
  await world.sql`insert into refunds (payment_id, amount_cents, key, reason, created_at)
    values (${session.id}, 100, 'k', 'r', ${ago(late)})`;
  expect((await check()).problems).toEqual(told("refunds"));
  await world.sql`insert into disputes (payment_id, transaction_id, amount_cents, reason, status)
    values (${session.id}, 'du_1', 100, 'fraudulent', 'open')`;
  expect(await check()).toMatchObject({ status: "ok" });
  await world.sql`delete from disputes`;
  await world.sql`update refunds set status = 'sent'`;
  expect(await check()).toMatchObject({ status: "ok" });
});

test("a database that refuses is down", async () => {
  const db = createDatabase("postgres://nobody@127.0.0.1:1/none", { max: 1 });
  expect(await checkHealth({ db, now: NOW }, JOBS)).toMatchObject({
    status: "down",
    database: "down",
    lags: null,
  });
});

test("so is one that takes the connection and never answers, and it is said within seconds", async () => {
  const silent: Server = createServer(() => {});
  await new Promise<void>((listening) => void silent.listen(0, "127.0.0.1", listening));
  const address = silent.address();
  const port = typeof address === "object" ? address?.port : 0;
  const db = createDatabase(`postgres://nobody@127.0.0.1:${port}/none`, { max: 1 });
  const startedAt = performance.now();
  expect(await checkHealth({ db, now: NOW }, JOBS)).toMatchObject({ status: "down" });
  expect(performance.now() - startedAt).toBeLessThan(4_500);
  await db.$client.end({ timeout: 0 });
  silent.close();
});

test("a database that answers without our tables is no reason to send readers elsewhere", async () => {
  await world.sql`alter table job_ticks rename to hidden`;
  const health = await check();
  await world.sql`alter table hidden rename to job_ticks`;
  expect(health).toMatchObject({ status: "degraded", database: "ok", lags: null });
});
