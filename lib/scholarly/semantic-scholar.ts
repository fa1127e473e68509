import { z } from "zod";
import { env } from "@/lib/platform/env";
import { type Asking, addressOf, askForJson, type Question } from "./ask-source";
import { bareArxivId, bareDoi, bareOrcid } from "./identifiers";
import type { AuthorRecord, WorkRecord } from "./records";
import { count, listOf, maybe, plainText, plainTexts, text, yearOf } from "./wire";

const Author = z.object({
  authorId: text,
  name: text,
  externalIds: maybe(z.object({ ORCID: text })),
  affiliations: listOf(z.string()),
  homepage: text,
  paperCount: count,
  citationCount: count,
});

const Paper = z.object({
  paperId: z.string(),
  title: text,
  year: count,
  venue: text,
  externalIds: maybe(z.object({ DOI: text, ArXiv: text })),
  authors: listOf(Author.pick({ authorId: true, name: true })),
});

const Authors = z.object({ data: listOf(Author) });
const Papers = z.object({ data: listOf(Paper) });

const authorFields = Object.keys(Author.shape).join(",");
const paperFields = Object.keys(Paper.shape).join(",");

function question(path: string, parameters: Record<string, string | number>): Question {
  const { SEMANTIC_SCHOLAR_BASE_URL: base, SEMANTIC_SCHOLAR_API_KEY: key } = env();
  return {
    source: "semantic_scholar",
    url: addressOf(base, `graph/v1/${path}`, parameters),
    headers: key ? { "x-api-key": key } : undefined,
  };
}

/** Authors of a name; Semantic Scholar often writes "A. Turing", and gives one person several records. */
export async function searchSemanticScholarAuthors(
  name: string,
  asking: Asking,
): Promise<AuthorRecord[]> {
  // A hyphen in a query finds nothing.
  const query = name.replaceAll("-", " ");
  const asked = question("author/search", { query, limit: 25, fields: authorFields });
  const answer = await askForJson(asked, Authors, asking);
  return (answer?.data ?? []).flatMap((author) => readAuthor(author, asking.now) ?? []);
}

export async function getSemanticScholarAuthor(
  authorId: string,
  asking: Asking,
): Promise<AuthorRecord | null> {
  const asked = question(`author/${encodeURIComponent(authorId)}`, { fields: authorFields });
  const answer = await askForJson(asked, Author, asking);
  return answer && readAuthor(answer, asking.now);
}

/** A paper by its DOI, with the authors' Semantic Scholar ids. */
export async function getSemanticScholarPaper(
  doi: string,
  asking: Asking,
): Promise<WorkRecord | null> {
  const asked = question(`paper/DOI:${encodeURIComponent(doi)}`, { fields: paperFields });
  const answer = await askForJson(asked, Paper, asking);
  return answer && readPaper(answer, asking.now);
}

/** The one paper whose title comes closest; null when none is close. */
export async function matchSemanticScholarPaper(
  title: string,
  asking: Asking,
): Promise<WorkRecord | null> {
  const asked = question("paper/search/match", { query: title, fields: paperFields });
  const [paper] = (await askForJson(asked, Papers, asking))?.data ?? [];
  return paper ? readPaper(paper, asking.now) : null;
}

function readAuthor(author: z.infer<typeof Author>, now: Date): AuthorRecord | null {
  const { authorId } = author;
  if (!authorId) return null;
  return {
    origin: { source: "semantic_scholar", sourceId: authorId, fetchedAt: now },
    name: plainText(author.name),
    otherNames: [],
    orcid: bareOrcid(author.externalIds?.ORCID),
    openalexId: null,
    semanticScholarId: authorId,
    institutions: plainTexts(author.affiliations).map((name) => ({ name, rorId: null })),
    topics: [],
    worksCount: author.paperCount ?? null,
    citationCount: author.citationCount ?? null,
    homepage: author.homepage ?? null,
  };
}

function readPaper(paper: z.infer<typeof Paper>, now: Date): WorkRecord {
  const doi = bareDoi(paper.externalIds?.DOI);
  return {
    origin: { source: "semantic_scholar", sourceId: paper.paperId, fetchedAt: now },
    title: plainText(paper.title),
    doi,
    arxivId: bareArxivId(paper.externalIds?.ArXiv) ?? bareArxivId(doi),
    openalexId: null,
    year: yearOf(paper.year),
    venue: plainText(paper.venue) || null,
    isRetracted: false,
    byline: paper.authors.map(({ authorId, name }, index) => ({
      position: index + 1,
      name: plainText(name),
      orcid: null,
      openalexId: null,
      semanticScholarId: authorId ?? null,
      institutions: [],
      isCorresponding: false,
    })),
  };
}
