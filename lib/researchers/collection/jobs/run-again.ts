import { and, eq, inArray, sql } from "drizzle-orm";
import { collectionJobs, collectionSources } from "@/db/schema";
import { requireAdmin } from "@/lib/auth/actor";
import { recordAct } from "@/lib/auth/record-act";
import type { Ctx } from "@/lib/platform/context";
import { DomainError, notFound } from "@/lib/platform/errors";
import { emit } from "@/lib/platform/outbox";
import { inTransaction, postgresError } from "@/lib/platform/transaction";

/**
 * Asks the sources of a job that gave no answer once more; those that did are not asked again.
 * Administrators only. Throws NOT_FOUND, and WRONG_STATE while it is under way, or when there is nothing left to ask.
 */
export async function runAgain(ctx: Ctx, jobId: string): Promise<void> {
  requireAdmin(ctx.actor);
  try {
    await startAnew(ctx, jobId);
  } catch (error) {
    if (postgresError(error)?.constraint !== "collection_jobs_under_way") throw error;
    throw new DomainError("WRONG_STATE", "The same collection is under way in another job");
  }
}

function startAnew(ctx: Ctx, jobId: string): Promise<void> {
  const { db, now } = ctx;
  return inTransaction(db, async (tx) => {
    const [job] = await tx
      .update(collectionJobs)
      .set({
        state: "waiting",
        run: sql`${collectionJobs.run} + 1`,
        finishedAt: null,
        updatedAt: now,
      })
      .where(
        and(
          eq(collectionJobs.id, jobId),
          inArray(collectionJobs.state, ["done", "failed"]),
          sql`exists (select from ${collectionSources}
            where job_id = ${collectionJobs.id} and state not in ('done', 'skipped'))`,
        ),
      )
      .returning();
    if (!job) throw await whyNot(tx, jobId);
    const act = { act: "collection_run_again", subject: "collection", id: jobId } as const;
    await recordAct(tx, ctx, { ...act, details: { run: job.run } });
    await tx
      .update(collectionSources)
      .set({ state: "waiting", note: null, retryAt: null, finishedAt: null })
      .where(
        and(
          eq(collectionSources.jobId, jobId),
          inArray(collectionSources.state, ["failed", "skipped", "running"]),
        ),
      );
    await emit(tx, `collection/${job.kind}-requested`, { jobId, run: job.run });
  });
}

async function whyNot(db: Pick<Ctx["db"], "select">, jobId: string): Promise<DomainError> {
  const [job] = await db
    .select({ state: collectionJobs.state })
    .from(collectionJobs)
    .where(eq(collectionJobs.id, jobId));
  if (!job) return notFound("Collection job");
  const isOver = job.state === "done" || job.state === "failed";
  const words = isOver ? "Every source has answered already" : "This collection is under way";
  return new DomainError("WRONG_STATE", words);
}
