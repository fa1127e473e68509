import { asc, eq } from "drizzle-orm";
import { paperByline } from "@/db/schema/papers";
import type { Paper } from "@/lib/papers/paper";
import type { Ctx } from "@/lib/platform/context";
import { listAuthorsOfPaper, type PaperResearcher } from "./list-authors-of-paper";

/** An author in the paper's own order, with the profile that is theirs, if there is one to show. */
export type BylineEntry = {
  /** From 1. */
  position: number;
  /** As printed. */
  name: string;
  affiliation: string | null;
  researcher: PaperResearcher | null;
};

/** All authors of a paper as it prints them; nothing but the name of those who have no profile. */
export async function listByline(ctx: Ctx, paper: Paper): Promise<BylineEntry[]> {
  const [researchers, printed] = await Promise.all([
    listAuthorsOfPaper(ctx, paper.id),
    ctx.db
      .select({ position: paperByline.position, institutions: paperByline.institutions })
      .from(paperByline)
      .where(eq(paperByline.paperId, paper.id))
      .orderBy(asc(paperByline.position)),
  ]);
  // Of two who are said to stand in one place, the one who can be booked.
  const byPlace = new Map(researchers.toReversed().map((one) => [one.authorPosition, one]));
  const institutions = new Map(printed.map((one) => [one.position, one.institutions]));
  return paper.authorNames.map((name, index) => {
    const position = index + 1;
    const researcher = byPlace.get(position) ?? null;
    return {
      position,
      name,
      affiliation: researcher && (institutions.get(position)?.[0]?.name ?? researcher.affiliation),
      researcher,
    };
  });
}
