import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/platform/context";
import { describeError, log } from "@/lib/platform/log";
import { type Lags, readLags } from "./read-lags";

/** Minutely work that is this much behind is no longer merely waiting for its minute. */
export const LATE_SECONDS = 5 * 60;
const PATIENCE_MS = 2_000;

export type Health = {
  /** `down`: this server can do nothing. `degraded`: it answers, and what should happen by itself is late. */
  status: "ok" | "degraded" | "down";
  database: "ok" | "down";
  lags: Lags | null;
  /** What is wrong, in words. */
  problems: string[];
};

/** Whether the service does its work, for load balancers and operators; answers within seconds. */
export async function checkHealth(
  ctx: Pick<Ctx, "db" | "now">,
  jobs: readonly string[],
): Promise<Health> {
  try {
    await inTime(ctx.db.execute(sql`select 1`));
  } catch (error) {
    log.error(describeError(error), "the database does not answer");
    const problems = ["the database does not answer"];
    return { status: "down", database: "down", lags: null, problems };
  }
  try {
    const lags = await inTime(readLags(ctx, jobs));
    const problems = problemsOf(lags);
    return { status: problems.length > 0 ? "degraded" : "ok", database: "ok", lags, problems };
  } catch (error) {
    log.error(describeError(error), "the lags could not be read");
    const problems = ["the lags could not be read"];
    return { status: "degraded", database: "ok", lags: null, problems };
  }
}

function problemsOf({ outbox, jobs, overdue }: Lags): string[] {
  const late = (seconds: number) => seconds > LATE_SECONDS;
  return [
    ...(late(outbox.oldestSeconds)
      ? [`the oldest event has waited ${outbox.oldestSeconds} s to be handed on`]
      : []),
    ...Object.entries(jobs).flatMap(([job, seconds]) => {
      if (seconds === null) return [`the job ${job} has never run`];
      return late(seconds) ? [`the job ${job} last ended ${seconds} s ago`] : [];
    }),
    ...Object.entries(overdue).flatMap(([name, seconds]) =>
      late(seconds) ? [`${name} have been due for ${seconds} s`] : [],
    ),
  ];
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  return Promise.race([work, tooLong]).finally(() => clearTimeout(timer));
}
