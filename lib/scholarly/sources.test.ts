import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { getArxivWork } from "./arxiv";
import { getCrossrefWork, searchCrossrefWorks } from "./crossref";
import {
  getOpenalexAuthor,
  getOpenalexAuthorByOrcid,
  getOpenalexWork,
  listOpenalexAuthorsOf,
  listOpenalexWorksOf,
  searchOpenalexAuthors,
  searchOpenalexWorks,
} from "./openalex";
import { getOrcidPerson, listOrcidWorks, searchOrcid } from "./orcid";
import { getOrganization, matchAffiliation } from "./ror";
import { type ScholarlyWorld, serveSources } from "./scholarly.fixture";
import {
  getSemanticScholarAuthor,
  getSemanticScholarPaper,
  matchSemanticScholarPaper,
  searchSemanticScholarAuthors,
} from "./semantic-scholar";

const asking = { now: new Date("2026-06-01T10:00:00Z") };

let world: ScholarlyWorld;
beforeAll(async () => {
  world = await serveSources();
});
afterEach(async () => {
  world.clearFaults();
  await world.control("DELETE", "limits");
});
afterAll(() => world.close());

const MELTWATER = "10.5555/fjordvik.2025.014";

describe("OpenAlex", () => {
  test("tells a work by DOI, arXiv id and its own id, with its authors", async () => {
    const work = await getOpenalexWork({ doi: MELTWATER.toUpperCase() }, asking);
    expect(work).toMatchObject({
      origin: { source: "openalex", fetchedAt: asking.now },
      title: "Meltwater pathways beneath a surging tidewater glacier",
      doi: MELTWATER,
      arxivId: "2501.04417",
      year: 2025,
      venue: "Journal of Fjord Science",
      isRetracted: false,
    });
    expect(work?.byline.map(({ position, name }) => [position, name])).toEqual([
      [1, "Ingrid Solheim"],
      [2, "田中 由美"],
      [3, "Wei Zhang"],
    ]);
    expect(work?.byline[0]).toMatchObject({
      openalexId: expect.stringMatching(/^A\d+$/),
      orcid: expect.stringMatching(/^0000-0009-/),
      institutions: [{ name: "Fjordvik University", rorId: expect.stringMatching(/^https:/) }],
      isCorresponding: true,
    });
    expect(await getOpenalexWork({ arxivId: "2501.04417" }, asking)).toEqual(work);
    expect(await getOpenalexWork({ openalexId: work?.openalexId ?? "" }, asking)).toEqual(work);
    expect(await getOpenalexWork({ doi: "10.5555/none" }, asking)).toBeNull();
  });

  test("tells the work of its own documentation, though much of it is missing there", async () => {
    const work = await getOpenalexWork({ openalexId: "W2741809807" }, asking);
    expect(work).toMatchObject({ doi: "10.7717/peerj.4375", venue: null, year: 2018 });
    expect(work?.byline).toMatchObject([
      { name: "Juan Pablo Alperin", orcid: "0000-0002-9344-7439", openalexId: "A5085171399" },
    ]);
  });

  test("finds works by title, whatever signs stand in it, and says plainly what is marked up", async () => {
    const title = "Sea ice thickness, from: satellite | altimetry";
    expect(await searchOpenalexWorks(title, asking)).toHaveLength(2);
    const [kelp] = await searchOpenalexWorks("laminaria light experiment", asking);
    expect(kelp?.title).toBe("The Laminaria & light experiment");
    expect(await searchOpenalexWorks(",|:", asking)).toEqual([]);
  });

  test("tells that a work is retracted, and gives all authors of a long byline", async () => {
    const retracted = await getOpenalexWork({ doi: "10.5555/fjordvik.2021.007" }, asking);
    expect(retracted?.isRetracted).toBe(true);
    const census = await getOpenalexWork({ doi: "10.5555/fjordvik.2020.001" }, asking);
    expect(census?.byline).toHaveLength(151);
    expect(census?.byline[150]).toMatchObject({ openalexId: null, orcid: null, institutions: [] });
  });

  test("tells two authors of one name apart, and one by either id", async () => {
    const ror = (await matchAffiliation("Fjordvik University", asking))?.rorId;
    const found = await searchOpenalexAuthors({ name: "Wei Zhang", rorId: ror ?? "" }, asking);
    expect(new Set(found.map(({ openalexId }) => openalexId)).size).toBe(2);
    const [one] = found;
    expect(await getOpenalexAuthor(one?.openalexId ?? "", asking)).toEqual(one);
    expect(await getOpenalexAuthorByOrcid(one?.orcid ?? "", asking)).toEqual(one);
    expect(one?.topics.length).toBeGreaterThan(0);
    expect(await listOpenalexWorksOf(one?.openalexId ?? "", asking)).not.toEqual([]);
  });

  test("lists the three hundred authors of an institution in pages, each once", async () => {
    const ror = (await matchAffiliation("Universitetet i Fjordvik", asking))?.rorId ?? "";
    const ids: (string | null)[] = [];
    let cursor: string | null = null;
    let pages = 0;
    do {
      const page = await listOpenalexAuthorsOf({ rorId: ror, cursor }, asking);
      ids.push(...page.authors.map(({ openalexId }) => openalexId));
      expect(page.total).toBe(300);
      cursor = page.nextCursor;
      pages += 1;
    } while (cursor);
    expect([new Set(ids).size, ids.length, pages]).toEqual([300, 300, 4]);
  });
});

describe("Crossref", () => {
  test("tells a recorded work, whose authors have no ids", async () => {
    const work = await getCrossrefWork("10.1371/journal.pone.0033693", asking);
    expect(work).toMatchObject({ year: 2012, venue: "PLoS ONE", openalexId: null });
    expect(work?.byline.map(({ name }) => name)).toEqual([
      "Shankar Sadasivan",
      "Brooks B. Pond",
      "Amar K. Pani",
      "Chunxu Qu",
      "Yun Jiao",
      "Richard J. Smeyne",
    ]);
  });

  test("tells retractions, groups and institutions", async () => {
    expect((await getCrossrefWork("10.5555/fjordvik.2021.007", asking))?.isRetracted).toBe(true);
    const census = await getCrossrefWork("10.5555/fjordvik.2020.001", asking);
    expect(census?.byline.at(-1)?.name).toBe("The Fjord Census Collaboration");
    expect(census?.byline[1]?.institutions).toMatchObject([{ name: "Fjordvik University" }]);
    expect(await getCrossrefWork("10.48550/arxiv.2503.04567", asking)).toBeNull();
  });

  test("finds a work by its citation", async () => {
    const [first] = await searchCrossrefWorks("Solheim, Meltwater pathways glacier 2025", asking);
    expect(first?.doi).toBe(MELTWATER);
  });
});

describe("Semantic Scholar", () => {
  test("tells authors, who may have several records, and the recorded one without affiliations", async () => {
    const found = await searchSemanticScholarAuthors("Ingrid Solheim", asking);
    expect(found.map(({ name }) => name).sort()).toEqual(["I. Solheim", "Ingrid Solheim"]);
    expect(found.filter(({ orcid }) => orcid !== null)).toHaveLength(1);
    expect(await getSemanticScholarAuthor("2262347", asking)).toMatchObject({
      name: "A. Turing",
      worksCount: 60,
      institutions: [],
      homepage: null,
    });
    expect(await getSemanticScholarAuthor("1", asking)).toBeNull();
  });

  test("tells a paper by DOI and by the nearest title", async () => {
    const paper = await getSemanticScholarPaper(MELTWATER, asking);
    expect(paper?.byline[0]).toMatchObject({ semanticScholarId: expect.any(String), orcid: null });
    expect(await matchSemanticScholarPaper("meltwater pathways beneath glacier", asking)).toEqual(
      paper,
    );
    expect(await matchSemanticScholarPaper("nothing of the kind at all", asking)).toBeNull();
    const recorded = "Mining association rules between sets of items in large databases";
    expect(await matchSemanticScholarPaper(recorded, asking)).toMatchObject({ byline: [] });
  });
});

describe("ORCID", () => {
  test("tells a recorded person and their works, and nothing of their addresses", async () => {
    const person = await getOrcidPerson("0000-0002-1642-628X", asking);
    expect(person).toMatchObject({ name: "Carl Boettiger", orcid: "0000-0002-1642-628X" });
    expect(JSON.stringify(person)).not.toContain("@");
    const works = await listOrcidWorks("0000-0002-1642-628X", asking);
    expect(works[0]).toMatchObject({ doi: "10.3897/biss.2.25589", year: 2018 });
    expect(await getOrcidPerson("0000-0000-0000-0000", asking)).toBeNull();
  });

  test("finds people by name, each with an iD of their own, or nobody", async () => {
    const found = await searchOrcid({ givenName: "Wei", familyName: "Zhang" }, asking);
    expect(new Set(found.map(({ orcid }) => orcid)).size).toBe(2);
    expect(await searchOrcid({ givenName: "No", familyName: "Body" }, asking)).toEqual([]);
  });
});

describe("ROR", () => {
  test("tells which organization an affiliation names, when it is sure", async () => {
    const written = "Dept. of Ice, Fjordvik University, Norway";
    const one = await matchAffiliation(written, asking);
    expect(one).toMatchObject({ name: "Fjordvik University", domains: ["fjordvik.example"] });
    expect(await getOrganization(one?.rorId ?? "", asking)).toEqual(one);
    expect(await matchAffiliation("University", asking)).toBeNull();
    expect((await getOrganization("00pjdza24", asking))?.domains).toEqual([
      "universityofcalifornia.edu",
    ]);
  });

  test("takes the website's host where no domains are listed", async () => {
    const station = await matchAffiliation("Halden Marine Station", asking);
    expect(station?.domains).toEqual(["halden-marine.example"]);
  });
});

describe("arXiv", () => {
  test("tells a recorded paper, with all authors, and the DOI it was published under", async () => {
    const workshop = await getArxivWork("1707.08567", asking);
    expect(workshop).toMatchObject({ year: 2017, doi: "10.48550/arxiv.1707.08567" });
    expect(workshop?.byline.map(({ name }) => name)).toContain("Kees A. Schouhamer Immink");
    expect((await getArxivWork("2501.04417", asking))?.doi).toBe(MELTWATER);
    expect(await getArxivWork("2601.99999", asking)).toBeNull();
  });
});

describe("a source that does not answer well", () => {
  const ask = (timeoutMs?: number) => getCrossrefWork(MELTWATER, { ...asking, timeoutMs });
  const refusal = (promise: Promise<unknown>) =>
    promise.then(
      () => null,
      (error: unknown) => error,
    );

  test.each([
    [{ kind: "status", status: 429, retryAfterSeconds: 9 }, "limited", 429, 9, true],
    [{ kind: "status", status: 500 }, "refused", 500, null, true],
    [{ kind: "cutBefore" }, "unreachable", null, null, true],
    [{ kind: "timeout" }, "slow", null, null, true],
  ])("%j is told as %s", async (fault, problem, status, retryAfterSeconds, mayPass) => {
    world.fault({ service: "crossref", times: 5, ...fault });
    const error = await refusal(ask(300));
    expect(error).toMatchObject({
      name: "SourceError",
      source: "crossref",
      problem,
      status,
      retryAfterSeconds,
      mayPass,
    });
  });

  test("leaves the others as they are", async () => {
    world.fault({ kind: "status", service: "crossref", status: 503, times: 5 });
    expect(await getOpenalexWork({ doi: MELTWATER }, asking)).not.toBeNull();
    expect(await refusal(ask())).toMatchObject({ status: 503 });
  });

  test("refuses more than its limit, and is counted all the same", async () => {
    await world.control("DELETE", "requests");
    await world.control("PUT", "limits", { source: "crossref", requests: 2, seconds: 60 });
    await ask();
    await ask();
    const error = await refusal(ask());
    expect(error).toMatchObject({ problem: "limited", status: 429 });
    expect((error as { retryAfterSeconds: number }).retryAfterSeconds).toBeGreaterThan(50);
    expect(await world.askedFor("crossref", "fjordvik.2025.014")).toBe(3);
  });
});
