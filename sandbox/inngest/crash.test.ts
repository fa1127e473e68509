import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { EngineBench, until } from "./testing/engine-bench";

let bench: EngineBench;
beforeAll(async () => {
  bench = await EngineBench.start();
});
afterAll(() => bench.close());
afterEach(() => bench.stopApp());

const MINUTE_MS = 60_000;

test("a crash between steps repeats no finished step, and the run goes on", async () => {
  const client = bench.client();
  const calls: string[] = [];
  const travel = client.createFunction(
    { id: "travel", retries: 0, triggers: [{ event: "travel" }] },
    async ({ step }) => {
      await step.run("before", () => calls.push("before"));
      await step.sleep("nap", "10m");
      await step.run("after", () => calls.push("after"));
      return "arrived";
    },
  );
  await bench.serve(client, [travel]);
  await client.send({ name: "travel", data: {} });
  await bench.settle();
  await bench.crashAndRestart();
  await bench.advance(10 * MINUTE_MS);
  await bench.settle();
  expect(calls).toEqual(["before", "after"]);
  expect((await bench.runs("travel"))[0]).toMatchObject({ status: "completed", output: "arrived" });
});

test("a crash while a step is being executed makes only that call again", async () => {
  const client = bench.client();
  const calls: string[] = [];
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const long = client.createFunction(
    { id: "long", retries: 0, triggers: [{ event: "long" }] },
    async ({ step }) => {
      await step.run("first", () => calls.push("first"));
      await step.run("second", async () => {
        calls.push("second");
        await released;
      });
      await step.run("third", () => calls.push("third"));
    },
  );
  await bench.serve(client, [long]);
  await client.send({ name: "long", data: {} });
  await until(() => calls.includes("second"));
  await bench.crashAndRestart(async () => release());
  await bench.settle();
  expect(calls).toEqual(["first", "second", "second", "third"]);
  expect((await bench.runs("long"))[0]?.status).toBe("completed");
});

test("events taken before a crash start their functions after it, once", async () => {
  const client = bench.client();
  const seen: number[] = [];
  const collect = client.createFunction(
    { id: "collect", retries: 0, triggers: [{ event: "collect" }] },
    async ({ event, step }) => {
      await step.run("note", () => seen.push(event.data.n));
    },
  );
  await bench.serve(client, [collect]);
  const numbers = Array.from({ length: 40 }, (_, n) => n);
  await client.send(numbers.map((n) => ({ id: `collect-${n}`, name: "collect", data: { n } })));
  await bench.crashAndRestart();
  await client.send(numbers.map((n) => ({ id: `collect-${n}`, name: "collect", data: { n } })));
  await bench.settle();
  const runs = await bench.runs("collect");
  expect(runs).toHaveLength(40);
  expect(runs.every((run) => run.status === "completed")).toBe(true);
  expect([...new Set(seen)].sort((a, b) => a - b)).toEqual(numbers);
});
