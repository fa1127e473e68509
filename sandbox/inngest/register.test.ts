import { Inngest } from "inngest";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { EngineBench, EVENT_KEY } from "./testing/engine-bench";

let bench: EngineBench;
beforeAll(async () => {
  bench = await EngineBench.start();
});
afterAll(() => bench.close());
afterEach(() => bench.stopApp());

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
