import { and, eq } from "drizzle-orm";
import { collectionSources } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { inTransaction } from "@/lib/platform/transaction";
import { listOpenalexAuthorsOf } from "@/lib/scholarly/openalex";
import { askOnce, foundRecord } from "./ask";
import { askedOnce } from "./ask-source";
import { keepRecords } from "./keep-records";
import { finishSource, noteProgress, skipSource } from "./source-state";

/**
 * Reads the next page of an institution's people, from where the page before ended. Returns whether
 * there are more to read. Throws SourceError.
 */
export async function askForPeople(ctx: Ctx, jobId: string): Promise<boolean> {
  let isMore = false;
  await askedOnce(ctx, jobId, "openalex", async ({ organization, input: { limit = 0 } }) => {
    if (!organization)
      return skipSource(ctx, jobId, "openalex", "Which organization is meant is not known");
    const { cursor, found } = await progressOf(ctx, jobId);
    const page = await askOnce(ctx, "openalex", (asking) =>
      listOpenalexAuthorsOf({ rorId: organization.rorId, cursor }, asking),
    );
    const taken = page.authors.slice(0, limit - found).map((author) => foundRecord(author, null));
    const so = { found: found + taken.length, total: Math.min(limit, page.total ?? limit) };
    const next = so.found < limit ? page.nextCursor : null;
    isMore = next !== null;
    await inTransaction(ctx.db, async (tx) => {
      await keepRecords(tx, jobId, "openalex", taken);
      if (next) await noteProgress(tx, ctx.now, jobId, "openalex", { ...so, cursor: next });
      else await finishSource(tx, ctx.now, jobId, "openalex", { ...so, note: null });
    });
  });
  return isMore;
}

async function progressOf({ db }: Ctx, jobId: string) {
  const [row] = await db
    .select({ cursor: collectionSources.cursor, found: collectionSources.found })
    .from(collectionSources)
    .where(and(eq(collectionSources.jobId, jobId), eq(collectionSources.source, "openalex")));
  return row ?? { cursor: null, found: 0 };
}
