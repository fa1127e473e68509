import { Inngest } from "inngest";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Load } from "./overview";
import { EngineBench, EVENT_KEY, until } from "./testing/engine-bench";

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
  expect([...mostPerKey]).toEqual([
    ["a", 1],
    ["b", 1],
  ]);
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

test("registration refuses by name what is not supported, and forgets functions that went away", async () => {
  const client = bench.client("shop");
  const make = (id: string, options: object) =>
    client.createFunction(
      { id, retries: 0, triggers: [{ event: "x" }], ...options },
      async () => 1,
    );
  const refused = async (id: string, options: object) => {
    const response = await bench.serve(client, [make(id, options)]);
    expect(response.status).toBe(400);
    return ((await response.json()) as { message: string }).message;
  };
  expect(await refused("f", { debounce: { period: "1m" } })).toMatch(/shop-f uses debounce/);
  expect(await refused("f", { batchEvents: { maxSize: 5, timeout: "5s" } })).toMatch(/batchEvents/);
  expect(await refused("f", { rateLimit: { limit: 1, period: "1m" } })).toMatch(/rateLimit/);
  expect(await refused("f", { throttle: { limit: 1, period: "1m" } })).toMatch(/throttle/);
  expect(await refused("f", { priority: { run: "1" } })).toMatch(/priority/);
  expect(await refused("f", { triggers: [{ cron: "61 * * * *" }] })).toMatch(/minute of the cron/);
  expect(await refused("f", { idempotency: "event.data.id.size()" })).toMatch(/subset of CEL/);
  expect(await refused("f", { concurrency: [{ limit: 1, scope: "env", key: "'k'" }] })).toMatch(
    /scope fn/,
  );
  const registered = async () =>
    (await bench.sql`select id from inngest.function where app = 'shop' order by id`).map(
      (row) => row.id,
    );
  expect(await registered()).toEqual([]);
  await bench.serve(client, [make("one", {}), make("two", {})]);
  expect(await registered()).toEqual(["shop-one", "shop-two"]);
  await bench.serve(client, [make("two", {})]);
  expect(await registered()).toEqual(["shop-two"]);
});

test("a strange signing or event key is refused, and the server can ask the app for its functions", async () => {
  const client = bench.client("known");
  const fn = client.createFunction(
    { id: "fn", retries: 0, triggers: [{ event: "known" }] },
    async () => "ok",
  );
  await bench.serve(client, [fn]);
  const signingKey = "signkey-test-ffffffffffffffffffffffffffffffff";
  const { url: baseUrl } = bench;
  const stranger = new Inngest({
    id: "stranger",
    isDev: false,
    baseUrl,
    signingKey,
    eventKey: "no",
  });
  await expect(stranger.send({ name: "known", data: {} })).rejects.toThrow(/Event key not found/);

  const post = (body: unknown) =>
    fetch(`${bench.url}/e/${EVENT_KEY}`, { method: "POST", body: JSON.stringify(body) });
  for (const bad of [{}, { name: "" }, { name: "a\u0000" }, { name: "a", data: 5 }, [1], "x"])
    expect((await post(bad)).status).toBe(400);
  expect((await fetch(`${bench.url}/e/${EVENT_KEY}`, { method: "POST", body: "{" })).status).toBe(
    400,
  );
  expect((await post({ name: "unknown", data: { text: "a\u0000b" } })).status).toBe(200);

  expect((await bench.serve(stranger, [])).status).toBe(401);
  await bench.serve(client, [fn]);
  await bench.sql`delete from inngest.app`;
  const synced = await bench.post("/sync", { url: bench.appUrl });
  expect(synced).toEqual({ status: 200, body: { functions: 1 } });
  await client.send({ name: "known", data: {} });
  await bench.settle();
  expect((await bench.runs("known-fn"))[0]).toMatchObject({ status: "completed", output: "ok" });

  const unsigned = await fetch(`${bench.appUrl}?fnId=known-fn&stepId=step`, {
    method: "POST",
    body: JSON.stringify({ event: {}, events: [{}], steps: {}, ctx: { run_id: "x" } }),
  });
  expect(unsigned.status).toBe(401);
});
