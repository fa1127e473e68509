import { z } from "zod";
import type { Health } from "./check-health";

const Seconds = z.record(z.string(), z.number().nullable());

export const HealthView = z
  .object({
    status: z.enum(["ok", "degraded", "down"]),
    database: z.enum(["ok", "down"]),
    /** Events that are not handed on yet, and how long the oldest has waited; null when unknown. */
    outbox: z.object({ unsent: z.number(), oldest_seconds: z.number() }).nullable(),
    /** Seconds since each minutely job last ended, null for one that never has; and how long work is overdue. */
    jobs: z.object({ last_ended_seconds: Seconds, overdue_seconds: Seconds }).nullable(),
    problems: z.array(z.string()),
  })
  .meta({ id: "Health" });

export function viewHealth({ status, database, lags, problems }: Health) {
  return HealthView.parse({
    status,
    database,
    outbox: lags && { unsent: lags.outbox.unsent, oldest_seconds: lags.outbox.oldestSeconds },
    jobs: lags && { last_ended_seconds: lags.jobs, overdue_seconds: lags.overdue },
    problems,
  });
}
