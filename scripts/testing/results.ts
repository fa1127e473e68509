/** What one stage of `npm test` found. */
export type StageResult = { passed: number; failed: number; failures: string[] };

type VitestReport = {
  testResults: {
    name: string;
    status: string;
    message?: string;
    assertionResults: { fullName: string; status: string }[];
  }[];
};

/**
 * Counts a report of vitest's JSON reporter. A test that was skipped counts as failed, because a
 * failing `beforeAll` skips the tests behind it; so does a file that could not even be loaded.
 */
export function readVitestReport(report: VitestReport): StageResult {
  const result: StageResult = { passed: 0, failed: 0, failures: [] };
  for (const file of report.testResults) {
    const notPassed = file.assertionResults.filter(({ status }) => status !== "passed");
    result.passed += file.assertionResults.length - notPassed.length;
    const failures = notPassed.map(({ fullName, status }) => `${fullName} (${status})`);
    if (file.status === "failed" && failures.length === 0) {
      failures.push(file.message?.split("\n")[0] || "the file could not be loaded");
    }
    result.failed += failures.length;
    result.failures.push(...failures.map((failure) => `${file.name}: ${failure}`));
  }
  return result;
}

type PlaywrightSuite = {
  specs?: { title: string; file: string; line: number; tests: PlaywrightTest[] }[];
  suites?: PlaywrightSuite[];
};
type PlaywrightTest = { projectName: string; status: string };
type PlaywrightReport = { suites: PlaywrightSuite[]; errors: { message?: string }[] };

/** Counts a report of Playwright's JSON reporter; anything but a plain pass is a failure. */
export function readPlaywrightReport(report: PlaywrightReport): StageResult {
  const result: StageResult = { passed: 0, failed: 0, failures: [] };
  const visit = (suite: PlaywrightSuite): void => {
    for (const spec of suite.specs ?? []) {
      for (const { projectName, status } of spec.tests) {
        if (status === "expected") {
          result.passed += 1;
          continue;
        }
        result.failed += 1;
        result.failures.push(
          `${spec.file}:${spec.line} [${projectName}]: ${spec.title} (${status})`,
        );
      }
    }
    for (const inner of suite.suites ?? []) visit(inner);
  };
  for (const suite of report.suites) visit(suite);
  for (const error of report.errors) {
    result.failed += 1;
    result.failures.push(error.message?.split("\n")[0] ?? "an error outside any test");
  }
  return result;
}

/**
 * Makes failures of what the counts alone would hide: a stage without tests, and a run that
 * ended badly although every test passed.
 */
export function judge(result: StageResult, exitCode: number): StageResult {
  if (result.passed + result.failed === 0) {
    return { passed: 0, failed: 1, failures: ["no test was run"] };
  }
  if (exitCode !== 0 && result.failed === 0) {
    return { ...result, failed: 1, failures: [`ended with code ${exitCode}`] };
  }
  return result;
}
