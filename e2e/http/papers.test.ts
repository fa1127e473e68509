import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { CONSULTING, expectFailure, stranger } from "./support/api";
import { newReader, type Person } from "./support/people";
import { setFault } from "./support/sandbox";
import { enveloped, expectShape } from "./support/shapes";
import { app, sql } from "./support/stack";

const paper = z.strictObject({
  id: z.guid().nullable(),
  title: z.string(),
  doi: z.string().nullable(),
  arxiv_id: z.string().nullable(),
  year: z.int().nullable(),
  venue: z.string().nullable(),
  is_retracted: z.boolean(),
  authors: z.array(
    z.strictObject({
      position: z.int(),
      name: z.string(),
      researcher_id: z.guid().nullable(),
      standing: z.enum(["listed", "unclaimed", "hidden"]).nullable(),
    }),
  ),
  source: z.string().nullable(),
  fetched_at: z.iso.datetime().nullable(),
});
const LIST = enveloped(z.array(paper), "Papers retrieved successfully");
const ONE = enveloped(paper, "Paper retrieved successfully");

let reader: Person;
beforeAll(async () => {
  reader = await newReader();
});

const get = (path: string) => reader.api.get<unknown>(`${CONSULTING}${path}`);
const find = (parameters: Record<string, string>) =>
  get(`/papers?${new URLSearchParams(parameters)}`);

async function found(parameters: Record<string, string>) {
  const answer = await find(parameters);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return expectShape(LIST, answer.body).data;
}

test("a DOI gives its paper, kept from then on, with the authors' profiles and the primary one", async () => {
  const [paper] = await found({ doi: "https://doi.org/10.5555/FJORDVIK.series.0301" });
  expect(paper).toMatchObject({ doi: "10.5555/fjordvik.series.0301", source: "openalex" });
  expect(paper?.authors.map(({ position }) => position)).toEqual([1, 2, 3]);
  expect(new Set(paper?.authors.map(({ standing }) => standing))).toEqual(new Set(["unclaimed"]));
  const again = await get(`/papers/${paper?.id}`);
  expect(expectShape(ONE, again.body).data).toEqual(paper);

  const primary = await get(`/researchers/paper/${paper?.id}`);
  expect(primary.body).toMatchObject({
    data: {
      id: paper?.authors[0]?.researcher_id,
      author: true,
      standing: "unclaimed",
      email: null,
      rate: null,
    },
  });
});

test("twenty who ask for one DOI at once get one paper", async () => {
  const all = await Promise.all(
    Array.from({ length: 20 }, () => found({ doi: "10.5555/fjordvik.series.0303" })),
  );
  expect(new Set(all.map(([paper]) => paper?.id)).size).toBe(1);
  const [rows] = await sql`
    select count(*)::int from researchers r join paper_authors a on a.researcher_id = r.id
    join papers p on p.id = a.paper_id where p.doi = '10.5555/fjordvik.series.0303'`;
  expect(rows?.count).toBe(3);
});

test("an address, an arXiv id or a title will do; one title of two papers gives both", async () => {
  const [preprint] = await found({ query: "https://arxiv.org/abs/2601.01234v1" });
  expect(preprint).toMatchObject({ source: "arxiv", arxiv_id: "2601.01234" });
  const [retracted] = await found({ query: "Room-temperature ice that does not melt" });
  expect(retracted).toMatchObject({ doi: "10.5555/fjordvik.2021.007", is_retracted: true });
  const both = await found({ query: "Sea ice thickness from satellite altimetry" });
  expect(both.map(({ doi }) => doi).sort()).toEqual([
    "10.5555/fjordvik.2019.031",
    "10.5555/fjordvik.2024.077",
  ]);
  expect(await found({ doi: "10.5555/fjordvik.nowhere" })).toEqual([]);
});

test.each([
  [{}, "doi"],
  [{ doi: "" }, "doi"],
  [{ doi: "sleep" }, "doi"],
  [{ query: "x".repeat(501) }, "query"],
  [{ doi: "10.5555/a", query: "10.5555/a" }, "query"],
])("%j is refused, naming %s", async (parameters, field) => {
  const refused = expectFailure(await find(parameters), 400, "INVALID_INPUT");
  expect(refused.error.details.fields).toHaveProperty(field);
});

test("unknown papers are 404, odd ids 400, and strangers must sign in", async () => {
  expectFailure(await get(`/papers/${crypto.randomUUID()}`), 404, "NOT_FOUND");
  expectFailure(await get("/papers/none"), 400, "INVALID_INPUT");
  expectFailure(await stranger.get(`${CONSULTING}/papers?doi=10.5555/a`), 401, "UNAUTHENTICATED");
});

describe("while a source is down", () => {
  const at = (source: "openalex" | "crossref", doi: string) =>
    source === "openalex"
      ? `/openalex/works/doi:${doi}`
      : `/crossref/works/${encodeURIComponent(doi)}`;
  const fail = (source: "openalex" | "crossref", doi: string, fault: object) =>
    setFault({ service: source, path: at(source, doi), times: 100, ...fault });

  test("the other answers", async () => {
    const doi = "10.5555/fjordvik.series.0311";
    const mend = await fail("openalex", doi, { kind: "cutBefore" });
    try {
      expect((await found({ doi }))[0]).toMatchObject({ source: "crossref", doi });
    } finally {
      await mend();
    }
  });

  test("and the other one too: 503, and a page that says so, until they are back", async () => {
    const doi = "10.5555/fjordvik.series.0313";
    const mends = [
      await fail("openalex", doi, { kind: "status", status: 500 }),
      await fail("crossref", doi, { kind: "status", status: 503 }),
    ];
    try {
      const refused = expectFailure(await find({ doi }), 503, "SOURCES_UNAVAILABLE");
      expect(refused.error.details).toEqual({ sources: ["openalex", "crossref"] });
      const page = await fetch(`${app}/papers/find?query=${doi}`);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain("We could not look everywhere just now");
    } finally {
      for (const mend of mends) await mend();
    }
    expect(await found({ doi })).toHaveLength(1);
  });
});
