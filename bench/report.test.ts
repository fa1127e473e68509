import { expect, test } from "vitest";
import { document, table } from "./report";

test("a table tells figures, what stands beside them, and whether the aim is met", () => {
  const rows = [
    {
      label: "Fast",
      figure: 18_119.4,
      unit: "ops/s",
      yardstick: { label: "slow", figure: 152.37 },
      ratio: 118.9,
      aim: "at least 50 times",
      met: true,
    },
    { label: "Slow", figure: 7.456, unit: "ms", ratio: 0.333, aim: "at least 60 %", met: false },
    { label: "Plain", figure: 0, unit: "kB gz" },
  ];
  expect(table(rows).split("\n")).toEqual([
    "| What | Figure | Beside | Ratio | Aim | Met |",
    "| --- | --- | --- | --- | --- | --- |",
    "| Fast | 18,119 ops/s | slow: 152 ops/s | 119 times | at least 50 times | yes |",
    "| Slow | 7.46 ms |  | 33 % | at least 60 % | no |",
    "| Plain | 0 kB gz |  |  |  |  |",
  ]);
});

test("the document has a part for each benchmark, with its notes", () => {
  const row = { label: "A", figure: 1, unit: "ms" };
  const finished = [
    { title: "First", result: { rows: [row], notes: "  Plans.\n" } },
    { title: "Second", result: { rows: [row] } },
  ];
  const text = document(finished, 7.25, "2026-11-25");
  expect(text).toMatch(/^# Benchmarks\n/);
  expect(text).toContain("Last run: 2026-11-25, in 7.3 minutes, on ");
  expect(text).toMatch(/## First\n\n\| What [^#]*\n\nPlans\.\n\n## Second\n\n[^#]*\|\n$/);
});
