import type { Ctx } from "@/lib/platform/context";
import { describeError, log } from "@/lib/platform/log";
import { metrics } from "@/lib/platform/metrics";
import { readBusinessMetrics } from "./business-metrics";

/** Prometheus's text format 0.0.4, which all its versions read. */
export const METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

/**
 * Everything there is to watch: what the database says, the same from every process, and what this
 * process counts of itself. Without the database the second part still comes, and says so.
 */
export async function writeMetrics(
  ctx: Pick<Ctx, "db" | "now">,
  jobs: readonly string[],
): Promise<string> {
  const own = await metrics().registry.metrics();
  try {
    return `${await readBusinessMetrics(ctx, jobs)}${ok(1)}${own}`;
  } catch (error) {
    log.error(describeError(error), "metrics could not be read from the database");
    return `${ok(0)}${own}`;
  }
}

const ok = (value: 0 | 1) =>
  `# HELP colloquy_database_read Whether the database answered for these metrics
# TYPE colloquy_database_read gauge
colloquy_database_read ${value}

`;
