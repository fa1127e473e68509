import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { collectionJobs } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { notFound } from "@/lib/platform/errors";

export type CollectionJob = typeof collectionJobs.$inferSelect;

/** A job by its id, for the system. Throws NOT_FOUND. */
export async function findJob({ db }: { db: Ctx["db"] | Tx }, id: string): Promise<CollectionJob> {
  const [job] = await db.select().from(collectionJobs).where(eq(collectionJobs.id, id));
  if (!job) throw notFound("Collection job");
  return job;
}
