import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { authorRecords, collectionJobs, researchers } from "@/db/schema";
import { rememberRemoved } from "../unclaimed/removed-people";
import type { Collection } from "./jobs/get-collection";
import { runAgain } from "./jobs/run-again";
import { jobsWorld, until } from "./jobs.fixture";
import { collectInstitution, collectResearcher } from "./start-collection";

let world: Awaited<ReturnType<typeof jobsWorld>>;
beforeAll(async () => {
  // The SDK writes each failure of a step there.
  vi.spyOn(console, "error").mockImplementation(() => {});
  world = await jobsWorld();
});
beforeEach(() => world.reset());
afterAll(() => world.close());

const ingrid = {
  name: "Ingrid Solheim",
  affiliation: "Universitetet i Fjordvik",
  paper_title: "Meltwater pathways beneath a surging tidewater glacier",
  position: "Professor",
};
const collect = async (input: Parameters<typeof collectResearcher>[1] = ingrid) =>
  world.ended((await collectResearcher(world.ctx(), input)).id);
const states = ({ sources }: Collection) =>
  Object.fromEntries(sources.map(({ source, state }) => [source, state]));
const profiles = () => world.db.select().from(researchers);
const asked = async () => ({
  openalex: await world.requests("openalex"),
  crossref: await world.requests("crossref"),
  semantic_scholar: await world.requests("semantic_scholar"),
  orcid: await world.requests("orcid"),
  ror: await world.requests("ror"),
});
const everySourceOnce = { openalex: 2, crossref: 1, semantic_scholar: 2, orcid: 1, ror: 1 };

describe("an author", () => {
  test("is collected from every source into one profile", async () => {
    const job = await collect();
    expect(states(job)).toEqual({
      openalex: "done",
      crossref: "done",
      semantic_scholar: "done",
      orcid: "done",
      ror: "done",
    });
    expect(await profiles()).toMatchObject([
      {
        id: job.researcherId,
        name: "Ingrid Solheim",
        affiliation: "Fjordvik University",
        position: "Professor",
        standing: "unclaimed",
      },
    ]);
    expect(await asked()).toEqual(everySourceOnce);
  });

  test("is collected once by those who ask at the same time, and adds nothing when asked for again", async () => {
    const started = await Promise.all(
      Array.from({ length: 8 }, () => collectResearcher(world.ctx(), ingrid)),
    );
    expect(new Set(started.map(({ id }) => id)).size).toBe(1);
    const { researcherId } = await world.ended(started[0]?.id ?? "");
    expect(await asked()).toEqual(everySourceOnce);
    expect((await collect()).researcherId).toBe(researcherId);
    expect(await profiles()).toHaveLength(1);
    const records = await world.db.select().from(authorRecords);
    expect(new Set(records.map(({ researcherId: id }) => id))).toEqual(new Set([researcherId]));
  });

  test("keeps what the others say when one source is down, which is told and can be asked again", async () => {
    world.fault({ kind: "status", service: "openalex", status: 500, times: 100 });
    const job = await collect();
    expect(states(job)).toMatchObject({ openalex: "failed", crossref: "done", ror: "done" });
    expect(job.state).toBe("done");
    expect(job.sources.find(({ source }) => source === "openalex")?.note).toBe("Refuses to answer");
    expect(await profiles()).toMatchObject([{ id: job.researcherId, openalexId: null }]);
    world.sandbox.deps.faults.clear();
    const before = await asked();
    await runAgain(world.ctx(), job.id);
    expect(states(await world.ended(job.id))).toMatchObject({ openalex: "done", crossref: "done" });
    expect(await asked()).toEqual({ ...before, openalex: before.openalex + 2 });
    const [profile, ...others] = await profiles();
    expect(others).toEqual([]);
    expect(profile?.openalexId).toMatch(/^A\d+$/);
  });

  test("fails to be collected only when no source answers", async () => {
    for (const service of ["openalex", "crossref", "semantic_scholar", "ror"])
      world.fault({ kind: "status", service, status: 503, times: 100, retryAfterSeconds: 0 });
    const job = await collect();
    expect(job.state).toBe("failed");
    expect(await profiles()).toEqual([]);
  });

  test("waits as long as a source asks, and no longer", async () => {
    world.fault({ kind: "status", service: "crossref", status: 429, retryAfterSeconds: 2 });
    const since = Date.now();
    const job = await collect();
    expect(Date.now() - since).toBeGreaterThanOrEqual(2_000);
    expect(states(job).crossref).toBe("done");
    expect(await asked()).toEqual({ ...everySourceOnce, crossref: 2 });
  });

  test("is not waited for when a source asks for a long pause, or is left alone for one", async () => {
    world.fault({ kind: "status", service: "crossref", status: 429, retryAfterSeconds: 600 });
    await world.sql`insert into source_turns (source, free_at)
      values ('semantic_scholar', now() + interval '2 hours')`;
    const { state, sources } = await collect();
    expect(state).toBe("done");
    const told = Object.fromEntries(
      sources.map(({ source, state, note }) => [source, { state, note }]),
    );
    expect(told).toMatchObject({
      crossref: { state: "failed", note: "Asks for a pause" },
      semantic_scholar: { state: "failed", note: "Waits for our turn" },
      openalex: { state: "done" },
    });
    expect(await asked()).toMatchObject({ crossref: 1, semantic_scholar: 0 });
  });

  test("whose ORCID iD on the byline is another's is not given it", async () => {
    await collect({
      name: "Bjarne Dahl",
      affiliation: "Fjordvik University",
      paper_title: "Speckle statistics of partially coherent light in turbid fjord water",
    });
    const [profile] = await profiles();
    expect(profile).toMatchObject({ name: "Bjarne Dahl", orcid: null });
  });

  test("of whom nobody knows such a paper makes no profile", async () => {
    const job = await collect({ ...ingrid, name: "Ada Byron" });
    expect(job).toMatchObject({ state: "done", profile: null });
    expect(await profiles()).toEqual([]);
  });

  test("who had their profile removed never comes back", async () => {
    const job = await collect();
    const [profile] = await profiles();
    await world.db.transaction(async (tx) => {
      const { name = "", openalexId } = profile ?? {};
      await rememberRemoved(tx, new Date(), { name, openalexId });
      await tx.delete(researchers);
    });
    expect((await collect()).profile).toBeNull();
    await world.ended(
      (await collectInstitution(world.ctx(), { institution: "UiFv", limit: 5 })).id,
    );
    const names = (await profiles()).map(({ name }) => name);
    expect(names).not.toContain(ingrid.name);
    expect(names.length).toBeGreaterThan(0);
    expect(job.researcherId).not.toBeNull();
  });
});

describe("an institution", () => {
  test("of three hundred authors is read page by page, each author once, hidden until matched", async () => {
    const input = { institution: "Fjordvik University", limit: 1000 };
    const job = await world.ended((await collectInstitution(world.ctx(), input)).id);
    expect(job).toMatchObject({ state: "done", outcomes: { linked: 0 } });
    const [, openalex] = job.sources;
    expect(openalex).toMatchObject({ source: "openalex", found: 300, total: 300 });
    expect(job.outcomes.created + job.outcomes.undecided).toBe(300);
    const made = await profiles();
    expect(made).toHaveLength(job.outcomes.created);
    expect(new Set(made.map(({ standing }) => standing))).toEqual(new Set(["hidden"]));
    const wei = await world.db.select().from(authorRecords);
    const both = wei.filter(({ author }) => author.name === "Wei Zhang");
    expect(both).toHaveLength(2);
    expect(new Set(both.map(({ researcherId }) => researcherId)).size).toBe(2);
    const again = await world.ended((await collectInstitution(world.ctx(), input)).id);
    expect(again.outcomes.created).toBe(0);
    expect(await profiles()).toHaveLength(made.length);
  });

  test("is read no further than asked for", async () => {
    const input = { institution: "Fjordvik University", limit: 130 };
    const job = await world.ended((await collectInstitution(world.ctx(), input)).id);
    expect(job.sources[1]).toMatchObject({ found: 130, total: 130 });
    expect(await world.requests("openalex")).toBe(2);
  });

  test("that ROR does not know leaves nothing to read", async () => {
    const input = { institution: "Nowhere at all", limit: 10 };
    const job = await world.ended((await collectInstitution(world.ctx(), input)).id);
    expect(states(job)).toEqual({ ror: "done", openalex: "skipped" });
    expect(await world.requests("openalex")).toBe(0);
  });
});

describe("a server that is killed", () => {
  const collectThroughDeath = async (start: () => Promise<{ id: string }>, words: string) => {
    world.app.dieBefore(words);
    const { id } = await start();
    await world.relay();
    await until("the server to die", async () => (world.app.isAlive() ? null : true));
    await world.app.start();
    return world.ended(id);
  };
  const start = () => collectResearcher(world.ctx(), ingrid);

  // What the server is about to say: a step's answer, or which steps come next.
  test.each(['"displayName":"begin"', '"displayName":"openalex"', '"displayName":"orcid"'])(
    "before it has told %s asks no source a second time",
    async (words) => {
      const job = await collectThroughDeath(start, words);
      expect(job.state).toBe("done");
      expect(await asked()).toEqual(everySourceOnce);
      expect(await profiles()).toHaveLength(1);
    },
  );

  test("in the middle of an institution goes on with the page it was at", async () => {
    const input = { institution: "Fjordvik University", limit: 130 };
    const job = await collectThroughDeath(
      () => collectInstitution(world.ctx(), input),
      '"displayName":"page 2"',
    );
    expect(job.sources[1]).toMatchObject({ found: 130, state: "done" });
    expect(await world.requests("openalex")).toBe(2);
    expect(await world.requests("ror")).toBe(1);
    const jobs = await world.db.select().from(collectionJobs);
    expect(jobs).toHaveLength(1);
  });
});
