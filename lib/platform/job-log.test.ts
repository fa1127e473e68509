import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { EngineBench } from "@/sandbox/inngest/testing/engine-bench";
import { captureLog } from "./captured-log.fixture";
import { JobLog } from "./job-log";
import { log, noteInLog } from "./log";

const captured = captureLog();
let bench: EngineBench;
beforeAll(async () => {
  bench = await EngineBench.start();
});
beforeEach(() => void captured.lines.splice(0));
afterAll(() => bench.close());

test("every line of a job carries the job, its run and step, and the ids of its event", async () => {
  const client = bench.client("jobs", { middleware: [JobLog] });
  const job = client.createFunction(
    { id: "tell", retries: 1, triggers: [{ event: "told" }] },
    async ({ step }) => {
      await Promise.all([
        step.run("first", () => {
          noteInLog({ paymentId: "p1" });
          log.info("in the first");
        }),
        step.run("second", () => log.info("in the second")),
      ]);
      log.info("at the end");
    },
  );
  await bench.serve(client, [job]);
  await bench.client().send({ name: "told", data: { sessionId: "s1", name: "Ada Byron" } });
  await bench.settle();
  const [run] = await bench.runs("tell");
  const ofRun = { job: "tell", run: run?.id, sessionId: "s1" };
  const line = (msg: string) => captured.lines.find((one) => one.msg === msg);
  expect(line("in the first")).toMatchObject({ ...ofRun, step: "first", paymentId: "p1" });
  expect(line("in the second")).toMatchObject({ ...ofRun, step: "second" });
  expect(line("in the second")).not.toHaveProperty("paymentId");
  expect(line("at the end")).toMatchObject(ofRun);
  expect(captured.text()).not.toContain("Ada Byron");
});
