import { NonRetriableError, RetryAfterError } from "inngest";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { EngineBench, until } from "./testing/engine-bench";

let bench: EngineBench;
beforeAll(async () => {
  bench = await EngineBench.start();
});
afterAll(() => bench.close());
afterEach(() => bench.stopApp());

const HOUR_MS = 3_600_000;

test("a function's steps run once each, in order, and its result is kept", async () => {
  const client = bench.client();
  const calls: string[] = [];
  const greet = client.createFunction(
    { id: "greet", retries: 2, triggers: [{ event: "greet" }] },
    async ({ event, step, runId }) => {
      const first = await step.run("first", () => {
        calls.push("first");
        return `Dear ${event.data.name}`;
      });
      const second = await step.run("second", () => {
        calls.push("second");
        return `${first}, good day`;
      });
      return { second, runId };
    },
  );
  expect((await bench.serve(client, [greet])).status).toBe(200);
  await client.send({ name: "greet", data: { name: "Ada Ⅲ \u{1F600}" } });
  await bench.settle();

  const [run] = await bench.runs("greet");
  expect(run).toMatchObject({
    function: "app-greet",
    status: "completed",
    steps: [
      { name: "first", op: "StepRun", status: "done", failures: 0 },
      { name: "second", op: "StepRun", status: "done", failures: 0 },
    ],
    output: { second: "Dear Ada Ⅲ \u{1F600}, good day", runId: run?.id },
  });
  expect(calls).toEqual(["first", "second"]);
});

test("an event id starts a function once, several events start several runs", async () => {
  const client = bench.client();
  const once = client.createFunction(
    { id: "once", retries: 0, triggers: [{ event: "once" }] },
    async ({ event }) => event.data.n,
  );
  await bench.serve(client, [once]);
  await client.send([
    { id: "same", name: "once", data: { n: 1 } },
    { id: "same", name: "once", data: { n: 2 } },
    { name: "once", data: { n: 3 } },
  ]);
  await client.send({ id: "same", name: "once", data: { n: 4 } });
  await bench.settle();
  expect((await bench.runs("once")).map((run) => run.output).sort()).toEqual([1, 3]);
  const ofEvents = await bench.get<{ output: number }[]>("/runs?event=same&event=another");
  expect(ofEvents.map(({ output }) => output)).toEqual([1]);

  await bench.advance(24 * HOUR_MS);
  await client.send({ id: "same", name: "once", data: { n: 5 } });
  await bench.settle();
  expect((await bench.runs("once")).map((run) => run.output).sort()).toEqual([1, 3, 5]);
});

test("steps in parallel run at the same time and once each", async () => {
  const client = bench.client();
  const calls: string[] = [];
  let open = 0;
  let together = 0;
  const parallel = client.createFunction(
    { id: "parallel", retries: 0, triggers: [{ event: "parallel" }] },
    async ({ step }) => {
      const meet = (name: string) =>
        step.run(name, async () => {
          calls.push(name);
          open += 1;
          await until(() => open === 3);
          together += 1;
          return name;
        });
      const names = await Promise.all([meet("a"), meet("b"), meet("c")]);
      const last = await step.run("last", () => {
        calls.push("last");
        return names.join("");
      });
      return last;
    },
  );
  await bench.serve(client, [parallel]);
  await client.send({ name: "parallel", data: {} });
  await bench.settle();
  expect((await bench.runs("parallel"))[0]).toMatchObject({ status: "completed", output: "abc" });
  expect(together).toBe(3);
  expect(calls.sort()).toEqual(["a", "b", "c", "last"]);
});

test("a failing step is attempted once and `retries` times more, then the function may catch it", async () => {
  const client = bench.client();
  const attempts: number[] = [];
  const stubborn = client.createFunction(
    { id: "stubborn", retries: 2, triggers: [{ event: "stubborn" }] },
    async ({ step, attempt }) => {
      const before = await step.run("before", () => "kept");
      try {
        await step.run("fails", () => {
          attempts.push(attempt);
          throw new Error("no luck");
        });
      } catch (error) {
        return { before, caught: error instanceof Error ? error.message : "" };
      }
    },
  );
  await bench.serve(client, [stubborn]);
  await client.send({ name: "stubborn", data: {} });
  await bench.settle();
  expect(attempts).toEqual([0, 1, 2]);
  expect((await bench.runs("stubborn"))[0]).toMatchObject({
    status: "completed",
    output: { before: "kept", caught: "no luck" },
    steps: [{ name: "before" }, { name: "fails", status: "failed", failures: 3 }],
  });
});

test("a step that fails once is repeated, its predecessors are not", async () => {
  const client = bench.client();
  const calls: string[] = [];
  const flaky = client.createFunction(
    { id: "flaky", retries: 3, triggers: [{ event: "flaky" }] },
    async ({ step }) => {
      await step.run("before", () => calls.push("before"));
      return step.run("flaky", () => {
        calls.push("flaky");
        if (calls.length < 4) throw new Error("not yet");
        return "at last";
      });
    },
  );
  await bench.serve(client, [flaky]);
  await client.send({ name: "flaky", data: {} });
  await bench.settle();
  expect(calls).toEqual(["before", "flaky", "flaky", "flaky"]);
  expect((await bench.runs("flaky"))[0]).toMatchObject({ status: "completed", output: "at last" });
});

test("out of retries the run fails, onFailure hears of it, and only for its own function", async () => {
  const client = bench.client();
  const heard: unknown[] = [];
  let attempts = 0;
  const doomed = client.createFunction(
    {
      id: "doomed",
      retries: 1,
      triggers: [{ event: "doomed" }],
      onFailure: async ({ event, error }) => {
        heard.push([event.data.function_id, event.data.event.data, error.message]);
      },
    },
    async () => {
      attempts += 1;
      throw new Error("broken");
    },
  );
  const other = client.createFunction(
    {
      id: "other",
      retries: 0,
      triggers: [{ event: "doomed" }],
      onFailure: async () => {
        heard.push("other");
      },
    },
    async () => "fine",
  );
  await bench.serve(client, [doomed, other]);
  await client.send({ name: "doomed", data: { sessionId: 7 } });
  await bench.settle();
  expect(attempts).toBe(2);
  expect((await bench.runs("doomed"))[0]).toMatchObject({
    status: "failed",
    output: { message: "broken" },
  });
  expect(heard).toEqual([["app-doomed", { sessionId: 7 }, "broken"]]);
});

test("a NonRetriableError ends the run at once", async () => {
  const client = bench.client();
  let attempts = 0;
  const hopeless = client.createFunction(
    { id: "hopeless", retries: 5, triggers: [{ event: "hopeless" }] },
    async () => {
      attempts += 1;
      throw new NonRetriableError("never");
    },
  );
  await bench.serve(client, [hopeless]);
  await client.send({ name: "hopeless", data: {} });
  await bench.settle();
  expect(attempts).toBe(1);
  expect((await bench.runs("hopeless"))[0]?.status).toBe("failed");
});

test("a RetryAfterError is repeated when it says, not when the back-off would", async () => {
  const client = bench.client();
  let attempts = 0;
  const later = client.createFunction(
    { id: "later", retries: 1, triggers: [{ event: "later" }] },
    async ({ step }) =>
      step.run("rate limited", () => {
        attempts += 1;
        if (attempts === 1) throw new RetryAfterError("slow down", 2 * HOUR_MS);
        return "now";
      }),
  );
  await bench.serve(client, [later]);
  await client.send({ name: "later", data: {} });
  await until(async () => (await bench.get<{ retrying: number }>("/idle")).retrying === 1);
  await bench.advance(HOUR_MS);
  expect(attempts).toBe(1);
  expect((await bench.get<{ retrying: number }>("/idle")).retrying).toBe(1);
  await bench.advance(HOUR_MS);
  await bench.settle();
  expect((await bench.runs("later"))[0]).toMatchObject({ status: "completed", output: "now" });
});

test("one function invokes another and goes on with its result or its failure", async () => {
  const client = bench.client();
  const twice = client.createFunction(
    { id: "twice", retries: 0, triggers: [{ event: "twice" }] },
    async ({ event }) => {
      if (event.data.n < 0) throw new NonRetriableError("negative");
      return event.data.n * 2;
    },
  );
  const caller = client.createFunction(
    { id: "caller", retries: 0, triggers: [{ event: "call" }] },
    async ({ step }) => {
      const four = await step.invoke("good", { function: twice, data: { n: 2 } });
      const failed = await step
        .invoke("bad", { function: twice, data: { n: -1 } })
        .catch((error: Error) => error.message);
      return { four, failed };
    },
  );
  await bench.serve(client, [twice, caller]);
  await client.send({ name: "call", data: {} });
  await bench.settle();
  expect((await bench.runs("caller"))[0]).toMatchObject({
    status: "completed",
    output: { four: 4, failed: "negative" },
  });
});

test("an operation that is not supported fails the run with its name", async () => {
  const client = bench.client();
  const signal = client.createFunction(
    { id: "signal", retries: 3, triggers: [{ event: "signal" }] },
    async ({ step }) =>
      step.waitForSignal("wait", { signal: "s", timeout: "1h", onConflict: "fail" }),
  );
  await bench.serve(client, [signal]);
  await client.send({ name: "signal", data: {} });
  await bench.settle();
  const [run] = await bench.runs("signal");
  expect(run?.status).toBe("failed");
  expect(run?.output).toMatchObject({ message: expect.stringContaining("WaitForSignal") });
});
