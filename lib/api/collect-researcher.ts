import { setTimeout as pause } from "node:timers/promises";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { relayQuietly } from "@/lib/platform/outbox";
import type { CollectResearcher } from "@/lib/researchers/collection/collection-input";
import { type CollectionJob, findJob } from "@/lib/researchers/collection/jobs/find-job";
import { collectResearcher } from "@/lib/researchers/collection/start-collection";
import { getResearcher, type ResearcherProfile } from "@/lib/researchers/get-researcher";
import { encodeResearcher } from "@/lib/researchers/researcher-view";
import { ok } from "./respond";

const WAIT_MS = 20_000;
const LOOK_EVERY_MS = 250;

/** Starts a collection and answers at once, or waits for it as long as a caller can be kept waiting. */
export async function answerCollectResearcher(
  ctx: Ctx,
  input: CollectResearcher,
  waitMs = WAIT_MS,
): Promise<Response> {
  const started = await collectResearcher(ctx, input);
  if (!input.run_in_background) {
    // The job begins now, not once the answer is out.
    await relayQuietly(ctx);
    const job = await waitForEnd(ctx, started, performance.now() + waitMs);
    const profile = job.state === "done" ? await visibleProfile(ctx, job.researcherId) : null;
    if (profile)
      return ok(`Researcher data collected for ${input.name}`, {
        status: "completed",
        researcher_id: profile.id,
        job_id: job.id,
        researcher: encodeResearcher(profile, profile.weeklyHours),
      });
  }
  return ok(`Researcher data collection started for ${input.name}`, {
    status: "processing",
    researcher_id: started.researcherId,
    job_id: started.id,
  });
}

async function waitForEnd(ctx: Ctx, started: CollectionJob, until: number): Promise<CollectionJob> {
  let job = started;
  while (job.state !== "done" && job.state !== "failed" && performance.now() < until) {
    await pause(LOOK_EVERY_MS);
    job = await findJob(ctx, started.id);
  }
  return job;
}

/** Null while there is none, and while it is hidden from whoever asks. */
async function visibleProfile(ctx: Ctx, id: string | null): Promise<ResearcherProfile | null> {
  try {
    return await getResearcher(ctx, id ?? "");
  } catch (error) {
    if (error instanceof DomainError && error.code === "NOT_FOUND") return null;
    throw error;
  }
}
