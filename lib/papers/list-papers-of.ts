import { asc, eq, sql } from "drizzle-orm";
import { paperAuthors, papers } from "@/db/schema/papers";
import type { Ctx } from "@/lib/platform/context";
import { type Paper, paperColumns } from "./paper";

export type AuthoredPaper = Paper & {
  /** The researcher's place among the authors, from 1. */
  position: number;
  isPrimary: boolean;
};

/** The papers of a researcher, newest first. */
export async function listPapersOf({ db }: Ctx, researcherId: string): Promise<AuthoredPaper[]> {
  return db
    .select({
      ...paperColumns,
      position: paperAuthors.position,
      isPrimary: paperAuthors.isPrimary,
    })
    .from(paperAuthors)
    .innerJoin(papers, eq(papers.id, paperAuthors.paperId))
    .where(eq(paperAuthors.researcherId, researcherId))
    .orderBy(sql`${papers.year} desc nulls last`, asc(papers.title), asc(papers.id));
}
