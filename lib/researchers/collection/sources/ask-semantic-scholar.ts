import type { Ctx } from "@/lib/platform/context";
import {
  getSemanticScholarAuthor,
  matchSemanticScholarPaper,
} from "@/lib/scholarly/semantic-scholar";
import { type Answer, type Asked, askOnce, foundRecord, nobody } from "./ask";
import { findOnByline } from "./find-on-byline";

/** The author by whom the paper is, by the id that Semantic Scholar gives them on its byline. */
export async function askSemanticScholar(ctx: Ctx, { paperTitle, name }: Asked): Promise<Answer> {
  const work = await askOnce(ctx, "semantic_scholar", (asking) =>
    matchSemanticScholarPaper(paperTitle, asking),
  );
  const place = findOnByline(work ? [work] : [], { title: paperTitle, name });
  if (!place) return nobody("Knows no paper of this title by this author");
  const id = place.author.semanticScholarId;
  if (!id) return nobody("Knows the paper, but not its author");
  const author = await askOnce(ctx, "semantic_scholar", (asking) =>
    getSemanticScholarAuthor(id, asking),
  );
  return author
    ? { records: [foundRecord(author, place)], note: null }
    : nobody("Knows the paper, but no longer its author");
}
