import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { findPaper, findPaperByReference } from "@/lib/papers/find-paper";
import { forgetBylineIdsOf } from "@/lib/papers/forget-byline-ids";
import { paperIdIn, referenceIn } from "@/lib/papers/reference";
import type { Ctx } from "@/lib/platform/context";
import { log } from "@/lib/platform/log";
import { inTransaction } from "@/lib/platform/transaction";
import { type ScholarlyWorld, serveSources } from "@/lib/scholarly/scholarly.fixture";
import { decideCandidate } from "../collection/candidates/decide-candidate";
import { listByline } from "../list-byline";
import { fetchPaper } from "./fetch-paper";
import { listProfileSources } from "./list-profile-sources";
import { rememberRemoved } from "./removed-people";

const MELTWATER = "10.5555/fjordvik.2025.014";
const SPECKLE = "10.5555/fjordvik.2024.101";
const LASER = "10.5555/fjordvik.2023.058";
const RETRACTED = "10.5555/fjordvik.2021.007";
const OLGA_AT_CROSSREF = "10.5555/fjordvik.2026.002";
const OLGA_AT_OPENALEX = "10.5555/fjordvik.2025.090";

let database: TestDatabase;
let world: ScholarlyWorld;
beforeAll(async () => {
  log.level = "silent";
  [database, world] = await Promise.all([testDatabase(), serveSources()]);
});
beforeEach(async () => {
  const { sql } = database;
  await sql`truncate papers, researchers, author_records, removed_people, source_turns cascade`;
  await world.control("DELETE", "requests");
});
afterEach(() => world.clearFaults());
afterAll(async () => {
  await world.close();
  await database.close();
});

const ctx = (): Ctx => ({ db: database.db, actor: { kind: "nobody" }, now: new Date() });
const fetch = (text: string) => fetchPaper(ctx(), referenceIn(text));

async function fetched(text: string) {
  const search = await fetch(text);
  if (search.state !== "here") throw new Error(`${text} is ${search.state}`);
  return { paper: search.paper, byline: await listByline(ctx(), search.paper) };
}

type Row = { id: string; name: string; orcid: string | null; openalex_id: string | null };
const profiles = () => database.sql<Row[]>`
  select id, name, orcid, openalex_id from researchers order by name, openalex_id`;
const down = (service: string) => {
  world.fault({ kind: "status", service, status: 503, times: 100 });
};

describe("a paper that is not here", () => {
  test("shows a profile that was collected hidden, but not one that is to be removed", async () => {
    await fetched(MELTWATER);
    const [ingrid] = await database.sql<{ id: string }[]>`
      update researchers set standing = 'hidden' where name = 'Ingrid Solheim' returning id`;
    const [wei] = await database.sql<{ id: string }[]>`
      update researchers set standing = 'hidden' where name = 'Wei Zhang' returning id`;
    await database.sql`insert into profile_requests (kind, state, researcher_id, email, expires_at)
      values ('removal', 'waiting', ${wei?.id ?? ""}, 'wei@elsewhere.example', now())`;
    await database.sql`truncate papers cascade`;
    await fetched(MELTWATER);
    const standings = await database.sql`
      select id, standing from researchers where id in (${ingrid?.id ?? ""}, ${wei?.id ?? ""})
      order by standing`;
    expect(new Map(standings.map(({ id, standing }) => [id, standing]))).toEqual(
      new Map([
        [ingrid?.id, "unclaimed"],
        [wei?.id, "hidden"],
      ]),
    );
  });

  test("comes from OpenAlex with ids, byline and where it is from, and is here from then on", async () => {
    const { paper, byline } = await fetched(`https://doi.org/${MELTWATER}`);
    expect(paper).toMatchObject({
      title: "Meltwater pathways beneath a surging tidewater glacier",
      doi: MELTWATER,
      arxivId: "2501.04417",
      year: 2025,
      venue: "Journal of Fjord Science",
      isRetracted: false,
      source: "openalex",
      fetchedAt: expect.any(Date),
    });
    expect(byline.map(({ name }) => name)).toEqual(["Ingrid Solheim", "田中 由美", "Wei Zhang"]);
    expect(byline.map(({ researcher }) => researcher?.standing)).toEqual([
      "unclaimed",
      "unclaimed",
      "unclaimed",
    ]);
    for (const text of [MELTWATER, "arXiv:2501.04417v2"]) {
      const id = paperIdIn(text);
      expect(id && (await findPaperByReference(ctx(), id))).toEqual(paper);
    }
    expect(await world.askedFor("openalex")).toBe(1);
    expect(await world.askedFor("crossref")).toBe(0);
  });

  test("comes from Crossref where OpenAlex does not know it, and from arXiv", async () => {
    const { paper, byline } = await fetched(OLGA_AT_CROSSREF);
    expect(paper).toMatchObject({ source: "crossref", year: 2026 });
    // No source gives her an identifier: a name is nobody.
    expect(byline[0]).toMatchObject({ name: "Marit Aasen", researcher: null });
    expect((await fetched("2601.01234")).paper).toMatchObject({
      source: "arxiv",
      doi: "10.48550/arxiv.2601.01234",
      arxivId: "2601.01234",
    });
  });

  test("says that it was retracted", async () => {
    expect((await fetched(RETRACTED)).paper.isRetracted).toBe(true);
  });

  test("is one paper with one set of authors however many look for it at once", async () => {
    const contexts = Array.from({ length: 20 }, () => ctx());
    const all = await Promise.all(
      contexts.map((one, index) =>
        fetchPaper(one, referenceIn(index % 2 ? MELTWATER : "arXiv:2501.04417")),
      ),
    );
    expect(new Set(all.map((one) => one.state === "here" && one.paper.id)).size).toBe(1);
    expect(await database.sql`select from papers`).toHaveLength(1);
    expect(await profiles()).toHaveLength(3);
    expect(await world.askedFor("openalex")).toBe(2);
  });

  test("of a long byline gives profiles to the first authors and the last, and keeps all names", async () => {
    const { paper, byline } = await fetched("10.5555/fjordvik.2020.001");
    expect(paper.authorNames).toHaveLength(151);
    const places = byline.flatMap(({ researcher, position }) => (researcher ? [position] : []));
    expect(places).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
    expect(byline.at(-1)).toMatchObject({ name: "The Fjord Census Collaboration" });
  });
});

describe("a title", () => {
  test("that one work has leads to it", async () => {
    const { paper } = await fetched("Room temperature ice that does not melt");
    expect(paper.doi).toBe(RETRACTED);
  });

  test("that two works have leaves the choice to the reader, and keeps neither", async () => {
    const search = await fetch("Sea ice thickness from satellite altimetry");
    if (search.state !== "choices") throw new Error(search.state);
    expect(search.elsewhere.map(({ reference }) => reference)).toEqual([
      { kind: "doi", doi: "10.5555/fjordvik.2019.031" },
      { kind: "doi", doi: "10.5555/fjordvik.2024.077" },
    ]);
    expect(await database.sql`select from papers`).toHaveLength(0);
  });

  test("of a paper that is here and of one that is not leaves the choice too", async () => {
    const { paper } = await fetched("10.5555/fjordvik.2019.031");
    expect(await fetch("SEA ICE thickness from satellite altimetry.")).toMatchObject({
      state: "choices",
      here: [{ id: paper.id }],
      elsewhere: [{ reference: { doi: "10.5555/fjordvik.2024.077" } }],
    });
  });

  test("of a paper that is here leads to it, also while nobody answers", async () => {
    const { paper } = await fetched(MELTWATER);
    down("openalex");
    down("crossref");
    expect((await fetched(paper.title.toUpperCase())).paper.id).toBe(paper.id);
  });

  test("that OpenAlex does not have is looked for at Crossref; one that is only near is asked about", async () => {
    expect((await fetched("Early break-up of lake ice in the winter of 2026")).paper.source).toBe(
      "crossref",
    );
    expect(await fetch("Meltwater pathways beneath a glacier")).toMatchObject({
      state: "choices",
      elsewhere: [{ work: { doi: MELTWATER } }],
    });
    expect(await fetch("Nothing that anybody ever wrote about anything")).toEqual({
      state: "unknown",
    });
  });
});

describe("sources that do not answer", () => {
  test("are passed over; what the others do not know stays open", async () => {
    down("openalex");
    expect((await fetched(MELTWATER)).paper.source).toBe("crossref");
    expect(await fetch("10.5555/fjordvik.none")).toEqual({
      state: "unanswered",
      sources: ["openalex"],
    });
    down("crossref");
    expect(await fetch(SPECKLE)).toEqual({
      state: "unanswered",
      sources: ["openalex", "crossref"],
    });
    world.clearFaults();
    expect(await fetch("10.5555/fjordvik.none")).toEqual({ state: "unknown" });
    expect((await fetched(SPECKLE)).paper.source).toBe("openalex");
  });

  test("that never answer are waited for a few seconds", async () => {
    world.fault({ kind: "timeout", service: "openalex", times: 5 });
    world.fault({ kind: "timeout", service: "crossref", times: 5 });
    const before = performance.now();
    expect(await fetch(SPECKLE)).toMatchObject({ state: "unanswered" });
    expect(performance.now() - before).toBeLessThan(15_000);
  });

  test("that ask for a pause are left alone", async () => {
    world.fault({ kind: "status", service: "openalex", status: 429, retryAfterSeconds: 60 });
    expect((await fetched(MELTWATER)).paper.source).toBe("crossref");
    await fetched(SPECKLE);
    expect(await world.askedFor("openalex")).toBe(1);
  });
});

describe("people", () => {
  test("two of one name at one institution stay two", async () => {
    await fetched(MELTWATER);
    await fetched(SPECKLE);
    const zhangs = (await profiles()).filter(({ name }) => name === "Wei Zhang");
    expect(zhangs).toHaveLength(2);
    expect(new Set(zhangs.map(({ openalex_id }) => openalex_id)).size).toBe(2);
    expect(new Set(zhangs.map(({ orcid }) => orcid)).size).toBe(2);
  });

  test("one whom two sources name by one iD is one, by whichever came first", async () => {
    for (const [first, second] of [
      [OLGA_AT_CROSSREF, OLGA_AT_OPENALEX],
      [OLGA_AT_OPENALEX, OLGA_AT_CROSSREF],
    ] as const) {
      await database.sql`truncate papers, researchers, author_records cascade`;
      await fetched(first);
      await fetched(second);
      const olgas = (await profiles()).filter(({ name }) => name === "Ольга Новикова");
      expect(olgas).toHaveLength(1);
      expect(olgas[0]?.openalex_id).toMatch(/^A/);
      const sources = await listProfileSources(ctx(), olgas[0]?.id ?? "");
      expect(sources.map(({ source }) => source)).toContain("openalex");
    }
  });

  test("an iD that is another's gives nobody that person's profile or proof", async () => {
    await fetched(LASER);
    await fetched(SPECKLE);
    const found = await profiles();
    const bjarte = found.filter(({ name }) => name === "Bjarte Dahle");
    const bjarne = found.filter(({ name }) => name === "Bjarne Dahl");
    expect([bjarte.length, bjarne.length]).toEqual([1, 1]);
    expect(bjarte[0]?.orcid).not.toBeNull();
    expect(bjarne[0]?.orcid).toBeNull();
    const [printed] = await database.sql`
      select byline_orcid from paper_authors a join papers p on p.id = a.paper_id
      where p.doi = ${SPECKLE} and a.researcher_id = ${bjarne[0]?.id ?? ""}`;
    expect(printed?.byline_orcid).toBeNull();
  });

  test("a member whose iD is on the paper is linked, and keeps what they wrote", async () => {
    const id = await member("Amara Okafor", { orcid: "0000-0009-0001-0424" });
    const { byline } = await fetched(OLGA_AT_OPENALEX);
    expect(byline[0]?.researcher).toMatchObject({ id, standing: "listed", affiliation: "Mine" });
    const [row] = await database.sql`select bio, openalex_id from researchers where id = ${id}`;
    expect(row).toMatchObject({ bio: "Written by me", openalex_id: expect.stringMatching(/^A/) });
  });

  test("a member of the same name elsewhere is left alone", async () => {
    const id = await member("Ingrid Solheim", {});
    const { byline } = await fetched(MELTWATER);
    expect(byline[0]?.researcher?.id).not.toBe(id);
  });

  test("a member of the name at the institution is for a person to say", async () => {
    const id = await member("Ingrid Solheim", { affiliation: "Fjordvik University" });
    expect((await fetched(MELTWATER)).byline[0]?.researcher).toBeNull();
    const [candidate] = await database.sql`
      select id, researcher_id, state from match_candidates`;
    expect(candidate).toMatchObject({ researcher_id: id, state: "proposed" });
    await decide(candidate?.id, "confirmed");
    expect((await fetched(MELTWATER)).byline[0]?.researcher?.id).toBe(id);
  });

  test("turned down, the author gets a profile of their own, on the same paper", async () => {
    const id = await member("Ingrid Solheim", { affiliation: "Fjordvik University" });
    const { paper } = await fetched(MELTWATER);
    const [candidate] = await database.sql`select id from match_candidates`;
    await decide(candidate?.id, "rejected");
    const [first] = await listByline(ctx(), paper);
    expect(first?.researcher).toMatchObject({ standing: "unclaimed", name: "Ingrid Solheim" });
    expect(first?.researcher?.id).not.toBe(id);
  });

  test("who had their profile removed is never made again, and stands there by name only", async () => {
    const { byline } = await fetched(MELTWATER);
    const ingrid = (await profiles()).find(({ name }) => name === "Ingrid Solheim");
    const orcid = ingrid?.orcid ?? "";
    expect(byline[0]?.researcher?.id).toBe(ingrid?.id);
    await inTransaction(database.db, async (tx) => {
      await forgetBylineIdsOf(tx, ingrid?.id ?? "");
      await rememberRemoved(tx, new Date(), { name: "Ingrid Solheim", orcid });
    });
    await database.sql`delete from researchers where id = ${ingrid?.id ?? ""}`;
    const ids = () => database.sql`select orcid, openalex_id from paper_byline where position = 1`;
    expect(await ids()).toEqual([{ orcid: null, openalex_id: null }]);
    await database.sql`delete from papers`;
    const again = await fetched(MELTWATER);
    expect(again.byline[0]).toMatchObject({
      name: "Ingrid Solheim",
      researcher: null,
      affiliation: null,
    });
    expect(await ids()).toEqual([{ orcid: null, openalex_id: null }]);
    expect((await profiles()).map(({ name }) => name)).not.toContain("Ingrid Solheim");
  });

  test("what a paper says here stays; ids that it lacks and its retraction are added", async () => {
    const [row] = await database.sql`
      insert into papers (title, doi, author_names) values
      ('As we wrote it', ${RETRACTED.toUpperCase()}, '{Wei Zhang,Suharyono}') returning id`;
    await database.sql`update papers set venue = 'Ours'`;
    const { paper } = await fetched(RETRACTED);
    expect(paper).toMatchObject({
      id: row?.id,
      title: "As we wrote it",
      venue: "Ours",
      isRetracted: true,
      year: 2021,
    });
    expect(await findPaper(ctx(), row?.id ?? "")).toMatchObject({ source: "openalex" });
  });
});

async function member(
  name: string,
  { orcid = null, affiliation = "Mine" }: { orcid?: string | null; affiliation?: string },
): Promise<string> {
  const { sql } = database;
  const email = `${crypto.randomUUID()}@colloquy.example`;
  const [user] = await sql`insert into users (name, email) values (${name}, ${email}) returning id`;
  const [row] = await sql`
    insert into researchers (user_id, name, slug, email, rate_cents, orcid, affiliation, bio, standing)
    values (${user?.id}, ${name}, ${crypto.randomUUID()}, ${email}, 15000, ${orcid}, ${affiliation},
      'Written by me', 'listed') returning id`;
  return row?.id;
}

async function decide(candidateId: string, decision: "confirmed" | "rejected"): Promise<void> {
  const email = `${crypto.randomUUID()}@colloquy.example`;
  const [admin] = await database.sql`
    insert into users (name, email, is_admin) values ('Admin', ${email}, true) returning id`;
  const actor = {
    kind: "user",
    id: admin?.id,
    name: "Admin",
    email,
    emailVerified: true,
    isAdmin: true,
    timeZone: "UTC",
    researcherId: null,
  } as const;
  await decideCandidate({ ...ctx(), actor }, { candidateId, decision });
}
