import { and, eq, inArray, sql } from "drizzle-orm";
import type { Database, Tx } from "@/db/client";
import { collectionJobs, collectionSources } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import type { SourceError, SourceProblem } from "@/lib/scholarly/source-error";

export type Source = typeof collectionSources.$inferSelect.source;
type Change = Partial<typeof collectionSources.$inferInsert>;

/** How each trouble with a source is told. */
const troubles = {
  unreachable: "Cannot be reached",
  slow: "Does not answer in time",
  limited: "Asks for a pause",
  busy: "Waits for our turn",
  refused: "Refuses to answer",
  too_large: "Answers more than can be read",
  unreadable: "Answers something that cannot be read",
} satisfies Record<SourceProblem, string>;

const of = (jobId: string, source: Source) =>
  and(eq(collectionSources.jobId, jobId), eq(collectionSources.source, source));

async function change(db: Database | Tx, now: Date, jobId: string, source: Source, set: Change) {
  await db.update(collectionSources).set(set).where(of(jobId, source));
  // Tells the sweep that somebody is still at it.
  await db.update(collectionJobs).set({ updatedAt: now }).where(eq(collectionJobs.id, jobId));
}

/** Begins with a source; null when the job has finished with it already, however that was remembered. */
export async function beginSource({ db, now }: Ctx, jobId: string, source: Source) {
  const [row] = await db
    .update(collectionSources)
    .set({
      state: "running",
      retryAt: null,
      startedAt: sql`coalesce(${collectionSources.startedAt}, ${now.toISOString()})`,
    })
    .where(and(of(jobId, source), inArray(collectionSources.state, ["waiting", "running"])))
    .returning();
  return row ?? null;
}

export async function skipSource(ctx: Ctx, jobId: string, source: Source, note: string) {
  await change(ctx.db, ctx.now, jobId, source, { state: "skipped", note, finishedAt: ctx.now });
}

export async function finishSource(
  tx: Tx,
  now: Date,
  jobId: string,
  source: Source,
  set: { found: number; total?: number; note: string | null },
) {
  await change(tx, now, jobId, source, { ...set, state: "done", finishedAt: now });
}

/** A page of several is in. */
export async function noteProgress(
  tx: Tx,
  now: Date,
  jobId: string,
  source: Source,
  set: { found: number; total: number; cursor: string },
) {
  await change(tx, now, jobId, source, { ...set, note: null });
}

/** Says why a source waits, and for how long if it said so. */
export async function noteTrouble(ctx: Ctx, jobId: string, source: Source, error: SourceError) {
  const seconds = error.retryAfterSeconds;
  await change(ctx.db, ctx.now, jobId, source, {
    state: "waiting",
    note: troubles[error.problem],
    retryAt: seconds === null ? null : new Date(ctx.now.getTime() + seconds * 1000),
  });
}

/** Gives a source up; its last trouble stays told, and it can be asked again. */
export async function failSource(ctx: Ctx, jobId: string, source: Source) {
  const set = { state: "failed", retryAt: null, finishedAt: ctx.now } as const;
  await change(ctx.db, ctx.now, jobId, source, set);
}
