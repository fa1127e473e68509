import { Hono } from "hono";
import { recordedJson } from "../recorded";
import { coverage, ranked } from "../search";
import type { Author, Work } from "../world/shapes";
import { works } from "../world/works";

const KNOWN = works.filter(({ knownTo, doi }) => knownTo.includes("crossref") && doi !== null);

const recordedWork = recordedJson<{ message: { DOI: string } }>("crossref-work-by-doi.json");
const recordedWorks = recordedJson<{ message: { items: { DOI: string }[] } }>(
  "crossref-works-query-author.json",
);

/** Crossref at `/crossref`: works by DOI, and by a citation. */
export function crossref(): Hono {
  const app = new Hono();
  app.get("/crossref/works", (c) => {
    const query = c.req.query("query.bibliographic") ?? "";
    const rows = Math.min(Number(c.req.query("rows") ?? 20), 1_000);
    // Any word will do, so the list is long; a citation names authors beside the title.
    const found = ranked(KNOWN, (work) => coverage(query, citationOf(work)));
    return c.json({
      status: "ok",
      "message-type": "work-list",
      "message-version": "1.0.0",
      message: {
        facets: {},
        "total-results": found.length,
        items: found
          .slice(0, rows)
          .map(({ item, score }) => ({ ...wire(item), score: 40 * score })),
        "items-per-page": rows,
        query: { "start-index": 0, "search-terms": null },
      },
    });
  });
  app.get("/crossref/works/:doi{.+}", (c) => {
    const doi = c.req.param("doi").toLowerCase();
    const work = KNOWN.find((one) => one.doi === doi);
    if (work)
      return c.json({
        status: "ok",
        "message-type": "work",
        "message-version": "1.0.0",
        message: wire(work),
      });
    if (doi === recordedWork.message.DOI) return c.json(recordedWork);
    const listed = recordedWorks.message.items.find((item) => item.DOI.toLowerCase() === doi);
    return listed
      ? c.json({ ...recordedWork, message: listed })
      : c.text("Resource not found.", 404);
  });
  return app;
}

const citationOf = ({ title, authors, year }: Work) =>
  [title, ...authors.map(({ person }) => person.family), String(year)].join(" ");

function wire(work: Work): Record<string, unknown> {
  return {
    DOI: work.doi,
    URL: `https://doi.org/${work.doi}`,
    type: "journal-article",
    title: [work.title],
    "container-title": [work.venue],
    publisher: "Fjordvik University Press",
    author: [
      ...work.authors.map(author),
      ...(work.group ? [{ name: work.group, sequence: "additional", affiliation: [] }] : []),
    ],
    issued: { "date-parts": [[work.year, 3, 1]] },
    "is-referenced-by-count": 12,
    ...(work.isRetracted
      ? {
          "updated-by": [
            {
              DOI: `${work.doi}-retraction`,
              type: "retraction",
              label: "Retraction",
              source: "publisher",
              updated: { "date-parts": [[work.year + 1, 6, 1]] },
            },
          ],
        }
      : {}),
  };
}

function author({ person, asPrinted }: Author, index: number): Record<string, unknown> {
  const [family = "", given = ""] = asPrinted?.split(" ") ?? [person.family, person.given];
  return {
    ...(person.orcid
      ? { ORCID: `https://orcid.org/${person.orcid}`, "authenticated-orcid": true }
      : {}),
    ...(given ? { given } : {}),
    family,
    sequence: index === 0 ? "first" : "additional",
    affiliation: person.organizations.map(({ name, rorId }) => ({
      name,
      id: [{ id: rorId, "id-type": "ROR", "asserted-by": "publisher" }],
    })),
    role: [{ vocabulary: "crossref", role: "author" }],
  };
}
