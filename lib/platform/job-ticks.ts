import { sql } from "drizzle-orm";
import { Middleware } from "inngest";
import { jobTicks } from "@/db/schema";
import { database } from "./context";
import { describeError, log } from "./log";
import { metrics } from "./metrics";

const CLOCK = "inngest/scheduled.timer";

/** Counts how runs end, and keeps when each job of the clock last did. */
export class JobTicks extends Middleware.BaseMiddleware {
  readonly id = "job-ticks";

  override async onRunComplete({ ctx, fn }: Middleware.OnRunCompleteArgs): Promise<void> {
    metrics().jobRuns.inc({ job: fn.id(), outcome: "completed" });
    if (ctx.event.name === CLOCK) await keepTick(fn.id());
  }

  override onRunError({ fn, isFinalAttempt }: Middleware.OnRunErrorArgs): void {
    metrics().jobRuns.inc({ job: fn.id(), outcome: isFinalAttempt ? "failed" : "retried" });
  }
}

async function keepTick(job: string): Promise<void> {
  const finishedAt = sql`now()`;
  try {
    await database()
      .insert(jobTicks)
      .values({ job, finishedAt })
      .onConflictDoUpdate({ target: jobTicks.job, set: { finishedAt } });
  } catch (error) {
    // The job itself has done its work.
    log.warn({ job, ...describeError(error) }, "tick not kept");
  }
}
