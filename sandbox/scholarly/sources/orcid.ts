import { type Context, Hono } from "hono";
import { recordedJson } from "../recorded";
import { coverage } from "../search";
import { people } from "../world/people";
import type { Person, Work } from "../world/shapes";
import { works } from "../world/works";

type Wire = Record<string, unknown>;

const KNOWN = people.filter(({ orcid }) => orcid !== null);
const RECORDED = "0000-0002-1642-628X";
const MOST_ROWS = 1_000;

/** ORCID's public data at `/orcid/v3.0`: a person, their works, and the search that shows names. */
export function orcid(): Hono {
  const app = new Hono();
  app.get("/orcid/v3.0/expanded-search", search);
  app.get("/orcid/v3.0/expanded-search/", search);
  app.get("/orcid/v3.0/:orcid/person", (c) => {
    const id = c.req.param("orcid");
    if (id === RECORDED) return c.json(recordedJson<Wire>("orcid-person.json"));
    const found = KNOWN.find((one) => one.orcid === id);
    return found ? c.json(person(found, id)) : nobody(c);
  });
  app.get("/orcid/v3.0/:orcid/works", (c) => {
    const id = c.req.param("orcid");
    if (id === RECORDED) return c.json(recordedJson<Wire>("orcid-works.json"));
    const found = KNOWN.find((one) => one.orcid === id);
    if (!found) return nobody(c);
    const own = works.filter(({ authors }) => authors.some((author) => author.person === found));
    return c.json({
      "last-modified-date": { value: 1_760_000_000_000 },
      group: own.map(group),
      path: `/${id}/works`,
    });
  });
  return app;
}

/** `given-names:"…" AND family-name:"…"`; a list without hits is null. */
function search(c: Context): Response {
  const query = c.req.query("q") ?? "";
  const wanted = [...query.matchAll(/(given-names|family-name):"([^"]*)"/g)];
  const found = KNOWN.filter((one) =>
    wanted.every(([, field, name]) =>
      [field === "given-names" ? one.given : one.family, ...one.otherNames].some(
        (own) => coverage(name ?? "", own) === 1,
      ),
    ),
  ).slice(0, Math.min(Number(c.req.query("rows") ?? 100), MOST_ROWS));
  return c.json({
    "expanded-result": found.length === 0 || wanted.length === 0 ? null : found.map(expanded),
    "num-found": found.length,
  });
}

const nobody = (c: Context) =>
  c.json(
    {
      "response-code": 404,
      "developer-message": "404 Not Found: The resource was not found.",
      "user-message": "The resource was not found.",
      "error-code": 9016,
    },
    404,
  );

const expanded = (one: Person): Wire => ({
  "orcid-id": one.orcid,
  "given-names": one.given,
  "family-names": one.family,
  "credit-name": null,
  "other-name": one.otherNames,
  email: [],
  "institution-name": one.organizations.map(({ name }) => name),
});

const value = (text: string | null) => (text ? { value: text } : null);

function person(one: Person, id: string): Wire {
  const list = (path: string) => ({ "last-modified-date": null, path: `/${id}/${path}` });
  return {
    "last-modified-date": { value: 1_760_000_000_000 },
    name: {
      "given-names": value(one.given || one.family),
      "family-name": one.given ? value(one.family) : null,
      "credit-name": null,
      source: null,
      visibility: "public",
      path: id,
    },
    "other-names": {
      ...list("other-names"),
      "other-name": one.otherNames.map((content) => ({ content, visibility: "public" })),
    },
    biography: null,
    "researcher-urls": {
      ...list("researcher-urls"),
      "researcher-url": one.homepage
        ? [{ "url-name": "Homepage", url: { value: one.homepage }, visibility: "public" }]
        : [],
    },
    // People may show theirs to everyone: whoever reads this must leave it alone.
    emails: {
      ...list("email"),
      email: one.homepage ? [{ email: "shown@fjordvik.example", visibility: "public" }] : [],
    },
    addresses: { ...list("address"), address: [] },
    keywords: {
      ...list("keywords"),
      keyword: one.topics.map((content) => ({ content, visibility: "public" })),
    },
    "external-identifiers": { ...list("external-identifiers"), "external-identifier": [] },
    path: `/${id}/person`,
  };
}

function group(work: Work, index: number): Wire {
  const ids = {
    "external-id": [
      ...(work.doi ? [externalId("doi", work.doi)] : []),
      ...(work.arxivId ? [externalId("arxiv", work.arxivId)] : []),
    ],
  };
  return {
    "external-ids": ids,
    "work-summary": [
      {
        "put-code": 40_000_000 + index,
        title: { title: value(work.title), subtitle: null, "translated-title": null },
        "external-ids": ids,
        type: "journal-article",
        "publication-date": { year: value(String(work.year)), month: null, day: null },
        "journal-title": value(work.venue),
        visibility: "public",
      },
    ],
  };
}

const externalId = (type: string, id: string): Wire => ({
  "external-id-type": type,
  "external-id-value": id,
  "external-id-normalized": { value: id, transient: true },
  "external-id-relationship": "self",
});
