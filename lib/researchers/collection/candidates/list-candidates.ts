import { and, asc, count, desc, eq, inArray } from "drizzle-orm";
import { anyOf } from "@/db/any-of";
import {
  authorRecords,
  type candidateState,
  type MatchEvidence,
  matchCandidates,
  paperAuthors,
  profileFacts,
  type RecordedAuthor,
  researchers,
  users,
} from "@/db/schema";
import { requireAdmin } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/platform/context";

type Fact = { source: string; sourceId: string; fetchedAt: Date };

/** A record and the profile that it may be of, side by side. */
export type Candidate = {
  id: string;
  state: (typeof candidateState.enumValues)[number];
  jobId: string | null;
  evidence: MatchEvidence[];
  createdAt: Date;
  decidedAt: Date | null;
  decidedBy: string | null;
  record: Fact & { author: RecordedAuthor };
  profile: {
    id: string;
    slug: string;
    name: string;
    affiliation: string | null;
    orcid: string | null;
    expertise: string[];
    standing: string;
    isClaimed: boolean;
    papers: number;
    /** By field: where what stands there was collected. */
    facts: Partial<Record<string, Fact>>;
  };
};

const MOST = 100;

/** What waits for a decision, longest first, or what has been decided, latest first; of one job or all. Administrators only. */
export async function listCandidates(
  ctx: Ctx,
  { jobId, isDecided }: { jobId?: string; isDecided: boolean },
): Promise<Candidate[]> {
  requireAdmin(ctx.actor);
  const states = isDecided ? (["confirmed", "rejected"] as const) : (["proposed"] as const);
  const rows = await ctx.db
    .select({
      candidate: matchCandidates,
      record: authorRecords,
      profile: researchers,
      decidedBy: users.name,
    })
    .from(matchCandidates)
    .innerJoin(authorRecords, eq(authorRecords.id, matchCandidates.recordId))
    .innerJoin(researchers, eq(researchers.id, matchCandidates.researcherId))
    .leftJoin(users, eq(users.id, matchCandidates.decidedBy))
    .where(
      and(
        inArray(matchCandidates.state, states),
        jobId ? eq(matchCandidates.jobId, jobId) : undefined,
      ),
    )
    .orderBy(
      isDecided ? desc(matchCandidates.decidedAt) : asc(matchCandidates.createdAt),
      asc(matchCandidates.id),
    )
    .limit(MOST);
  const ids = rows.map(({ profile }) => profile.id);
  const [facts, papers] = await Promise.all([factsOf(ctx, ids), papersOf(ctx, ids)]);
  return rows.map(({ candidate, record, profile, decidedBy }) => ({
    id: candidate.id,
    state: candidate.state,
    jobId: candidate.jobId,
    evidence: candidate.evidence,
    createdAt: candidate.createdAt,
    decidedAt: candidate.decidedAt,
    decidedBy,
    record: {
      source: record.source,
      sourceId: record.sourceId,
      fetchedAt: record.fetchedAt,
      author: record.author,
    },
    profile: {
      id: profile.id,
      slug: profile.slug,
      name: profile.name,
      affiliation: profile.affiliation,
      orcid: profile.orcid,
      expertise: profile.expertise,
      standing: profile.standing,
      isClaimed: profile.userId !== null,
      papers: papers.get(profile.id) ?? 0,
      facts: facts.get(profile.id) ?? {},
    },
  }));
}

async function factsOf({ db }: Ctx, ids: string[]) {
  const rows = await db.select().from(profileFacts).where(anyOf(profileFacts.researcherId, ids));
  const byProfile = new Map<string, Record<string, Fact>>();
  for (const { researcherId, field, source, sourceId, fetchedAt } of rows) {
    const known = byProfile.get(researcherId) ?? {};
    byProfile.set(researcherId, { ...known, [field]: { source, sourceId, fetchedAt } });
  }
  return byProfile;
}

async function papersOf({ db }: Ctx, ids: string[]) {
  const rows = await db
    .select({ id: paperAuthors.researcherId, papers: count() })
    .from(paperAuthors)
    .where(anyOf(paperAuthors.researcherId, ids))
    .groupBy(paperAuthors.researcherId);
  return new Map(rows.map(({ id, papers }) => [id, papers]));
}
