import { asc, desc, eq, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { papers } from "@/db/schema/papers";
import type { Ctx } from "@/lib/platform/context";
import { doiOfArxiv } from "@/lib/scholarly/identifiers";
import { type Paper, paperColumns } from "./paper";
import type { PaperId } from "./reference";

const MOST_OF_ONE_TITLE = 10;

/** A paper by its id; null for an unknown one and for text that is no id. */
export async function findPaper({ db }: Ctx, id: string): Promise<Paper | null> {
  if (!z.guid().safeParse(id).success) return null;
  const [paper] = await db.select(paperColumns).from(papers).where(eq(papers.id, id));
  return paper ?? null;
}

/** A paper by what the world knows it by; null when it is not known here. */
export async function findPaperByReference({ db }: Ctx, id: PaperId): Promise<Paper | null> {
  const [paper] = await db.select(paperColumns).from(papers).where(known(id)).limit(1);
  return paper ?? null;
}

function known(id: PaperId): SQL | undefined {
  switch (id.kind) {
    case "doi":
      return eq(papers.doi, id.doi);
    case "arxiv":
      return or(eq(papers.arxivId, id.arxivId), eq(papers.doi, doiOfArxiv(id.arxivId)));
    case "openalex":
      return eq(papers.openalexId, id.openalexId);
  }
}

/** The papers of this title, whatever its case, accents and signs, the newest first. */
export async function findPapersByTitle({ db }: Ctx, title: string): Promise<Paper[]> {
  const written = title.replaceAll("\0", "");
  return db
    .select(paperColumns)
    .from(papers)
    .where(sql`search_text_of(${papers.title}, '{}') = search_text_of(${written}, '{}')`)
    .orderBy(desc(papers.year), asc(papers.id))
    .limit(MOST_OF_ONE_TITLE);
}
