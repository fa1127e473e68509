import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { authorRecords, collectionJobs, matchCandidates } from "@/db/schema";
import { requireAdmin } from "@/lib/auth/actor";
import { recordAct } from "@/lib/auth/record-act";
import type { Ctx } from "@/lib/platform/context";
import { DomainError, notFound } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { inTransaction } from "@/lib/platform/transaction";
import {
  addRecordedAuthorships,
  giveUnclaimedProfile,
  joinPrinted,
} from "../../unclaimed/printed-people";
import { findJob } from "../jobs/find-job";
import { isProfile } from "../people/create-profile";
import { type AuthorRow, lockPeople, showMatched } from "../people/place-person";
import { forgetRemoved, giveProfile, joinProfile } from "../people/settle-person";

export const DecideCandidate = z.object({
  candidateId: z.guid(),
  decision: z.enum(["confirmed", "rejected"]),
});

type Candidate = typeof matchCandidates.$inferSelect;

/**
 * Says whether a record is of a profile, for good. Confirmed, all that is known to be of the same
 * person joins the profile; rejected by the last profile that it could have been, it gets one of its
 * own. Administrators only. Throws NOT_FOUND, and WRONG_STATE once it is decided.
 */
export async function decideCandidate(
  ctx: Ctx,
  { candidateId, decision }: z.output<typeof DecideCandidate>,
): Promise<void> {
  const admin = requireAdmin(ctx.actor);
  await inTransaction(ctx.db, async (tx) => {
    await lockPeople(tx);
    const [candidate] = await tx
      .update(matchCandidates)
      .set({ state: decision, decidedBy: admin.id, decidedAt: ctx.now })
      .where(and(eq(matchCandidates.id, candidateId), eq(matchCandidates.state, "proposed")))
      .returning();
    if (!candidate) throw await whyNot(tx, candidateId);
    const act = { act: "candidate_decided", subject: "candidate", id: candidateId } as const;
    await recordAct(tx, ctx, { ...act, details: { decision } });
    const person = await unlinkedPerson(tx, candidate.recordId);
    if (person.length > 0 && !(await forgetRemoved(tx, person)))
      await follow(tx, ctx.now, candidate, person);
  });
  log.info({ candidateId, decision, by: admin.id }, "candidate decided");
}

async function whyNot(tx: Tx, candidateId: string): Promise<DomainError> {
  const [row] = await tx
    .select({ id: matchCandidates.id })
    .from(matchCandidates)
    .where(eq(matchCandidates.id, candidateId));
  return row
    ? new DomainError("WRONG_STATE", "This has been decided already")
    : notFound("Candidate");
}

/** The records of the same person as this one that belong to no profile yet. */
async function unlinkedPerson(tx: Tx, recordId: string): Promise<AuthorRow[]> {
  const [record] = await tx.select().from(authorRecords).where(eq(authorRecords.id, recordId));
  if (!record || record.researcherId !== null) return [];
  const rest = await tx
    .select()
    .from(authorRecords)
    .where(and(eq(authorRecords.personId, record.personId), isNull(authorRecords.researcherId)));
  return [record, ...rest.filter(({ id }) => id !== recordId)];
}

async function follow(tx: Tx, now: Date, candidate: Candidate, person: AuthorRow[]) {
  const { researcherId, recordId, jobId } = candidate;
  if (!jobId) return followPrinted(tx, now, candidate, person);
  const job = await findJob({ db: tx }, jobId);
  if (candidate.state === "rejected") {
    if (!(await isStillProposed(tx, recordId))) await giveProfile(tx, now, job, person);
    return;
  }
  await joinProfile(tx, now, job, person, researcherId);
  await showMatched(tx, researcherId);
  // The profile that the job named was never made: its person is this one.
  if (job.researcherId && !(await isProfile(tx, job.researcherId)))
    await tx.update(collectionJobs).set({ researcherId }).where(eq(collectionJobs.id, jobId));
}

/** The same for a candidate that no job proposed, but a paper's byline. */
async function followPrinted(tx: Tx, now: Date, candidate: Candidate, person: AuthorRow[]) {
  const { state, recordId, researcherId } = candidate;
  if (state === "confirmed") {
    await joinPrinted(tx, now, person, researcherId);
    return addRecordedAuthorships(tx, person, researcherId);
  }
  if (await isStillProposed(tx, recordId)) return;
  await addRecordedAuthorships(tx, person, await giveUnclaimedProfile(tx, now, person));
}

async function isStillProposed(tx: Tx, recordId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: matchCandidates.id })
    .from(matchCandidates)
    .where(and(eq(matchCandidates.recordId, recordId), eq(matchCandidates.state, "proposed")));
  return rows.length > 0;
}
