import { type Context, Hono } from "hono";
import { recordedJson } from "../recorded";
import { coverage, ranked } from "../search";
import { people } from "../world/people";
import type { Person, Work } from "../world/shapes";
import { works } from "../world/works";

type Wire = Record<string, unknown>;
type Entry = { id: string; name: string; person: Person };

const KNOWN = works.filter(({ knownTo }) => knownTo.includes("semantic_scholar"));
const RECORDS: Entry[] = people.flatMap((person) =>
  person.semanticScholar.map(({ id, name }) => ({ id, name, person })),
);
/** A title that shares less with the one asked for is no match. */
const MATCH = 0.8;

const recordedAuthor = recordedJson<Wire>("semanticscholar-author-detail.json");
const recordedAuthors = recordedJson<Wire>("semanticscholar-author-search.json");
const recordedMatch = recordedJson<{ data: [{ title: string }] }>(
  "semanticscholar-paper-search-match.json",
);

/** Semantic Scholar's graph at `/semantic-scholar/graph/v1`: authors, papers, and a title's match. */
export function semanticScholar(): Hono {
  const app = new Hono();
  const root = "/semantic-scholar/graph/v1";
  app.get(`${root}/author/search`, (c) => {
    const query = c.req.query("query") ?? "";
    if (query.toLowerCase() === "alan turing") return c.json(recordedAuthors);
    // A word matches by its first letter too: people are found by their initials.
    const found = RECORDS.filter(
      ({ name, person }) => coverage(query, name) === 1 || coverage(query, person.name) === 1,
    );
    const limit = Number(c.req.query("limit") ?? 100);
    const data = found.slice(0, limit).map((entry) => selected(c, author(entry), "authorId"));
    return c.json({ total: found.length, offset: 0, data });
  });
  app.get(`${root}/author/:id`, (c) => {
    const id = c.req.param("id");
    const entry = RECORDS.find((one) => one.id === id);
    if (entry) return c.json(selected(c, author(entry), "authorId"));
    return id === recordedAuthor.authorId
      ? c.json(recordedAuthor)
      : c.json({ error: `Author with id ${id} not found` }, 404);
  });
  app.get(`${root}/paper/search/match`, (c) => {
    const query = c.req.query("query") ?? "";
    const [best] = ranked(KNOWN, ({ title }) => coverage(query, title));
    if (best && best.score >= MATCH)
      return c.json({
        data: [{ ...selected(c, paper(best.item), "paperId"), matchScore: 100 * best.score }],
      });
    if (coverage(query, recordedMatch.data[0].title) >= MATCH) return c.json(recordedMatch);
    return c.json({ error: "Title match not found" }, 404);
  });
  app.get(`${root}/paper/:id{.+}`, (c) => {
    const id = c.req.param("id");
    const work = KNOWN.find(
      ({ doi, arxivId }) => id.toLowerCase() === `doi:${doi}` || id === `ARXIV:${arxivId}`,
    );
    return work
      ? c.json(selected(c, paper(work), "paperId"))
      : c.json({ error: `Paper with id ${id} not found` }, 404);
  });
  return app;
}

/** Only what was asked for, and the id always. */
function selected(c: Context, object: Wire, id: string): Wire {
  const fields = (c.req.query("fields") ?? "name,title").split(",").map((f) => f.split(".")[0]);
  return Object.fromEntries(
    Object.entries(object).filter(([name]) => name === id || fields.includes(name)),
  );
}

/** The full record tells the ORCID iD and the counts; a person's further ones tell only a name. */
function author({ id, name, person }: Entry): Wire {
  const isMain = person.semanticScholar[0]?.id === id;
  return {
    authorId: id,
    externalIds: isMain && person.orcid ? { ORCID: person.orcid } : {},
    url: `https://www.semanticscholar.org/author/${id}`,
    name,
    affiliations: isMain ? person.organizations.map((organization) => organization.name) : [],
    homepage: isMain ? person.homepage : null,
    paperCount: isMain ? person.worksCount : 2,
    citationCount: isMain ? person.citationCount : 3,
    hIndex: 7,
  };
}

function paper(work: Work): Wire {
  return {
    paperId: Buffer.from(work.openalexId).toString("hex").padEnd(40, "0"),
    externalIds: {
      ...(work.doi ? { DOI: work.doi } : {}),
      ...(work.arxivId ? { ArXiv: work.arxivId } : {}),
    },
    title: work.title,
    year: work.year,
    venue: work.venue,
    authors: work.authors.map(({ person, asPrinted }) => ({
      authorId: person.semanticScholar[0]?.id ?? null,
      name: asPrinted ?? person.name,
    })),
  };
}
