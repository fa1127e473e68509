import { and, eq, isNull, sql } from "drizzle-orm";
import { anyOf } from "@/db/any-of";
import type { Tx } from "@/db/client";
import {
  authorRecords,
  collectionRecords,
  type MatchEvidence,
  matchCandidates,
  type recordOutcome,
  researchers,
} from "@/db/schema";
import type { Organization } from "../matching/identity";
import { identityOf } from "../matching/identity";
import { matchPeople } from "../matching/match-people";
import { findKnownPeople, type KnownPerson } from "./known-people";

export type AuthorRow = typeof authorRecords.$inferSelect;
type Outcome = (typeof recordOutcome.enumValues)[number];

/** Where a person's records belong: to a profile that is here, to a new one, or a person must say. */
type Place =
  | { outcome: "linked"; researcherId: string }
  | { outcome: "created" }
  | { outcome: "undecided" };

/**
 * One after the other: two jobs that find one person at once must not make two profiles. Held to the
 * end of the transaction.
 */
export async function lockPeople(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('who is who'))`);
}

/**
 * Finds the profile that a person's records belong to. Profiles that may be theirs become candidates,
 * except those that somebody has said they are not. Call only under `lockPeople`.
 */
export async function findPlace(
  tx: Tx,
  jobId: string,
  records: readonly AuthorRow[],
  organization: Organization | null,
): Promise<Place> {
  const [lead] = records;
  if (!lead) throw new Error("nobody to place");
  const linked = new Set(records.flatMap(({ researcherId }) => researcherId ?? []));
  const [only] = linked;
  if (only && linked.size === 1) return { outcome: "linked", researcherId: only };
  const identity = identityOf(records, organization);
  const rejected = await rejectedFor(tx, records);
  const matches = (await findKnownPeople(tx, identity, organization))
    .filter(({ researcherId }) => !rejected.has(researcherId))
    .map((known) => ({ known, ...matchPeople(identity, known.identity) }))
    .filter(({ verdict }) => verdict !== "different");
  const same = matches.filter(({ verdict }) => verdict === "same");
  // Two profiles that are both theirs are one too many: which is theirs is for a person to say.
  if (same.length === 1 && same[0])
    return { outcome: "linked", researcherId: same[0].known.researcherId };
  if (matches.length === 0) return { outcome: "created" };
  await propose(tx, jobId, lead.id, same.length > 1 ? same : matches);
  return { outcome: "undecided" };
}

/** Profiles that a person has said these records are not of. */
async function rejectedFor(tx: Tx, records: readonly AuthorRow[]): Promise<Set<string>> {
  const people = records.map(({ personId }) => personId);
  const rows = await tx
    .select({ researcherId: matchCandidates.researcherId })
    .from(matchCandidates)
    .innerJoin(authorRecords, eq(authorRecords.id, matchCandidates.recordId))
    .where(and(anyOf(authorRecords.personId, people), eq(matchCandidates.state, "rejected")));
  return new Set(rows.map(({ researcherId }) => researcherId));
}

type Proposal = { known: KnownPerson; evidence: MatchEvidence[] };

/** Asks whether a record that was left aside is of this profile, if it may be. Returns whether it was asked. */
export async function proposeFor(
  tx: Tx,
  jobId: string,
  record: AuthorRow,
  researcherId: string,
  organization: Organization | null,
): Promise<boolean> {
  const identity = identityOf([record], organization);
  const known = (await findKnownPeople(tx, identity, organization)).find(
    (one) => one.researcherId === researcherId,
  );
  if (!known || (await rejectedFor(tx, [record])).has(researcherId)) return false;
  const { verdict, evidence } = matchPeople(identity, known.identity);
  if (verdict === "different") return false;
  await propose(tx, jobId, record.id, [{ known, evidence }]);
  return true;
}

/** A pair that is proposed already keeps its first proposal, with the evidence as it is now. */
async function propose(tx: Tx, jobId: string, recordId: string, proposals: Proposal[]) {
  for (const { known, evidence } of proposals) {
    await tx
      .insert(matchCandidates)
      .values({ recordId, researcherId: known.researcherId, jobId, evidence })
      .onConflictDoUpdate({
        target: [matchCandidates.recordId, matchCandidates.researcherId],
        set: { evidence },
        setWhere: eq(matchCandidates.state, "proposed"),
      });
  }
}

/** Links records to a profile; those that are linked already stay where they are. */
export async function linkRecords(
  tx: Tx,
  now: Date,
  records: readonly AuthorRow[],
  researcherId: string,
): Promise<void> {
  const ids = records.map(({ id }) => id);
  await tx
    .update(authorRecords)
    .set({ researcherId, linkedAt: now })
    .where(and(anyOf(authorRecords.id, ids), isNull(authorRecords.researcherId)));
  // What was to be decided of them has been.
  await tx
    .delete(matchCandidates)
    .where(and(anyOf(matchCandidates.recordId, ids), eq(matchCandidates.state, "proposed")));
}

/** Notes what became of a job's records. What a job created stays created when it is run again. */
export async function noteOutcome(
  tx: Tx,
  jobId: string,
  records: readonly AuthorRow[],
  outcome: Outcome,
): Promise<void> {
  const ids = records.map(({ id }) => id);
  await tx
    .update(collectionRecords)
    .set({ outcome })
    .where(
      and(
        eq(collectionRecords.jobId, jobId),
        anyOf(collectionRecords.recordId, ids),
        sql`${collectionRecords.outcome} is distinct from 'created'`,
      ),
    );
}

/**
 * A profile that collecting made and nobody knew to be anybody becomes visible once it is matched; one
 * whose removal somebody has asked for stays hidden until that is decided.
 */
export async function showMatched(tx: Tx, researcherId: string): Promise<void> {
  await tx
    .update(researchers)
    .set({ standing: "unclaimed" })
    .where(
      and(
        eq(researchers.id, researcherId),
        eq(researchers.standing, "hidden"),
        isNull(researchers.userId),
        // Others that are hidden and nobody's were somebody's once.
        sql`exists (select from profile_facts where researcher_id = ${researchers.id} and field = 'name')`,
        sql`not exists (select from profile_requests where researcher_id = ${researchers.id}
          and kind = 'removal' and state = 'waiting')`,
      ),
    );
}
