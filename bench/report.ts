import { cpus, release, totalmem, type } from "node:os";
import type { Result, Row } from "./result";

export type Finished = { title: string; result: Result };

/** The rows of a benchmark as a Markdown table. */
export function table(rows: readonly Row[]): string {
  const lines = rows.map((row) => {
    const { yardstick, ratio, aim, met } = row;
    return [
      row.label,
      `${figure(row.figure)} ${row.unit}`,
      yardstick ? `${yardstick.label}: ${figure(yardstick.figure)} ${row.unit}` : "",
      ratio === undefined ? "" : ratioText(ratio),
      aim ?? "",
      met === undefined ? "" : met ? "yes" : "no",
    ];
  });
  const head = ["What", "Figure", "Beside", "Ratio", "Aim", "Met"];
  return [head, head.map(() => "---"), ...lines]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

/** Three figures that count; large numbers whole, with commas. */
function figure(value: number): string {
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString("en-US");
  return String(Number(value.toPrecision(3)));
}

function ratioText(ratio: number): string {
  return ratio < 3 ? `${Math.round(ratio * 100)} %` : `${figure(ratio)} times`;
}

/** What it ran on, in a line. */
export function machine(): string {
  const [processor] = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} cores (${processor?.model ?? "unknown"}), ${gigabytes} GB, ${type()} ${release()}, Node ${process.versions.node}`;
}

/** The whole of README.md. */
export function document(finished: readonly Finished[], minutes: number, date: string): string {
  const parts = finished.map(({ title, result }) =>
    [`## ${title}`, table(result.rows), result.notes?.trim()].filter(Boolean).join("\n\n"),
  );
  return `${[INTRODUCTION, ran(minutes, date), ...parts].join("\n\n")}\n`;
}

const INTRODUCTION = `# Benchmarks

\`npm run bench\` measures everything and writes this file; \`npm run bench -- pages\` measures one
benchmark and only prints. Server, database and load share the machine, so the figures say little
about any other one. The ratios do: a thing and its yardstick are measured in short turns, each turn
is compared with its neighbour, and the median of these ratios counts.`;

const ran = (minutes: number, date: string) =>
  `Last run: ${date}, in ${minutes.toFixed(1)} minutes, on ${machine()}.`;
