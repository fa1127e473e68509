import { asc, count, desc, eq } from "drizzle-orm";
import { z } from "zod";
import { anyOf } from "@/db/any-of";
import { collectionJobs, collectionRecords, collectionSources, researchers } from "@/db/schema";
import { requireAdmin } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/platform/context";
import { notFound } from "@/lib/platform/errors";
import { requireCollector, sourcesOf } from "../start-collection";
import type { CollectionJob } from "./find-job";

export type SourceProgress = typeof collectionSources.$inferSelect;

/** A job with what it came to so far. */
export type Collection = CollectionJob & {
  sources: SourceProgress[];
  /** Of the records it read: how many made a profile, belong to one that was here, or wait for a person. */
  outcomes: { created: number; linked: number; undecided: number };
  /** From 0 to 1. */
  progress: number;
  /** The profile that its person is in, once it is there. */
  profile: { id: string; slug: string; name: string; standing: string } | null;
};

const LATEST = 50;

/** A job's progress, for whoever asked for it and for administrators. Throws FORBIDDEN to who can ask for none, NOT_FOUND to all others. */
export async function getCollection(ctx: Ctx, jobId: string): Promise<Collection> {
  const user = requireCollector(ctx.actor);
  if (!z.guid().safeParse(jobId).success) throw notFound("Collection job");
  const [job] = await ctx.db.select().from(collectionJobs).where(eq(collectionJobs.id, jobId));
  if (!job || (!user.isAdmin && job.requestedBy !== user.id)) throw notFound("Collection job");
  const [collection] = await withProgress(ctx, [job]);
  if (!collection) throw notFound("Collection job");
  return collection;
}

/** The latest jobs, newest first. Administrators only. */
export async function listCollections(ctx: Ctx): Promise<Collection[]> {
  requireAdmin(ctx.actor);
  const jobs = await ctx.db
    .select()
    .from(collectionJobs)
    .orderBy(desc(collectionJobs.createdAt), desc(collectionJobs.id))
    .limit(LATEST);
  return withProgress(ctx, jobs);
}

async function withProgress({ db }: Ctx, jobs: CollectionJob[]): Promise<Collection[]> {
  const ids = jobs.map(({ id }) => id);
  const named = jobs.flatMap(({ researcherId }) => researcherId ?? []);
  const [sources, counts, profiles] = await Promise.all([
    db
      .select()
      .from(collectionSources)
      .where(anyOf(collectionSources.jobId, ids))
      .orderBy(asc(collectionSources.source)),
    db
      .select({
        jobId: collectionRecords.jobId,
        outcome: collectionRecords.outcome,
        count: count(),
      })
      .from(collectionRecords)
      .where(anyOf(collectionRecords.jobId, ids))
      .groupBy(collectionRecords.jobId, collectionRecords.outcome),
    db
      .select({
        id: researchers.id,
        slug: researchers.slug,
        name: researchers.name,
        standing: researchers.standing,
      })
      .from(researchers)
      .where(anyOf(researchers.id, named)),
  ]);
  return jobs.map((job) => {
    const order: readonly string[] = sourcesOf[job.kind];
    const own = sources
      .filter(({ jobId }) => jobId === job.id)
      .toSorted((a, b) => order.indexOf(a.source) - order.indexOf(b.source));
    const of = (outcome: string) =>
      counts.find((row) => row.jobId === job.id && row.outcome === outcome)?.count ?? 0;
    return {
      ...job,
      sources: own,
      outcomes: { created: of("created"), linked: of("linked"), undecided: of("undecided") },
      progress: progressOf(job, own),
      profile: profiles.find(({ id }) => id === job.researcherId) ?? null,
    };
  });
}

/** Each source is an equal part; one that comes in pages is done as far as its pages are in. */
function progressOf(job: CollectionJob, sources: SourceProgress[]): number {
  if (job.state === "done" || sources.length === 0) return 1;
  const parts = sources.map(({ state, found, total }) => {
    if (state === "done" || state === "skipped" || state === "failed") return 1;
    return total ? Math.min(found / total, 1) : 0;
  });
  return parts.reduce((sum, part) => sum + part, 0) / parts.length;
}
