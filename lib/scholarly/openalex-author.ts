import { z } from "zod";
import { bareOpenalexId, bareOrcid, fullRorId } from "./identifiers";
import type { AuthorRecord, InstitutionRecord } from "./records";
import { count, listOf, maybe, plainText, plainTexts, text } from "./wire";

const Institution = z.object({ display_name: text, ror: text });

export const WireAuthor = z.object({
  id: z.string(),
  orcid: text,
  display_name: text,
  display_name_alternatives: listOf(z.string()),
  works_count: count,
  cited_by_count: count,
  last_known_institutions: listOf(Institution),
  affiliations: listOf(z.object({ institution: maybe(Institution) })),
  topics: listOf(z.object({ display_name: text, count })),
});

/** What is asked for: all that is read. */
export const authorFields = Object.keys(WireAuthor.shape).join(",");

/** Institutions: the last known ones first, then the earlier ones. */
export function readAuthor(author: z.infer<typeof WireAuthor>, now: Date): AuthorRecord {
  const openalexId = bareOpenalexId(author.id);
  const name = plainText(author.display_name);
  const topics = [...author.topics].sort((a, b) => (b.count ?? 0) - (a.count ?? 0));
  return {
    origin: { source: "openalex", sourceId: openalexId ?? author.id, fetchedAt: now },
    name,
    otherNames: plainTexts(author.display_name_alternatives).filter((other) => other !== name),
    orcid: bareOrcid(author.orcid),
    openalexId,
    semanticScholarId: null,
    institutions: eachOnce([
      ...author.last_known_institutions,
      ...author.affiliations.flatMap(({ institution }) => institution ?? []),
    ]),
    topics: plainTexts(topics.map(({ display_name }) => display_name)),
    worksCount: author.works_count ?? null,
    citationCount: author.cited_by_count ?? null,
    homepage: null,
  };
}

function eachOnce(institutions: z.infer<typeof Institution>[]): InstitutionRecord[] {
  const found = new Map<string, InstitutionRecord>();
  for (const { display_name, ror } of institutions) {
    const name = plainText(display_name);
    const rorId = fullRorId(ror);
    if (name && !found.has(rorId ?? name)) found.set(rorId ?? name, { name, rorId });
  }
  return [...found.values()];
}
