import { failedJobs } from "@/db/schema";
import { raiseAlert } from "./alerts";
import { type Ctx, database, systemContext } from "./context";
import { isEventName } from "./events";
import { describeError, log, withLogFields } from "./log";
import { relayQuietly } from "./outbox";
import { withoutPersonalData } from "./without-personal-data";

type Failure = {
  event: {
    data: {
      function_id?: string;
      run_id?: string;
      /** What set the run off. */
      event?: { name?: string; data?: Record<string, unknown> };
    };
  };
  error: { message: string };
};

/**
 * A job that is out of retries becomes an alert: a person must look at it. Its event is kept, so that
 * they can have it run again.
 */
export async function alertJobFailure({ event, error }: Failure): Promise<void> {
  const { function_id: job = "unknown", run_id: run = "unknown", event: cause } = event.data;
  const eventName = cause?.name && isEventName(cause.name) ? cause.name : null;
  const message = withoutPersonalData(error.message).slice(0, 500);
  log.error({ job, run }, "job out of retries");
  await database().transaction(async (tx) => {
    await tx
      .insert(failedJobs)
      .values({
        id: run,
        job,
        eventName,
        eventData: eventName ? (cause?.data ?? {}) : {},
        error: message,
      })
      .onConflictDoNothing();
    await raiseAlert(tx, {
      kind: "job_failed",
      subject: run,
      message: `The job ${job} gave up after its last retry`,
      details: { job, run, error: message },
    });
  });
}

/** Runs `work` for each id; one that fails is logged and left to the next sweep. Returns how many went well. */
export async function sweepEach(
  name: string,
  ids: string[],
  work: (id: string) => Promise<unknown>,
): Promise<number> {
  let done = 0;
  for (const id of ids) {
    try {
      // In a scope of its own: what is noted of one is not said of the next.
      await withLogFields({}, () => work(id));
      done += 1;
    } catch (error) {
      log.warn({ sweep: name, id, ...describeError(error) }, "left to the next sweep");
    }
  }
  return done;
}

/**
 * Runs a verb in a job's step, and hands on at once what it wrote to the outbox: the next job need
 * not wait for the minutely relay.
 */
export async function asSystem<T>(verb: (ctx: Ctx) => Promise<T>): Promise<T> {
  const ctx = systemContext();
  const result = await verb(ctx);
  await relayQuietly(ctx);
  return result;
}
