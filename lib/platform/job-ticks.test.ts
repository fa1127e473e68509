import { afterAll, beforeAll, expect, test } from "vitest";
import { jobTicks } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { EngineBench } from "@/sandbox/inngest/testing/engine-bench";
import { captureLog } from "./captured-log.fixture";
import { EVERY_MINUTE } from "./inngest";
import { JobTicks } from "./job-ticks";
import { metrics } from "./metrics";

const captured = captureLog();
let database: TestDatabase;
let bench: EngineBench;
let isFailing = false;

beforeAll(async () => {
  [database, bench] = [await testDatabase(), await EngineBench.start()];
  globalThis.colloquyDatabase = database.db;
  const client = bench.client("jobs", { middleware: [JobTicks] });
  const work = async ({
    step,
  }: {
    step: { run(id: string, work: () => void): Promise<unknown> };
  }) => {
    await step.run("work", () => {
      if (isFailing) throw new Error("broken");
    });
  };
  const clocked = client.createFunction(
    { id: "clocked", retries: 1, triggers: [{ cron: EVERY_MINUTE }] },
    work,
  );
  const told = client.createFunction(
    { id: "told", retries: 0, triggers: [{ event: "told" }] },
    work,
  );
  await bench.serve(client, [clocked, told]);
});
afterAll(async () => {
  await bench.close();
  await database.close();
});

const tick = async () => {
  await bench.post("/cron", { function: "clocked" });
  await bench.settle();
};
const ticks = () => database.db.select().from(jobTicks);
const runsOf = async (job: string) => {
  const { values } = await metrics().jobRuns.get();
  return Object.fromEntries(
    values.flatMap(({ labels, value }) => (labels.job === job ? [[labels.outcome, value]] : [])),
  );
};

test("a job of the clock leaves when it last came to its end, and runs are counted by outcome", async () => {
  await tick();
  const [first] = await ticks();
  expect(first).toMatchObject({ job: "clocked", finishedAt: expect.any(Date) });
  await tick();
  const [second, ...others] = await ticks();
  expect(others).toEqual([]);
  expect(second?.finishedAt.getTime()).toBeGreaterThan(first?.finishedAt.getTime() ?? 0);

  isFailing = true;
  await tick();
  expect(await ticks()).toEqual([second]);
  expect(await runsOf("clocked")).toEqual({ completed: 2, failed: 1 });
});

test("a job that an event set off leaves none", async () => {
  isFailing = false;
  await bench.client().send({ name: "told", data: {} });
  await bench.settle();
  expect((await ticks()).map(({ job }) => job)).toEqual(["clocked"]);
  expect(await runsOf("told")).toEqual({ completed: 1 });
});

test("a tick that cannot be kept does not fail the job", async () => {
  await database.sql`alter table job_ticks rename to hidden`;
  await tick();
  await database.sql`alter table hidden rename to job_ticks`;
  const runs = await bench.runs("clocked");
  expect(runs.filter(({ status }) => status === "completed")).toHaveLength(3);
  expect(captured.lines).toMatchObject([{ msg: "tick not kept", job: "clocked" }]);
});
