import type { Ctx } from "@/lib/platform/context";
import { getOpenalexAuthor, searchOpenalexWorks } from "@/lib/scholarly/openalex";
import { type Answer, type Asked, askOnce, foundRecord, nobody } from "./ask";
import { findOnByline } from "./find-on-byline";

/** The author by whom the paper is, by the id that OpenAlex gives them on its byline. */
export async function askOpenalex(ctx: Ctx, { paperTitle, name }: Asked): Promise<Answer> {
  const works = await askOnce(ctx, "openalex", (asking) => searchOpenalexWorks(paperTitle, asking));
  const place = findOnByline(works, { title: paperTitle, name });
  if (!place) return nobody("Knows no paper of this title by this author");
  const id = place.author.openalexId;
  if (!id) return nobody("Knows the paper, but not its author");
  const author = await askOnce(ctx, "openalex", (asking) => getOpenalexAuthor(id, asking));
  return author
    ? { records: [foundRecord(author, place)], note: null }
    : nobody("Knows the paper, but no longer its author");
}
