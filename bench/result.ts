import type { BenchEnv } from "./environment";

/** One line of the table of results. */
export type Row = {
  label: string;
  figure: number;
  /** Of the figure and its yardstick, e.g. "req/s", "ms", "kB gz". */
  unit: string;
  /** What stands beside it, measured in turns with it. */
  yardstick?: { label: string; figure: number };
  /** The figure by its yardstick: the median over the rounds where there are rounds. */
  ratio?: number;
  /** In words, e.g. "at least 60 %". */
  aim?: string;
  met?: boolean;
};

/** What one benchmark found. `notes` is Markdown that stands under its table: query plans, sizes, remarks. */
export type Result = { rows: Row[]; notes?: string };

/** A benchmark is a file that exports its `title` and `run`, and stands in the list of main.ts. */
export type Benchmark = { title: string; run(env: BenchEnv): Promise<Result> };
