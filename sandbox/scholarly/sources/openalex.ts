import { type Context, Hono } from "hono";
import { recordedJson } from "../recorded";
import { coverage, ranked } from "../search";
import { people } from "../world/people";
import type { Author, Organization, Person, Work } from "../world/shapes";
import { works } from "../world/works";

const KNOWN_WORKS = works.filter(({ knownTo }) => knownTo.includes("openalex"));
const KNOWN_AUTHORS = people.filter(({ openalexId }) => openalexId !== null);
/** Lists name no more authors of a work. */
const LISTED_AUTHORS = 100;
const MOST_PER_PAGE = 100;

type Wire = Record<string, unknown>;

const documentedWork = recordedJson<{ results: Wire[] }>("openalex-works-search.json").results[0];
const documentedAuthor = recordedJson<{ results: Wire[] }>("openalex-authors-search.json")
  .results[0];

/** OpenAlex at `/openalex`: works and authors by id, searched and filtered, in pages or by cursor. */
export function openalex(): Hono {
  const app = new Hono();
  app.get("/openalex/works", (c) => {
    const filter = filterOf(c);
    if (!filter) return badFilter(c);
    const title = filter.get("title.search");
    const author = filter.get("author.id");
    const found = title
      ? ranked(KNOWN_WORKS, (work) => (coverage(title, work.title) === 1 ? 1 : 0)).map(
          ({ item }) => item,
        )
      : KNOWN_WORKS.filter(
          ({ authors }) => !author || authors.some(({ person }) => person.openalexId === author),
        );
    return page(c, found, (work) => selected(c, workOf(work, LISTED_AUTHORS)));
  });
  app.get("/openalex/works/:id{.+}", (c) => {
    const id = c.req.param("id");
    const work = KNOWN_WORKS.find((one) => isWork(one, id));
    if (work) return c.json(selected(c, workOf(work, Number.POSITIVE_INFINITY)));
    const isDocumented = id === "W2741809807" || bare(id) === "10.7717/peerj.4375";
    return isDocumented ? c.json(selected(c, documentedWork ?? {})) : nothing(c);
  });
  app.get("/openalex/authors", (c) => {
    const filter = filterOf(c);
    if (!filter) return badFilter(c);
    const query = c.req.query("search");
    const now = filter.get("last_known_institutions.ror");
    const ever = filter.get("affiliations.institution.ror");
    const found = KNOWN_AUTHORS.filter(
      (person) =>
        (!query ||
          [person.name, ...person.otherNames].some((name) => coverage(query, name) === 1)) &&
        (!now || person.organizations[0]?.rorId === now) &&
        (!ever || person.organizations.some(({ rorId }) => rorId === ever)),
    );
    return page(c, found, (person) => selected(c, authorOf(person)));
  });
  app.get("/openalex/authors/:id{.+}", (c) => {
    const id = c.req.param("id");
    const person = KNOWN_AUTHORS.find(
      ({ openalexId, orcid }) => openalexId === id || `orcid:${orcid}` === id,
    );
    if (person) return c.json(selected(c, authorOf(person)));
    return id === "A5023888391" ? c.json(selected(c, documentedAuthor ?? {})) : nothing(c);
  });
  return app;
}

const bare = (id: string) => id.replace(/^(doi:|https:\/\/doi\.org\/)/i, "").toLowerCase();

function isWork({ openalexId, doi, arxivId }: Work, id: string): boolean {
  return (
    openalexId === id ||
    (doi !== null && bare(id) === doi.toLowerCase()) ||
    // The preprint's DOI leads to the work it became.
    (arxivId !== null && bare(id) === `10.48550/arxiv.${arxivId}`)
  );
}

/** `a:x,b:y`; null for a filter that is not known here, which OpenAlex refuses too. */
function filterOf(c: Context): Map<string, string> | null {
  const known = new Set([
    "title.search",
    "author.id",
    "last_known_institutions.ror",
    "affiliations.institution.ror",
  ]);
  const filter = new Map<string, string>();
  for (const part of (c.req.query("filter") ?? "").split(",").filter(Boolean)) {
    const [name = "", ...value] = part.split(":");
    if (!known.has(name)) return null;
    filter.set(name, value.join(":"));
  }
  return filter;
}

const badFilter = (c: Context) =>
  c.json({ error: "Invalid query parameters error.", message: "not a valid filter here" }, 403);

const nothing = (c: Context) => c.json({ error: "Not Found" }, 404);

function page<T>(c: Context, found: T[], write: (item: T) => Wire): Response {
  const perPage = Number(c.req.query("per_page") ?? c.req.query("per-page") ?? 25);
  if (!(perPage >= 1 && perPage <= MOST_PER_PAGE))
    return c.json({ error: "Invalid query parameters error.", message: "per_page" }, 403);
  const cursor = c.req.query("cursor");
  if (cursor !== undefined && !c.req.query("api_key"))
    return c.json({ error: "API key required", message: "cursor paging needs a key" }, 401);
  const number = Number(c.req.query("page") ?? 1);
  const from = cursor === undefined ? (number - 1) * perPage : offsetOf(cursor);
  const results = found.slice(from, from + perPage);
  const meta = { count: found.length, db_response_time_ms: 12, per_page: perPage };
  const place =
    cursor === undefined
      ? { page: number }
      : { page: null, next_cursor: results.length > 0 ? cursorAt(from + perPage) : null };
  return c.json({ meta: { ...meta, ...place }, results: results.map(write), group_by: [] });
}

const cursorAt = (offset: number) => Buffer.from(`[${offset}]`).toString("base64url");
const offsetOf = (cursor: string) =>
  cursor === "*" ? 0 : Number(Buffer.from(cursor, "base64url").toString().slice(1, -1));

function selected(c: Context, object: Wire): Wire {
  const fields = c.req.query("select")?.split(",");
  return fields ? Object.fromEntries(fields.map((name) => [name, object[name]])) : object;
}

const institution = ({ openalexId, name, rorId, countryCode }: Organization) => ({
  id: `https://openalex.org/${openalexId}`,
  display_name: name,
  ror: rorId,
  country_code: countryCode,
  type: "education",
  lineage: [`https://openalex.org/${openalexId}`],
});

const orcidAddress = (orcid: string | null) => orcid && `https://orcid.org/${orcid}`;

function workOf(work: Work, mostAuthors: number): Wire {
  const { title, openalexId, year } = work;
  const doi = work.doi && `https://doi.org/${work.doi}`;
  const authorships = work.authors.map((author, index) =>
    authorship(author, index, work.authors.length),
  );
  const group = work.group ? [groupAuthorship(work.group)] : [];
  return {
    id: `https://openalex.org/${openalexId}`,
    doi,
    title,
    display_name: title,
    publication_year: year,
    publication_date: `${year}-03-01`,
    ids: { openalex: `https://openalex.org/${openalexId}`, doi },
    primary_location: location(work.venue, doi),
    locations: [
      location(work.venue, doi),
      ...(work.arxivId
        ? [location("arXiv (Cornell University)", `http://arxiv.org/abs/${work.arxivId}`)]
        : []),
    ],
    is_retracted: work.isRetracted,
    authorships: [...authorships, ...group].slice(0, mostAuthors),
    corresponding_author_ids: [],
    open_access: { is_oa: false, oa_status: "closed", oa_url: null },
  };
}

const location = (venue: string, url: string | null) => ({
  is_oa: false,
  landing_page_url: url,
  pdf_url: null,
  source: { display_name: venue, type: "journal" },
});

function authorship({ person, asPrinted, wrongOrcid }: Author, index: number, of: number): Wire {
  return {
    author_position: index === 0 ? "first" : index === of - 1 ? "last" : "middle",
    author: {
      id: person.openalexId && `https://openalex.org/${person.openalexId}`,
      display_name: person.name,
      orcid: orcidAddress(wrongOrcid ?? person.orcid),
    },
    institutions: person.organizations.map(institution),
    countries: person.organizations.map(({ countryCode }) => countryCode),
    is_corresponding: index === 0,
    raw_author_name: asPrinted ?? person.name,
    raw_affiliation_strings: person.organizations.map(({ name }) => name),
  };
}

/** A group has no author's record. */
const groupAuthorship = (name: string): Wire => ({
  author_position: "last",
  author: { id: null, display_name: name, orcid: null },
  institutions: [],
  countries: [],
  is_corresponding: false,
  raw_author_name: name,
  raw_affiliation_strings: [],
});

function authorOf(person: Person): Wire {
  const id = `https://openalex.org/${person.openalexId}`;
  return {
    id,
    orcid: orcidAddress(person.orcid),
    display_name: person.name,
    display_name_alternatives: person.otherNames,
    works_count: person.worksCount,
    cited_by_count: person.citationCount,
    summary_stats: { "2yr_mean_citedness": 1.2, h_index: 9, i10_index: 8 },
    ids: { openalex: id, orcid: orcidAddress(person.orcid) },
    affiliations: person.organizations.map((one) => ({
      institution: institution(one),
      years: [2023, 2024],
    })),
    last_known_institutions: person.organizations.slice(0, 1).map(institution),
    topics: person.topics.map((display_name, index) => ({ display_name, count: 20 - index })),
    works_api_url: `https://api.openalex.org/works?filter=author.id:${person.openalexId}`,
    updated_date: "2026-01-02T00:00:00",
    created_date: "2023-07-21",
  };
}
