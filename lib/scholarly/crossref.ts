import { z } from "zod";
import { env } from "@/lib/platform/env";
import { type Asking, addressOf, askForJson, contactAddress } from "./ask-source";
import { bareArxivId, bareDoi, bareOrcid, fullRorId } from "./identifiers";
import type { BylineRecord, WorkRecord } from "./records";
import { listOf, maybe, plainText, text, yearOf } from "./wire";

const Affiliation = z.object({
  name: text,
  id: listOf(z.object({ id: text })),
});

const Author = z.object({
  given: text,
  family: text,
  suffix: text,
  /** Of a group of people or an organization. */
  name: text,
  ORCID: text,
  affiliation: listOf(Affiliation),
});

const WireWork = z.object({
  DOI: z.string(),
  title: listOf(z.string()),
  "container-title": listOf(z.string()),
  publisher: text,
  author: listOf(Author),
  issued: maybe(z.object({ "date-parts": listOf(z.array(z.number().nullable())) })),
  /** Notices about this work, e.g. of its retraction. */
  "updated-by": listOf(z.object({ type: text })),
});

const One = z.object({ message: WireWork });
const Many = z.object({ message: z.object({ items: listOf(WireWork) }) });

const ENDS = new Set(["retraction", "withdrawal", "removal"]);

const address = (path: string, parameters: Record<string, string | number> = {}) =>
  addressOf(env().CROSSREF_BASE_URL, path, { ...parameters, mailto: contactAddress() });

/** A work by its DOI; null when Crossref does not have it (other agencies register DOIs too). */
export async function getCrossrefWork(doi: string, asking: Asking): Promise<WorkRecord | null> {
  const url = address(`works/${encodeURIComponent(doi)}`);
  const answer = await askForJson({ source: "crossref", url }, One, asking);
  return answer && readWork(answer.message, asking.now);
}

/** Works that a citation or a title describes, the best match first. */
export async function searchCrossrefWorks(citation: string, asking: Asking): Promise<WorkRecord[]> {
  const url = address("works", { "query.bibliographic": citation, rows: 10 });
  const answer = await askForJson({ source: "crossref", url }, Many, asking);
  return (answer?.message.items ?? []).map((work) => readWork(work, asking.now));
}

function readWork(work: z.infer<typeof WireWork>, now: Date): WorkRecord {
  const doi = bareDoi(work.DOI);
  return {
    origin: { source: "crossref", sourceId: doi ?? work.DOI, fetchedAt: now },
    title: plainText(work.title[0]),
    doi,
    arxivId: bareArxivId(doi),
    openalexId: null,
    year: yearOf(work.issued?.["date-parts"][0]?.[0]),
    venue: plainText(work["container-title"][0]) || plainText(work.publisher) || null,
    isRetracted: work["updated-by"].some(({ type }) => ENDS.has(type ?? "")),
    byline: work.author.map(readByline).filter(({ name }) => name),
  };
}

function readByline(author: z.infer<typeof Author>, index: number): BylineRecord {
  const parts = [author.given, author.family, author.suffix].map(plainText).filter(Boolean);
  return {
    position: index + 1,
    name: parts.join(" ") || plainText(author.name),
    orcid: bareOrcid(author.ORCID),
    openalexId: null,
    semanticScholarId: null,
    institutions: author.affiliation.flatMap(({ name, id }) => {
      const rorId = id.map((one) => fullRorId(one.id)).find(Boolean) ?? null;
      const written = plainText(name);
      return written ? [{ name: written, rorId }] : [];
    }),
    isCorresponding: false,
  };
}
