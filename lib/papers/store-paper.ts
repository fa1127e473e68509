import { eq, or, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { paperByline, papers } from "@/db/schema/papers";
import type { BylineRecord, WorkRecord } from "@/lib/scholarly/records";

/** A collaboration of thousands is printed with as many; beyond this the byline is cut. */
const MOST_AUTHORS = 5_000;

/** `isOfThisByline`: whether the places of the work's authors are those of the paper's. */
export type StoredPaper = { id: string; isOfThisByline: boolean };

/**
 * Keeps a work, once however often it is found. What its paper says already stays; only what it leaves
 * out is added, and that it was retracted since.
 */
export async function storePaper(tx: Tx, work: WorkRecord): Promise<StoredPaper> {
  const byline = work.byline.slice(0, MOST_AUTHORS);
  const [made] = await tx
    .insert(papers)
    .values({
      title: work.title,
      doi: work.doi,
      arxivId: work.arxivId,
      openalexId: work.openalexId,
      year: work.year,
      venue: work.venue,
      isRetracted: work.isRetracted,
      authorNames: byline.map(({ name }) => name),
      source: work.origin.source,
      sourceId: work.origin.sourceId,
      fetchedAt: work.origin.fetchedAt,
    })
    .onConflictDoNothing()
    .returning({ id: papers.id });
  const id = made?.id ?? (await completePaper(tx, work));
  return { id, isOfThisByline: await storeByline(tx, id, byline) };
}

async function completePaper(tx: Tx, work: WorkRecord): Promise<string> {
  const same = [
    work.doi && eq(papers.doi, work.doi),
    work.openalexId && eq(papers.openalexId, work.openalexId),
    work.arxivId && eq(papers.arxivId, work.arxivId),
  ].filter((condition): condition is SQL => Boolean(condition));
  // A DOI says more surely than the others which paper is meant.
  const [paper] = await tx
    .select({ id: papers.id })
    .from(papers)
    .where(or(...same))
    .orderBy(sql`${papers.doi} is not distinct from ${work.doi}::citext desc`, papers.createdAt)
    .limit(1)
    .for("update");
  if (!paper) throw new Error("a paper that was in the way is gone");
  await tx
    .update(papers)
    .set({
      doi: ifFree("doi", work.doi),
      openalexId: ifFree("openalexId", work.openalexId),
      arxivId: ifFree("arxivId", work.arxivId),
      year: sql`coalesce(${papers.year}, ${work.year})`,
      venue: sql`coalesce(${papers.venue}, ${work.venue})`,
      isRetracted: sql`${papers.isRetracted} or ${work.isRetracted}`,
      source: sql`coalesce(${papers.source}, ${work.origin.source})`,
      sourceId: sql`coalesce(${papers.sourceId}, ${work.origin.sourceId})`,
      fetchedAt: work.origin.fetchedAt,
    })
    .where(eq(papers.id, paper.id));
  return paper.id;
}

/** The id that is there, else this one, unless another paper has it. */
function ifFree(name: "doi" | "openalexId" | "arxivId", value: string | null): SQL {
  const given = sql`${value}::citext`;
  const column = sql.identifier(papers[name].name);
  return sql`coalesce(${papers[name]}, (select ${given} where not exists
    (select from ${papers} as other where other.${column} = ${given})))`;
}

/** A byline that is there stays; of authors who are known there by less, ids are added. */
async function storeByline(tx: Tx, paperId: string, byline: BylineRecord[]): Promise<boolean> {
  const printed = await tx
    .select({ count: sql<number>`cardinality(${papers.authorNames})` })
    .from(papers)
    .where(eq(papers.id, paperId));
  // Two sources that count the authors differently cannot be laid over each other.
  if (byline.length === 0 || printed[0]?.count !== byline.length) return false;
  for (let at = 0; at < byline.length; at += 500) {
    const rows = byline.slice(at, at + 500).map((author) => ({ paperId, ...author }));
    await tx
      .insert(paperByline)
      .values(rows)
      .onConflictDoUpdate({
        target: [paperByline.paperId, paperByline.position],
        set: {
          orcid: sql`coalesce(${paperByline.orcid}, excluded.orcid)`,
          openalexId: sql`coalesce(${paperByline.openalexId}, excluded.openalex_id)`,
          semanticScholarId: sql`coalesce(${paperByline.semanticScholarId}, excluded.semantic_scholar_id)`,
        },
      });
  }
  return true;
}
