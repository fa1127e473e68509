import type { Ctx } from "@/lib/platform/context";
import { searchCrossrefWorks } from "@/lib/scholarly/crossref";
import { type Answer, type Asked, askOnce, foundRecord, nobody } from "./ask";
import { findOnByline } from "./find-on-byline";

/** What the publisher printed of the author: Crossref knows bylines, and no authors behind them. */
export async function askCrossref(ctx: Ctx, { paperTitle, name }: Asked): Promise<Answer> {
  const works = await askOnce(ctx, "crossref", (asking) =>
    searchCrossrefWorks(`${paperTitle} ${name}`, asking),
  );
  const place = findOnByline(works, { title: paperTitle, name });
  if (!place?.work.doi) return nobody("Knows no paper of this title by this author");
  const { work, author } = place;
  const { orcid, openalexId, semanticScholarId, institutions } = author;
  const record = {
    origin: { ...work.origin, sourceId: `${work.doi}#${author.position}` },
    name: author.name,
    otherNames: [],
    orcid,
    openalexId,
    semanticScholarId,
    institutions,
    topics: [],
    worksCount: null,
    citationCount: null,
    homepage: null,
  };
  return { records: [foundRecord(record, place)], note: null };
}
