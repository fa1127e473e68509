import { expect, test } from "vitest";
import { judge, readPlaywrightReport, readVitestReport } from "./results";

test("counts vitest's tests; skipped ones and files that do not load are failures", () => {
  const result = readVitestReport({
    testResults: [
      {
        name: "/a.test.ts",
        status: "failed",
        assertionResults: [
          { fullName: "adds", status: "passed" },
          { fullName: "subtracts", status: "failed" },
          { fullName: "divides", status: "pending" },
        ],
      },
      {
        name: "/b.test.ts",
        status: "failed",
        message: "Cannot find x\nat y",
        assertionResults: [],
      },
    ],
  });
  expect(result).toEqual({
    passed: 1,
    failed: 3,
    failures: [
      "/a.test.ts: subtracts (failed)",
      "/a.test.ts: divides (pending)",
      "/b.test.ts: Cannot find x",
    ],
  });
});

test("counts Playwright's tests per project, in nested suites, and errors outside tests", () => {
  const spec = (status: string) => ({
    title: "books",
    file: "book.spec.ts",
    line: 4,
    tests: [{ projectName: "desktop", status }],
  });
  const result = readPlaywrightReport({
    suites: [{ specs: [spec("expected")], suites: [{ specs: [spec("flaky"), spec("skipped")] }] }],
    errors: [{ message: "no browser\nstack" }],
  });
  expect(result).toEqual({
    passed: 1,
    failed: 3,
    failures: [
      "book.spec.ts:4 [desktop]: books (flaky)",
      "book.spec.ts:4 [desktop]: books (skipped)",
      "no browser",
    ],
  });
});

test("a stage without tests fails, and so does a bad end after passed tests", () => {
  const none = { passed: 0, failed: 0, failures: [] };
  expect(judge(none, 0)).toMatchObject({ failed: 1, failures: ["no test was run"] });
  expect(judge({ ...none, passed: 2 }, 1)).toMatchObject({ passed: 2, failed: 1 });
  expect(judge({ ...none, passed: 2 }, 0)).toEqual({ ...none, passed: 2 });
});
