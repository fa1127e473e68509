import { z } from "zod";
import { bareArxivId, bareDoi, bareOpenalexId, bareOrcid, fullRorId } from "./identifiers";
import type { BylineRecord, WorkRecord } from "./records";
import { count, flag, listOf, maybe, plainText, text, yearOf } from "./wire";

const Institution = z.object({ display_name: text, ror: text });

const Authorship = z.object({
  author: maybe(z.object({ id: text, display_name: text, orcid: text })),
  raw_author_name: text,
  institutions: listOf(Institution),
  is_corresponding: flag,
});

const Location = z.object({
  landing_page_url: text,
  source: maybe(z.object({ display_name: text })),
});

export const WireWork = z.object({
  id: z.string(),
  doi: text,
  display_name: text,
  publication_year: count,
  is_retracted: flag,
  primary_location: maybe(Location),
  locations: listOf(Location),
  authorships: listOf(Authorship),
});

/** What is asked for: all that is read. */
export const workFields = Object.keys(WireWork.shape).join(",");

export function readWork(work: z.infer<typeof WireWork>, now: Date): WorkRecord {
  const openalexId = bareOpenalexId(work.id);
  const doi = bareDoi(work.doi);
  return {
    origin: { source: "openalex", sourceId: openalexId ?? work.id, fetchedAt: now },
    title: plainText(work.display_name),
    doi,
    arxivId: bareArxivId(doi) ?? arxivIdIn(work.locations),
    openalexId,
    year: yearOf(work.publication_year),
    venue: plainText(work.primary_location?.source?.display_name) || null,
    isRetracted: work.is_retracted ?? false,
    byline: work.authorships.map(readAuthorship),
  };
}

function arxivIdIn(locations: z.infer<typeof Location>[]): string | null {
  for (const { landing_page_url: url } of locations)
    if (url?.includes("arxiv.org/")) return bareArxivId(url);
  return null;
}

function readAuthorship(wire: z.infer<typeof Authorship>, index: number): BylineRecord {
  return {
    position: index + 1,
    name: plainText(wire.raw_author_name) || plainText(wire.author?.display_name),
    orcid: bareOrcid(wire.author?.orcid),
    openalexId: bareOpenalexId(wire.author?.id),
    semanticScholarId: null,
    institutions: wire.institutions.flatMap(({ display_name, ror }) => {
      const name = plainText(display_name);
      return name ? [{ name, rorId: fullRorId(ror) }] : [];
    }),
    isCorresponding: wire.is_corresponding ?? false,
  };
}
