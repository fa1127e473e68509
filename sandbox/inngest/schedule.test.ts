import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Load } from "./overview";
import { EngineBench, until } from "./testing/engine-bench";

let bench: EngineBench;
beforeAll(async () => {
  bench = await EngineBench.start();
});
afterAll(() => bench.close());
afterEach(() => bench.stopApp());

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const load = () => bench.get<Load>("/idle");

test("sleeps end when the clock has moved far enough, not before", async () => {
  const client = bench.client();
  const sleeper = client.createFunction(
    { id: "sleeper", retries: 0, triggers: [{ event: "sleep" }] },
    async ({ event, step }) => {
      await step.sleep("quarter", "15m");
      await step.sleepUntil("until", new Date(event.data.until));
      return "rested";
    },
  );
  await bench.serve(client, [sleeper]);
  const until30 = new Date(Date.now() + 30 * MINUTE_MS).toISOString();
  await client.send({ name: "sleep", data: { until: until30 } });
  await bench.settle();
  expect(await load()).toEqual({ idle: true, running: 0, queued: 0, retrying: 0, sleeping: 1 });

  await bench.advance(14 * MINUTE_MS);
  await bench.settle();
  expect((await bench.runs("sleeper"))[0]?.steps).toMatchObject([
    { op: "Sleep", status: "pending" },
  ]);
  await bench.advance(MINUTE_MS);
  await bench.settle();
  expect((await bench.runs("sleeper"))[0]?.steps).toMatchObject([
    { name: "quarter", status: "done" },
    { name: "until", status: "pending" },
  ]);
  await bench.advance(16 * MINUTE_MS);
  await bench.settle();
  expect((await bench.runs("sleeper"))[0]).toMatchObject({ status: "completed", output: "rested" });
});

test("a wait ends with the matching event, or with null when its time is over", async () => {
  const client = bench.client();
  const waiter = client.createFunction(
    { id: "waiter", retries: 0, triggers: [{ event: "asked" }] },
    async ({ step }) => {
      const answer = await step.waitForEvent("answer", {
        event: "answered",
        timeout: "1h",
        match: "data.id",
      });
      const high = await step.waitForEvent("high", {
        event: "scored",
        timeout: "1h",
        if: "async.data.score > 5 && async.data.id == event.data.id",
      });
      return { answer: answer?.data.text ?? null, score: high?.data.score ?? null };
    },
  );
  await bench.serve(client, [waiter]);
  await client.send({ name: "answered", data: { id: 1, text: "too early" } });
  await client.send([
    { name: "asked", data: { id: 1 } },
    { name: "asked", data: { id: 2 } },
  ]);
  await until(async () => (await load()).sleeping === 2);
  await client.send({ name: "answered", data: { id: 1, text: "yes" } });
  await bench.settle();
  await client.send([
    { name: "scored", data: { id: 1, score: 3 } },
    { name: "scored", data: { id: 1, score: 9 } },
  ]);
  await bench.settle();
  await bench.advance(HOUR_MS);
  await bench.settle();
  await bench.advance(HOUR_MS);
  await bench.settle();
  const outputs = (await bench.runs("waiter")).map((run) => run.output);
  expect(outputs).toEqual([
    { answer: null, score: null },
    { answer: "yes", score: 9 },
  ]);
});

test("cancelOn ends a sleeping run of the same session only, and nothing of it runs afterwards", async () => {
  const client = bench.client();
  const expired: number[] = [];
  const hold = client.createFunction(
    {
      id: "hold",
      retries: 0,
      triggers: [{ event: "session/held" }],
      cancelOn: [{ event: "session/paid", match: "data.sessionId" }],
    },
    async ({ event, step }) => {
      await step.sleep("hold", "15m");
      await step.run("expire", () => expired.push(event.data.sessionId));
    },
  );
  await bench.serve(client, [hold]);
  await client.send([
    { name: "session/held", data: { sessionId: 1 } },
    { name: "session/held", data: { sessionId: 2 } },
  ]);
  await until(async () => (await load()).sleeping === 2);
  await client.send({ name: "session/paid", data: { sessionId: 1 } });
  await until(async () => (await load()).sleeping === 1);
  await bench.advance(15 * MINUTE_MS);
  await bench.settle();
  expect(expired).toEqual([2]);
  expect((await bench.runs("hold")).map((run) => run.status)).toEqual(["completed", "cancelled"]);
});

test("an idempotency key starts one run in 24 hours, another key its own", async () => {
  const client = bench.client();
  const keyed = client.createFunction(
    {
      id: "keyed",
      retries: 0,
      triggers: [{ event: "keyed" }],
      idempotency: "event.data.sessionId + '-' + event.data.kind",
    },
    async ({ event }) => event.data.n,
  );
  await bench.serve(client, [keyed]);
  const send = (sessionId: number, n: number) =>
    client.send({ name: "keyed", data: { sessionId, kind: "mail", n } });
  await send(1, 1);
  await send(1, 2);
  await send(2, 3);
  await bench.settle();
  expect((await bench.runs("keyed")).map((run) => run.output)).toEqual([3, 1]);
  await bench.advance(24 * HOUR_MS);
  await send(1, 4);
  await bench.settle();
  expect((await bench.runs("keyed")).map((run) => run.output)).toEqual([4, 3, 1]);
});

test("a concurrency limit of 1 per key lets one step at a time run for a key, keys side by side", async () => {
  const client = bench.client();
  const open = new Map<string, number>();
  const mostPerKey = new Map<string, number>();
  let mostOverall = 0;
  const limited = client.createFunction(
    {
      id: "limited",
      retries: 0,
      triggers: [{ event: "limited" }],
      concurrency: [{ limit: 1, key: "event.data.host" }],
    },
    async ({ event, step }) => {
      await step.run("work", async () => {
        const host: string = event.data.host;
        open.set(host, (open.get(host) ?? 0) + 1);
        mostPerKey.set(host, Math.max(mostPerKey.get(host) ?? 0, open.get(host) ?? 0));
        const overall = [...open.values()].reduce((sum, count) => sum + count, 0);
        mostOverall = Math.max(mostOverall, overall);
        // The first of each host stays until both are inside: proof that keys do not block each other.
        if (mostOverall < 2) await until(() => mostOverall >= 2);
        open.set(host, (open.get(host) ?? 0) - 1);
      });
    },
  );
  await bench.serve(client, [limited]);
  const hosts = ["a", "a", "a", "b", "b", "b"];
  await client.send(hosts.map((host) => ({ name: "limited", data: { host } })));
  await bench.settle();
  expect((await bench.runs("limited")).filter((run) => run.status === "completed")).toHaveLength(6);
  expect(Object.fromEntries(mostPerKey)).toEqual({ a: 1, b: 1 });
  expect(mostOverall).toBe(2);
});

test("a cron fires once per tick, once for all ticks missed, and when told to", async () => {
  const client = bench.client();
  const sweep = client.createFunction(
    { id: "sweep", retries: 0, triggers: [{ cron: "TZ=Europe/London 0 3 * * *" }] },
    async ({ event }) => event.data,
  );
  await bench.serve(client, [sweep]);
  await bench.settle();
  expect(await bench.runs("sweep")).toHaveLength(0);

  await bench.advance(25 * HOUR_MS);
  await bench.settle();
  expect(await bench.runs("sweep")).toHaveLength(1);
  await bench.crashAndRestart();
  await bench.serve(client, [sweep]);
  await bench.settle();
  expect(await bench.runs("sweep")).toHaveLength(1);

  await bench.advance(10 * 24 * HOUR_MS);
  await bench.settle();
  expect(await bench.runs("sweep")).toHaveLength(2);

  const fired = await bench.post<{ id: string }>("/cron", { function: "sweep" });
  await bench.settle();
  const [latest] = await bench.runs("sweep");
  expect(latest).toMatchObject({ id: fired.body.id, status: "completed" });
  expect(latest?.output).toEqual({ cron: "TZ=Europe/London 0 3 * * *" });
  expect((await bench.post("/cron", { function: "nothing" })).status).toBe(404);
});

test("an app that is down is waited for without losing attempts", async () => {
  const client = bench.client();
  let calls = 0;
  const patient = client.createFunction(
    { id: "patient", retries: 0, triggers: [{ event: "patient" }] },
    async () => {
      calls += 1;
      return "served";
    },
  );
  await bench.serve(client, [patient]);
  await bench.stopApp();
  await client.send({ name: "patient", data: {} });
  await until(async () => {
    const [waited] = await bench.sql`
      select 1 from inngest.job where unreachable_since is not null`;
    return waited !== undefined;
  });
  await bench.serve(client, [patient]);
  await bench.settle();
  expect(calls).toBe(1);
  expect((await bench.runs("patient"))[0]).toMatchObject({ status: "completed", output: "served" });
});
