import { mkdir, readdir, rm } from "node:fs/promises";
import path from "node:path";
import { Children } from "./children";
import { isAlive } from "./processes";
import { elapsed } from "./progress";
import { root } from "./root";
import { Stack } from "./stack";
import { type Part, readArguments, type Wish } from "./testing/arguments";
import type { StageResult } from "./testing/results";
import { endVisible } from "./testing/run-visible";
import * as stages from "./testing/stages";

const dataDir = path.join(root, ".data", `test-${process.pid}`);
const reports = path.join(dataDir, "reports");
const addressFile = path.join(dataDir, "stack.json");
const startedAt = performance.now();

type Finished = { name: string; result: StageResult; took: string };
const finished: Finished[] = [];
const children = new Children(dataDir);
const stack = new Stack({ dataDir, mode: "production", port: 0, disposable: true });

const wish = readWish();
stopOnSignals();
await removeOldRuns();
await mkdir(reports, { recursive: true });
await runAll(wish).finally(() => stack.stop());
await conclude();

async function runAll({ only, pattern }: Wish): Promise<void> {
  const wanted = (part: Part) => !only || only === part;
  const report = (part: Part) => path.join(reports, `${part}.json`);
  const needsStack = wanted("http") || wanted("e2e");
  const env = { COLLOQUY_STACK: addressFile };
  if (wanted("static")) await run("Static checks", () => stages.checkStatically());
  if (wanted("unit")) {
    await run("Unit and integration tests", () =>
      stages.runVitest("unit", report("unit"), { pattern }),
    );
  }
  if (wanted("build") || needsStack) {
    const built = await run("Production build", () => stages.build(children));
    if (!built || !needsStack) return;
    if (!(await run("The whole stack", () => stages.startForTests(stack, addressFile)))) return;
  }
  if (wanted("http")) {
    await run("API tests over HTTP", () =>
      stages.runVitest("http", report("http"), { pattern, env }),
    );
  }
  if (wanted("e2e")) {
    await run("Journeys in the browser", () => stages.runJourneys(report("e2e"), { pattern, env }));
  }
}

/** Runs one stage under its heading; true when nothing in it failed. */
async function run(name: string, work: () => Promise<StageResult>): Promise<boolean> {
  const stageStartedAt = performance.now();
  console.log(`\n== ${name}`);
  const result = await Promise.race([work(), stack.failure]).catch((error: Error) => {
    console.error(error.message);
    return stages.failure(error.message.split("\n")[0] ?? "failed");
  });
  finished.push({ name, result, took: elapsed(stageStartedAt) });
  return result.failed === 0;
}

async function conclude(): Promise<never> {
  const { passed, failed } = stages.sum(finished.map(({ result }) => result));
  console.log("\n== Summary");
  for (const { name, result, took } of finished) {
    console.log(
      `${name.padEnd(28)} ${String(result.passed).padStart(5)} passed ${String(result.failed).padStart(3)} failed  ${took}`,
    );
    for (const text of result.failures) console.log(`  failed: ${text}`);
  }
  console.log(`Took ${elapsed(startedAt)}.`);
  if (failed > 0) console.log(`Logs and reports: ${path.relative(root, dataDir)}`);
  else await rm(dataDir, { recursive: true, force: true });
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed > 0 || passed === 0 ? 1 : 0);
}

function stopOnSignals(): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, async () => {
      endVisible();
      await children.stopAll();
      await stack.stop();
      process.exit(130);
    });
  }
}

/** The folders of runs that failed are kept until the next run. */
async function removeOldRuns(): Promise<void> {
  const data = path.join(root, ".data");
  for (const name of await readdir(data).catch(() => [])) {
    const pid = Number(/^test-(\d+)$/.exec(name)?.[1]);
    if (pid && !isAlive(pid)) await rm(path.join(data, name), { recursive: true, force: true });
  }
}

function readWish(): Wish {
  try {
    return readArguments(process.argv.slice(2));
  } catch (error) {
    console.error((error as Error).message);
    process.exit(2);
  }
}
