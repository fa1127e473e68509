import { NonRetriableError, RetryAfterError } from "inngest";
import { systemContext } from "@/lib/platform/context";
import {
  institutionCollectionRequested,
  researcherCollectionRequested,
} from "@/lib/platform/events";
import { inngest } from "@/lib/platform/inngest";
import { alertJobFailure, asSystem } from "@/lib/platform/job";
import { SourceError } from "@/lib/scholarly/source-error";
import { endAbandonedJobs, moveJob } from "./jobs/move-job";
import { endJob, settlePeople, settleResearcher } from "./jobs/settle-job";
import { askForPeople } from "./sources/ask-for-people";
import { askAboutOrganization, askAboutPerson } from "./sources/ask-source";
import { failSource, type Source } from "./sources/source-state";

/** A source that wants to be left alone for longer is given up: the job can be run again then. */
const LONGEST_PAUSE_SECONDS = 5 * 60;

/** Asks a source, and tells Inngest when, or whether, to ask again. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const { retryAfterSeconds: seconds, mayPass, message } = error;
    if (!mayPass || (seconds ?? 0) > LONGEST_PAUSE_SECONDS)
      throw new NonRetriableError(message, { cause: error });
    if (seconds === null) throw error;
    throw new RetryAfterError(message, seconds * 1000, { cause: error });
  }
}

type Step = { run<T>(id: string, work: () => Promise<T>): Promise<unknown> };

/** One source that is down does not lose the others: it is noted as failed, and the job goes on. */
async function orGiveUp(step: Step, jobId: string, source: Source, asked: Promise<unknown>) {
  try {
    await asked;
  } catch {
    await step.run(`give up ${source}`, () => asSystem((ctx) => failSource(ctx, jobId, source)));
  }
}

const begin = (step: Step, jobId: string) =>
  step.run("begin", () => moveJob(systemContext().db, systemContext().now, jobId, "begin"));

const askOrganization = (step: Step, jobId: string) =>
  orGiveUp(
    step,
    jobId,
    "ror",
    step.run("ror", () => patiently(() => asSystem((ctx) => askAboutOrganization(ctx, jobId)))),
  );

/** What several sources know of one author. */
export const collectResearcherJob = inngest.createFunction(
  {
    id: "collect-researcher",
    triggers: [researcherCollectionRequested],
    retries: 4,
    concurrency: [{ limit: 4 }, { limit: 1, key: "event.data.jobId" }],
    onFailure: async (failure) => {
      await endFailed(failure.event.data.event.data.jobId);
      await alertJobFailure(failure);
    },
  },
  async ({ event, step }) => {
    const { jobId } = event.data;
    const ask = (source: "openalex" | "crossref" | "semantic_scholar" | "orcid") =>
      orGiveUp(
        step,
        jobId,
        source,
        step.run(source, () =>
          patiently(() => asSystem((ctx) => askAboutPerson(ctx, jobId, source))),
        ),
      );
    await begin(step, jobId);
    await Promise.all([
      ask("openalex"),
      ask("crossref"),
      ask("semantic_scholar"),
      askOrganization(step, jobId),
    ]);
    // By the iD that the others told.
    await ask("orcid");
    await step.run("settle", () => asSystem((ctx) => settleResearcher(ctx, jobId)));
  },
);

/** The people of an institution, page by page. */
export const collectInstitutionJob = inngest.createFunction(
  {
    id: "collect-institution",
    triggers: [institutionCollectionRequested],
    retries: 4,
    concurrency: [{ limit: 2 }, { limit: 1, key: "event.data.jobId" }],
    onFailure: async (failure) => {
      await endFailed(failure.event.data.event.data.jobId);
      await alertJobFailure(failure);
    },
  },
  async ({ event, step }) => {
    const { jobId } = event.data;
    await begin(step, jobId);
    await askOrganization(step, jobId);
    await orGiveUp(step, jobId, "openalex", readPages(step, jobId));
    await step.run("end", () => asSystem((ctx) => endJob(ctx.db, ctx.now, jobId)));
  },
);

async function readPages(step: Step, jobId: string): Promise<void> {
  for (let page = 1, isMore: unknown = true; isMore; page += 1) {
    isMore = await step.run(`page ${page}`, () =>
      patiently(() => asSystem((ctx) => askForPeople(ctx, jobId))),
    );
    await step.run(`people of page ${page}`, () => asSystem((ctx) => settlePeople(ctx, jobId)));
  }
}

async function endFailed(jobId: string): Promise<void> {
  const { db, now } = systemContext();
  await moveJob(db, now, jobId, "fail");
}

/** The sweep behind both: a job that nobody is at any more must not keep its request from being made again. */
export const sweepCollections = inngest.createFunction(
  {
    id: "sweep-collections",
    triggers: [{ cron: "TZ=UTC 17 * * * *" }],
    retries: 1,
    concurrency: [{ limit: 1 }],
  },
  async ({ step }) => {
    await step.run("end abandoned", () => asSystem(endAbandonedJobs));
  },
);

export const collectionFunctions = [collectResearcherJob, collectInstitutionJob, sweepCollections];
