import { and, asc, desc, eq, ne, sql } from "drizzle-orm";
import { z } from "zod";
import { paperAuthors } from "@/db/schema/papers";
import { researchers } from "@/db/schema/researchers";
import type { Ctx } from "@/lib/platform/context";
import { notFound } from "@/lib/platform/errors";
import { getResearcher, type ResearcherProfile } from "./get-researcher";
import { type Researcher, researcherColumns } from "./researcher";

export type PaperResearcher = Researcher & {
  /** Place among the paper's authors, from 1. */
  authorPosition: number;
  isPrimary: boolean;
};

/** The paper's authors who have a profile here, bookable ones first, then in the paper's order. */
export async function listAuthorsOfPaper({ db }: Ctx, paperId: string): Promise<PaperResearcher[]> {
  if (!z.guid().safeParse(paperId).success) return [];
  return db
    .select({
      ...researcherColumns,
      authorPosition: paperAuthors.position,
      isPrimary: paperAuthors.isPrimary,
    })
    .from(paperAuthors)
    .innerJoin(researchers, eq(researchers.id, paperAuthors.researcherId))
    .where(and(eq(paperAuthors.paperId, paperId), ne(researchers.standing, "hidden")))
    .orderBy(
      desc(sql`${researchers.standing} = 'listed'`),
      asc(paperAuthors.position),
      researchers.id,
    );
}

/**
 * The paper's primary researcher; where none is marked or the marked one is hidden, the first author
 * with a profile, bookable before unclaimed. Throws NOT_FOUND for an unknown paper and for one whose authors are not here.
 */
export async function researcherOfPaper(ctx: Ctx, paperId: string): Promise<ResearcherProfile> {
  const authors = await listAuthorsOfPaper(ctx, paperId);
  const chosen = authors.find(({ isPrimary }) => isPrimary) ?? authors[0];
  if (!chosen) throw notFound("Researcher");
  return getResearcher(ctx, chosen.id);
}
