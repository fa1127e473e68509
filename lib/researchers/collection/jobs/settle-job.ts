import { and, asc, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { authorRecords, collectionJobs, collectionRecords } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { inTransaction } from "@/lib/platform/transaction";
import { clusterRecords } from "../matching/identity";
import { type AuthorRow, lockPeople, noteOutcome, proposeFor } from "../people/place-person";
import { forgetRemoved, settlePerson, unitePerson } from "../people/settle-person";
import { type CollectionJob, findJob } from "./find-job";
import { moveJob, sourcesOfJob } from "./move-job";

/** Who knows authors best comes first: what others say is compared with it. */
const order = ["openalex", "orcid", "crossref", "semantic_scholar", "ror"];

/** Brings what the sources said of a person to their profile, and ends the job. */
export async function settleResearcher(ctx: Ctx, jobId: string): Promise<void> {
  const job = await findJob(ctx, jobId);
  await inTransaction(ctx.db, async (tx) => {
    await lockPeople(tx);
    const records = (await recordsOf(tx, jobId)).toSorted(
      (a, b) => order.indexOf(a.source) - order.indexOf(b.source),
    );
    const { together, aside } = clusterRecords(records, job.organization);
    if (together.length > 0) {
      await unitePerson(tx, together);
      const researcherId = await settlePerson(tx, ctx.now, job, together);
      if (researcherId) {
        await tx.update(collectionJobs).set({ researcherId }).where(eq(collectionJobs.id, jobId));
        await askAboutAside(tx, job, aside, researcherId);
      }
    }
    await endJob(tx, ctx.now, jobId);
  });
}

/** Records of the same paper and name that may, or may not, be of the same person. */
async function askAboutAside(
  tx: Tx,
  job: CollectionJob,
  aside: readonly AuthorRow[],
  researcherId: string,
) {
  for (const record of aside) {
    if (record.researcherId !== null || (await forgetRemoved(tx, [record]))) continue;
    const isAsked = await proposeFor(tx, job.id, record, researcherId, job.organization);
    if (isAsked) await noteOutcome(tx, job.id, [record], "undecided");
  }
}

/** Brings the people of an institution that have been read so far to their profiles, one after the other. */
export async function settlePeople(ctx: Ctx, jobId: string): Promise<void> {
  const job = await findJob(ctx, jobId);
  for (const { id } of await recordsOf(ctx.db, jobId, "unsettled")) {
    await inTransaction(ctx.db, async (tx) => {
      await lockPeople(tx);
      const rows = await tx.select().from(authorRecords).where(eq(authorRecords.id, id));
      if (rows.length > 0) await settlePerson(tx, ctx.now, job, rows);
    });
  }
}

/** The records that a job read, in the order in which it did; or only those that nothing has come of yet. */
async function recordsOf(db: Tx | Ctx["db"], jobId: string, which?: "unsettled") {
  const rows = await db
    .select({ record: authorRecords })
    .from(collectionRecords)
    .innerJoin(authorRecords, eq(authorRecords.id, collectionRecords.recordId))
    .where(
      and(
        eq(collectionRecords.jobId, jobId),
        which === "unsettled" ? isNull(collectionRecords.outcome) : undefined,
      ),
    )
    .orderBy(asc(authorRecords.createdAt), asc(authorRecords.sourceId));
  return rows.map(({ record }) => record);
}

/** Done, if any source answered; failed when none did. */
export async function endJob(tx: Tx | Ctx["db"], now: Date, jobId: string): Promise<void> {
  const states = (await sourcesOfJob(tx, jobId)).map(({ state }) => state);
  const isFailed = states.includes("failed") && !states.includes("done");
  await moveJob(tx, now, jobId, isFailed ? "fail" : "finish");
}
