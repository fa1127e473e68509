import { z } from "zod";
import { env } from "@/lib/platform/env";
import { type Asking, addressOf, askForJson, contactAddress } from "./ask-source";
import { bareOpenalexId, doiOfArxiv, fullRorId } from "./identifiers";
import { authorFields, readAuthor, WireAuthor } from "./openalex-author";
import { readWork, WireWork, workFields } from "./openalex-work";
import type { AuthorRecord, WorkRecord } from "./records";
import { count, listOf, maybe, text } from "./wire";

/** As many as one page of a list may have. */
const PAGE = 100;

const Page = z.object({
  meta: maybe(z.object({ count, next_cursor: text })),
  results: listOf(z.unknown()),
});

const ask = <T extends z.ZodType>(
  path: string,
  parameters: Record<string, string | number | null>,
  shape: T,
  asking: Asking,
) => {
  const { OPENALEX_BASE_URL: base, OPENALEX_API_KEY: key } = env();
  const url = addressOf(base, path, { ...parameters, mailto: contactAddress(), api_key: key });
  return askForJson({ source: "openalex", url }, shape, asking);
};

/** What a path may have, with the slashes of a DOI kept. */
const inPath = (id: string) => encodeURIComponent(id).replaceAll("%2F", "/");

/** A work by its DOI, arXiv id or OpenAlex id, with all its authors; null when OpenAlex knows none. */
export async function getOpenalexWork(
  id: { doi: string } | { arxivId: string } | { openalexId: string },
  asking: Asking,
): Promise<WorkRecord | null> {
  const key =
    "openalexId" in id
      ? id.openalexId
      : `doi:${inPath("doi" in id ? id.doi : doiOfArxiv(id.arxivId))}`;
  const work = await ask(`works/${key}`, { select: workFields }, WireWork, asking);
  return work && readWork(work, asking.now);
}

/** Works whose title has these words, the best match first. */
export async function searchOpenalexWorks(title: string, asking: Asking): Promise<WorkRecord[]> {
  // Commas part filters and bars part alternatives: neither can be written inside a filter's value.
  const words = title.replace(/[,|:!"&\\]+/g, " ").trim();
  if (!words) return [];
  const parameters = { filter: `title.search:${words}`, per_page: 10, select: workFields };
  const page = await ask("works", parameters, Page, asking);
  return readAll(page?.results, WireWork, (work) => readWork(work, asking.now));
}

export async function getOpenalexAuthor(
  openalexId: string,
  asking: Asking,
): Promise<AuthorRecord | null> {
  const path = `authors/${inPath(openalexId)}`;
  const author = await ask(path, { select: authorFields }, WireAuthor, asking);
  return author && readAuthor(author, asking.now);
}

/** The author whose ORCID iD this is, if OpenAlex knows one. */
export async function getOpenalexAuthorByOrcid(
  orcid: string,
  asking: Asking,
): Promise<AuthorRecord | null> {
  const path = `authors/orcid:${inPath(orcid)}`;
  const author = await ask(path, { select: authorFields }, WireAuthor, asking);
  return author && readAuthor(author, asking.now);
}

/** Authors of a name, narrowed to those who have been at an organization. */
export async function searchOpenalexAuthors(
  { name, rorId }: { name: string; rorId?: string | null },
  asking: Asking,
): Promise<AuthorRecord[]> {
  const ror = fullRorId(rorId);
  const parameters = {
    search: name,
    filter: ror && `affiliations.institution.ror:${ror}`,
    per_page: 25,
    select: authorFields,
  };
  const page = await ask("authors", parameters, Page, asking);
  return readAll(page?.results, WireAuthor, (author) => readAuthor(author, asking.now));
}

export type AuthorsPage = {
  authors: AuthorRecord[];
  /** How many there are in all, if OpenAlex says. */
  total: number | null;
  /** For the next page; null on the last one. */
  nextCursor: string | null;
};

/** Authors who are at an organization now, in pages of up to 100; begin without a cursor. Needs an API key. */
export async function listOpenalexAuthorsOf(
  { rorId, cursor }: { rorId: string; cursor?: string | null },
  asking: Asking,
): Promise<AuthorsPage> {
  const parameters = {
    filter: `last_known_institutions.ror:${fullRorId(rorId) ?? rorId}`,
    per_page: PAGE,
    cursor: cursor ?? "*",
    select: authorFields,
  };
  const page = await ask("authors", parameters, Page, asking);
  const authors = readAll(page?.results, WireAuthor, (author) => readAuthor(author, asking.now));
  // The page after the last one is empty and without a cursor: an empty page ends the walk either way.
  const more = (page?.results.length ?? 0) > 0;
  return {
    authors,
    total: page?.meta?.count ?? null,
    nextCursor: more ? (page?.meta?.next_cursor ?? null) : null,
  };
}

/** The works of an author, the most cited first. */
export async function listOpenalexWorksOf(
  openalexId: string,
  asking: Asking,
): Promise<WorkRecord[]> {
  const id = bareOpenalexId(openalexId);
  if (!id) return [];
  const parameters = {
    filter: `author.id:${id}`,
    sort: "cited_by_count:desc",
    per_page: 25,
    select: workFields,
  };
  const page = await ask("works", parameters, Page, asking);
  return readAll(page?.results, WireWork, (work) => readWork(work, asking.now));
}

/** Records of a page; one that cannot be read is left out rather than fail the page. */
function readAll<T extends z.ZodType, R>(
  results: unknown[] | undefined,
  shape: T,
  read: (wire: z.infer<T>) => R,
): R[] {
  return (results ?? []).flatMap((result) => {
    const wire = shape.safeParse(result);
    return wire.success ? [read(wire.data)] : [];
  });
}
