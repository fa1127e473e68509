import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";

type Metrics = ReturnType<typeof makeMetrics>;

declare global {
  // Pages, routes and the server's own start are bundled apart; they count in one place.
  var colloquyMetrics: Metrics | undefined;
}

function makeMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    httpRequests: new Counter({
      name: "colloquy_http_requests_total",
      help: "Requests answered, by route template, method and status; 499 when the caller left first",
      labelNames: ["route", "method", "status"],
      registers,
    }),
    httpSeconds: new Histogram({
      name: "colloquy_http_request_duration_seconds",
      help: "From a request's head to the end of its answer",
      labelNames: ["route", "method"],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    jobRuns: new Counter({
      name: "colloquy_job_runs_total",
      help: "Runs of background jobs, by job and outcome: completed, retried or failed",
      labelNames: ["job", "outcome"],
      registers,
    }),
  };
}

/** What this process counts of itself; the rest is read from the database when asked for. */
export function metrics(): Metrics {
  globalThis.colloquyMetrics ??= makeMetrics();
  return globalThis.colloquyMetrics;
}
