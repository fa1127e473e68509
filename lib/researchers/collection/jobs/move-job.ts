import { and, eq, inArray, lt, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { collectionJobs, collectionSources, type collectionState } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { addHours } from "@/lib/platform/time";

type State = (typeof collectionState.enumValues)[number];

const moves = {
  begin: { from: ["waiting", "running"], to: "running" },
  finish: { from: ["running"], to: "done" },
  fail: { from: ["waiting", "running"], to: "failed" },
} as const satisfies Record<string, { from: readonly State[]; to: State }>;

/** How long nobody is at a job before it counts as given up. */
const ABANDONED_AFTER_HOURS = 6;

/** Moves a job on; false when it has moved elsewhere meanwhile. */
export async function moveJob(
  tx: Tx | Ctx["db"],
  now: Date,
  jobId: string,
  move: keyof typeof moves,
): Promise<boolean> {
  const { from, to } = moves[move];
  const moved = await tx
    .update(collectionJobs)
    .set({
      state: to,
      updatedAt: now,
      ...(move === "begin"
        ? { startedAt: sql`coalesce(${collectionJobs.startedAt}, ${now.toISOString()})` }
        : { finishedAt: now }),
    })
    .where(and(eq(collectionJobs.id, jobId), inArray(collectionJobs.state, [...from])))
    .returning({ id: collectionJobs.id });
  return moved.length > 0;
}

/** Ends jobs that nobody is at any more, so that they can be run again. Returns how many. */
export async function endAbandonedJobs({ db, now }: Ctx): Promise<number> {
  const ended = await db
    .update(collectionJobs)
    .set({ state: "failed", finishedAt: now, updatedAt: now })
    .where(
      and(
        inArray(collectionJobs.state, ["waiting", "running"]),
        lt(collectionJobs.updatedAt, addHours(now, -ABANDONED_AFTER_HOURS)),
      ),
    )
    .returning({ id: collectionJobs.id });
  return ended.length;
}

/** The sources of a job that have given an answer, and those that have not. */
export async function sourcesOfJob(db: Tx | Ctx["db"], jobId: string) {
  return db.select().from(collectionSources).where(eq(collectionSources.jobId, jobId));
}
