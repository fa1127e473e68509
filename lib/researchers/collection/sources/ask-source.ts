import { eq } from "drizzle-orm";
import { collectionJobs } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { inTransaction } from "@/lib/platform/transaction";
import { matchAffiliation } from "@/lib/scholarly/ror";
import { SourceError } from "@/lib/scholarly/source-error";
import { type CollectionJob, findJob } from "../jobs/find-job";
import { type Answer, type Asked, askOnce } from "./ask";
import { askCrossref } from "./ask-crossref";
import { askOpenalex } from "./ask-openalex";
import { askOrcid, whyNotOrcid } from "./ask-orcid";
import { askSemanticScholar } from "./ask-semantic-scholar";
import { keepRecords } from "./keep-records";
import { beginSource, finishSource, noteTrouble, type Source, skipSource } from "./source-state";

export type PersonSource = Exclude<Source, "ror">;

const questions = {
  openalex: askOpenalex,
  crossref: askCrossref,
  semantic_scholar: askSemanticScholar,
  orcid: askOrcid,
} satisfies Record<PersonSource, (ctx: Ctx, asked: Asked, jobId: string) => Promise<Answer>>;

/**
 * Asks one source about a job's person and keeps what it says. A source that this job has finished
 * with is not asked again. Throws SourceError after noting the trouble.
 */
export function askAboutPerson(ctx: Ctx, jobId: string, source: PersonSource): Promise<void> {
  return askedOnce(ctx, jobId, source, async (job) => {
    const why = source === "orcid" ? await whyNotOrcid(ctx, jobId) : null;
    if (why) return skipSource(ctx, jobId, source, why);
    const { records, note } = await questions[source](ctx, askedOf(job), jobId);
    await inTransaction(ctx.db, async (tx) => {
      await keepRecords(tx, jobId, source, records);
      await finishSource(tx, ctx.now, jobId, source, { found: records.length, note });
    });
  });
}

/** Asks ROR which organization the affiliation is, or the institution that was asked for. Throws SourceError. */
export function askAboutOrganization(ctx: Ctx, jobId: string): Promise<void> {
  return askedOnce(ctx, jobId, "ror", async ({ input }) => {
    const written = input.institution ?? input.affiliation ?? "";
    const found = await askOnce(ctx, "ror", (asking) => matchAffiliation(written, asking));
    // However the request wrote it, that is a name of it.
    const organization = found && {
      rorId: found.rorId,
      name: found.name,
      otherNames: [...found.otherNames, written],
    };
    await inTransaction(ctx.db, async (tx) => {
      await tx.update(collectionJobs).set({ organization }).where(eq(collectionJobs.id, jobId));
      const note = organization ? null : "Is sure of no organization of this name";
      await finishSource(tx, ctx.now, jobId, "ror", { found: organization ? 1 : 0, note });
    });
  });
}

/** Does the work unless it is done already, and notes the trouble that the source makes. */
export async function askedOnce(
  ctx: Ctx,
  jobId: string,
  source: Source,
  work: (job: CollectionJob) => Promise<void>,
): Promise<void> {
  if (!(await beginSource(ctx, jobId, source))) return;
  try {
    await work(await findJob(ctx, jobId));
  } catch (error) {
    if (error instanceof SourceError) await noteTrouble(ctx, jobId, source, error);
    throw error;
  }
}

function askedOf({ input }: CollectionJob): Asked {
  const { name = "", affiliation = "", paperTitle = "" } = input;
  return { name, affiliation, paperTitle };
}
