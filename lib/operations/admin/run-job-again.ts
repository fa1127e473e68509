import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { failedJobs } from "@/db/schema";
import { requireAdmin } from "@/lib/auth/actor";
import { recordAct } from "@/lib/auth/record-act";
import { resolveAlert } from "@/lib/platform/alerts";
import type { Ctx } from "@/lib/platform/context";
import { DomainError, notFound } from "@/lib/platform/errors";
import { emitAgain } from "@/lib/platform/outbox";
import { inTransaction } from "@/lib/platform/transaction";

export const RunJobAgain = z.object({ runId: z.string().max(200) });

/**
 * Sends out the event of a run that gave up once more: every job that it sets off tolerates it twice.
 * Administrators only. Throws NOT_FOUND, and WRONG_STATE for what was run again already or has no
 * event of ours.
 */
export async function runJobAgain(
  ctx: Ctx,
  { runId }: z.output<typeof RunJobAgain>,
): Promise<void> {
  requireAdmin(ctx.actor);
  await inTransaction(ctx.db, async (tx) => {
    const [run] = await tx
      .update(failedJobs)
      .set({ runAgainAt: ctx.now })
      .where(and(eq(failedJobs.id, runId), isNull(failedJobs.runAgainAt)))
      .returning();
    if (!run) throw await whyNot(tx, runId);
    if (!run.eventName)
      throw new DomainError("WRONG_STATE", "A clock sets this job off: it comes again by itself");
    if (!(await emitAgain(tx, run.eventName, run.eventData)))
      throw new DomainError("WRONG_STATE", "No job of this release knows its event");
    await resolveAlert(tx, ctx.now, { kind: "job_failed", subject: runId });
    const act = { act: "job_run_again", subject: "job", id: runId } as const;
    await recordAct(tx, ctx, { ...act, details: { job: run.job } });
  });
}

async function whyNot(tx: Tx, runId: string): Promise<DomainError> {
  const [known] = await tx.select().from(failedJobs).where(eq(failedJobs.id, runId));
  return known ? new DomainError("WRONG_STATE", "This was run again already") : notFound("Run");
}
