import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { ensureBuild } from "../build";
import type { Children } from "../children";
import { root } from "../root";
import type { Stack } from "../stack";
import { ensureBrowser } from "./ensure-browser";
import { judge, readPlaywrightReport, readVitestReport, type StageResult } from "./results";
import { runTool } from "./run-visible";

const passed: StageResult = { passed: 1, failed: 0, failures: [] };

/** Biome, then TypeScript with the types of the routes; each counts as one test. */
export async function checkStatically(): Promise<StageResult> {
  const biome = await runTool("biome", ["check", "--error-on-warnings", "."]);
  const typegen = await runTool("next", ["typegen"]);
  const tsc = typegen === 0 ? await runTool("tsc", ["--noEmit", "-p", "."]) : typegen;
  return sum([
    biome === 0 ? passed : failure("biome check found something; `npm run format` may mend it"),
    tsc === 0 ? passed : failure("tsc found type errors"),
  ]);
}

export async function build(children: Children): Promise<StageResult> {
  await ensureBuild(children);
  return passed;
}

/** Starts the stack and leaves its addresses where the tests look; counts as one test. */
export async function startForTests(stack: Stack, addressFile: string): Promise<StageResult> {
  const addresses = await stack.start();
  await mkdir(path.dirname(addressFile), { recursive: true });
  await writeFile(addressFile, JSON.stringify(addresses));
  return passed;
}

/** Runs one project of vitest, or of its files those whose names contain the pattern. */
export async function runVitest(
  project: "unit" | "http",
  report: string,
  { pattern, env }: { pattern?: string; env?: Record<string, string> } = {},
): Promise<StageResult> {
  const args = ["run", "--project", project, "--passWithNoTests", "--reporter=default"];
  args.push("--reporter=json", `--outputFile.json=${report}`, ...(pattern ? [pattern] : []));
  const code = await runTool("vitest", args, env);
  return judge(await read(report, readVitestReport), code);
}

/** Runs the journeys in a real browser, or those whose file or title matches the pattern. */
export async function runJourneys(
  report: string,
  { pattern, env }: { pattern?: string; env: Record<string, string> },
): Promise<StageResult> {
  const browser = await ensureBrowser();
  const code = await runTool(
    "playwright",
    ["test", "--reporter=list,json", ...(pattern ? [pattern] : [])],
    { ...env, CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  );
  return judge(await read(report, readPlaywrightReport), code);
}

export function failure(message: string): StageResult {
  return { passed: 0, failed: 1, failures: [message] };
}

export function sum(results: readonly StageResult[]): StageResult {
  return {
    passed: results.reduce((total, result) => total + result.passed, 0),
    failed: results.reduce((total, result) => total + result.failed, 0),
    failures: results.flatMap((result) => result.failures),
  };
}

/** Paths are shown as seen from the repository's folder. */
async function read<T>(file: string, count: (report: T) => StageResult): Promise<StageResult> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (!text) return failure("the run ended without a report");
  const result = count(JSON.parse(text));
  return { ...result, failures: result.failures.map((line) => line.replace(`${root}/`, "")) };
}
