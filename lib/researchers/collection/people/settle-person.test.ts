import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { authorRecords, matchCandidates, profileFacts, researchers } from "@/db/schema";
import { refusal } from "@/lib/sessions/sessions.fixture";
import { rememberRemoved } from "../../unclaimed/removed-people";
import { decideCandidate } from "../candidates/decide-candidate";
import { listCandidates } from "../candidates/list-candidates";
import { collectionWorld, NOW, STANFORD, says } from "../collection.fixture";
import { findJob } from "../jobs/find-job";
import { getCollection } from "../jobs/get-collection";

type World = Awaited<ReturnType<typeof collectionWorld>>;
let world: World;
beforeAll(async () => {
  world = await collectionWorld();
});
beforeEach(() => world.empty());
afterAll(() => world.close());

const wrote = (place: number) => ({ authorships: [{ doi: "10.5555/sleep", place }] });
const wei = { name: "Wei Zhang", ...wrote(2) };
const candidates = () => listCandidates(world.ctx, { isDecided: false });
const decide = async (decision: "confirmed" | "rejected") => {
  const [candidate] = await candidates();
  if (!candidate) throw new Error("nothing to decide");
  await decideCandidate(world.ctx, { candidateId: candidate.id, decision });
  return candidate;
};
const recordsOf = (researcherId: string) =>
  world.db.select().from(authorRecords).where(eq(authorRecords.researcherId, researcherId));

const threeSources = [
  says("openalex", "A1", { ...wei, topics: ["Sleep"], orcid: "0000-0002-1825-0097" }),
  says("crossref", "10.5555/sleep#2", {
    ...wei,
    name: "Zhang, Wei",
    institutions: [{ name: "Stanford", rorId: null }],
  }),
  says("semantic_scholar", "77", {
    name: "W. Zhang",
    ...wrote(2),
    institutions: [{ name: "Stanford University", rorId: null }],
  }),
];

describe("an author whom three sources know", () => {
  test("becomes one profile, under the id that was answered, each field with its source", async () => {
    const job = await world.person("Wei Zhang", threeSources);
    const [profile, ...others] = await world.profiles();
    expect(others).toEqual([]);
    expect(profile).toMatchObject({
      id: job.researcherId,
      name: "Wei Zhang",
      affiliation: "Stanford University",
      position: "Professor",
      expertise: ["Sleep"],
      openalexId: "A1",
      orcid: "0000-0002-1825-0097",
      standing: "unclaimed",
    });
    expect(profile?.slug).toMatch(/^wei-zhang-[0-9a-f]{8}$/);
    expect(await recordsOf(profile?.id ?? "")).toHaveLength(3);
    const facts = await world.db.select().from(profileFacts);
    expect(Object.fromEntries(facts.map((fact) => [fact.field, fact.sourceId]))).toEqual({
      name: "A1",
      affiliation: "A1",
      openalexId: "A1",
      orcid: "A1",
      expertise: "A1",
      position: job.id,
    });
    expect(await getCollection(world.ctx, job.id)).toMatchObject({
      state: "done",
      progress: 1,
      outcomes: { created: 3, linked: 0, undecided: 0 },
    });
    expect(await candidates()).toEqual([]);
  });

  test("is added to nothing twice when collected again, and what a person wrote stays", async () => {
    await world.person("Wei Zhang", threeSources);
    await world.sql`update researchers set affiliation = 'Berkeley'`;
    const again = threeSources.map(({ source, record }) => ({
      source,
      record: { ...record, author: { ...record.author, topics: ["Dreams"] } },
    }));
    const job = await world.person("Wei Zhang", again);
    expect(await world.profiles()).toMatchObject([
      { id: job.researcherId, affiliation: "Berkeley", expertise: ["Dreams"] },
    ]);
    expect(await world.db.select().from(authorRecords)).toHaveLength(3);
    expect(await candidates()).toEqual([]);
  });

  test("and whose profile is claimed keeps it as it is", async () => {
    await world.person("Wei Zhang", threeSources);
    const [user] = await world.sql<{ id: string }[]>`select id from users limit 1`;
    await world.sql`update researchers set user_id = ${user?.id ?? ""}, expertise = '{}', openalex_id = null`;
    await world.db.delete(profileFacts).where(eq(profileFacts.field, "openalexId"));
    await world.person("Wei Zhang", threeSources);
    expect(await world.profiles()).toMatchObject([{ expertise: [], openalexId: "A1" }]);
  });

  test("and who had their profile removed is not collected again, by whatever source", async () => {
    const identity = { name: "Zhang Wei", dois: ["10.5555/sleep"] };
    await world.db.transaction((tx) => rememberRemoved(tx, NOW, identity));
    const job = await world.person("Wei Zhang", threeSources);
    expect(await world.profiles()).toEqual([]);
    expect(await world.db.select().from(authorRecords)).toEqual([]);
    expect((await getCollection(world.ctx, job.id)).profile).toBeNull();
  });
});

describe("homonyms at one institution", () => {
  const [one, other] = [
    says("openalex", "A1", { name: "Wei Zhang" }),
    says("openalex", "A2", { name: "Wei Zhang" }),
  ];

  test("are never made one by collecting them, however often", async () => {
    await world.institution([one, other]);
    await world.institution([other, one]);
    const profiles = await world.profiles();
    expect(profiles).toMatchObject([{ openalexId: "A1", standing: "hidden" }]);
    expect(await recordsOf(profiles[0]?.id ?? "")).toHaveLength(1);
    expect(await candidates()).toMatchObject([
      {
        record: { sourceId: "A2" },
        profile: { id: profiles[0]?.id, facts: { name: { source: "openalex", sourceId: "A1" } } },
        evidence: [
          { kind: "institution", detail: STANFORD.rorId, speaks: "for" },
          { kind: "name_equal", detail: "Wei Zhang", speaks: "for" },
        ],
      },
    ]);
  });

  test("with iDs of their own are two profiles without a question", async () => {
    await world.institution([
      says("openalex", "A1", { name: "Wei Zhang", orcid: "0000-0002-1825-0001" }),
      says("openalex", "A2", { name: "Wei Zhang", orcid: "0000-0002-1825-0002" }),
    ]);
    expect(await world.profiles()).toHaveLength(2);
    expect(await candidates()).toEqual([]);
  });

  test("on one paper are two people, also where a source hints at one iD for both", async () => {
    const orcid = "0000-0002-1825-0001";
    await world.person("Wei Zhang", [says("openalex", "A1", { ...wei, orcid })]);
    await world.person("Zhang Wei", [says("openalex", "A2", { ...wei, ...wrote(3), orcid })]);
    expect(await world.profiles()).toHaveLength(2);
    expect(await candidates()).toEqual([]);
  });

  test("said to be two stay two for good, and the pair is not asked about again", async () => {
    await world.institution([one, other]);
    await decide("rejected");
    const profiles = await world.profiles();
    expect(profiles.map(({ openalexId }) => openalexId).toSorted()).toEqual(["A1", "A2"]);
    await world.institution([one, other]);
    await world.institution([other]);
    expect(await world.profiles()).toHaveLength(2);
    expect(await candidates()).toEqual([]);
  });

  test("said to be one are one, shown, and stay so; the decision is kept with who made it", async () => {
    await world.institution([one, other]);
    const { id } = await decide("confirmed");
    const [profile] = await world.profiles();
    expect(profile?.standing).toBe("unclaimed");
    expect(await recordsOf(profile?.id ?? "")).toHaveLength(2);
    expect(await listCandidates(world.ctx, { isDecided: true })).toMatchObject([
      { id, state: "confirmed", decidedBy: "Grace Admin", decidedAt: NOW },
    ]);
    await world.institution([one, other]);
    expect(await world.profiles()).toHaveLength(1);
    const again = decideCandidate(world.ctx, { candidateId: id, decision: "rejected" });
    expect(await refusal(again)).toMatchObject({ code: "WRONG_STATE" });
  });
});

describe("a person who may be somebody that is here", () => {
  const here = async (values: Partial<typeof researchers.$inferInsert> = {}) => {
    const [row] = await world.db
      .insert(researchers)
      .values({ slug: crypto.randomUUID(), name: "Wei Zhang", standing: "unclaimed", ...values })
      .returning();
    return row?.id ?? "";
  };
  const found = says("openalex", "A1", wei);

  test("by ORCID iD is linked at once", async () => {
    const id = await here({ orcid: "0000-0002-1825-0097" });
    const record = says("openalex", "A1", { ...wei, orcid: "0000-0002-1825-0097" });
    const job = await world.person("Wei Zhang", [record]);
    expect(await world.profiles()).toMatchObject([{ id, openalexId: "A1" }]);
    expect((await findJob(world.ctx, job.id)).researcherId).toBe(id);
  });

  test("by the paper and the institution is linked at once", async () => {
    const id = await here({ affiliation: "Stanford" });
    await world.sql`with paper as (insert into papers (title, doi, author_names)
        values ('On Sleep', '10.5555/SLEEP', '{Wei Zhang}') returning id)
      insert into paper_authors (paper_id, researcher_id, position) select id, ${id}, 2 from paper`;
    await world.person("W. Zhang", [says("openalex", "A1", { ...wei, name: "W. Zhang" })]);
    expect(await world.profiles()).toMatchObject([{ id, openalexId: "A1" }]);
    await world.sql`delete from papers`;
  });

  test("by the name at the institution waits, and is theirs once somebody says so", async () => {
    const id = await here({ affiliation: "Stanford University" });
    const job = await world.person("Wei Zhang", [found]);
    expect(await world.profiles()).toMatchObject([{ id, openalexId: null }]);
    expect((await getCollection(world.ctx, job.id)).outcomes.undecided).toBe(1);
    await decide("confirmed");
    expect(await world.profiles()).toMatchObject([{ id, openalexId: "A1" }]);
    expect((await findJob(world.ctx, job.id)).researcherId).toBe(id);
  });

  test("is somebody else once it is said so, with the profile that was answered", async () => {
    const id = await here({ affiliation: "Stanford University" });
    const job = await world.person("Wei Zhang", [found]);
    await decide("rejected");
    const ids = (await world.profiles()).map((profile) => profile.id).toSorted();
    expect(ids).toEqual([id, job.researcherId].toSorted());
    await world.person("Wei Zhang", [found]);
    expect(await world.profiles()).toHaveLength(2);
  });

  test("and is one of two asks about both, and is one of them or neither", async () => {
    await here({ affiliation: "Stanford" });
    await here({ affiliation: "Stanford" });
    await world.person("Wei Zhang", [found]);
    expect(await candidates()).toHaveLength(2);
    await decide("rejected");
    expect(await world.profiles()).toHaveLength(2);
    await decide("confirmed");
    expect(await world.profiles()).toHaveLength(2);
    expect(await world.db.select().from(matchCandidates)).toHaveLength(2);
  });

  test("is decided once, of two who decide at the same time", async () => {
    await here({ affiliation: "Stanford" });
    await world.person("Wei Zhang", [found]);
    const [candidate] = await candidates();
    const outcomes = await Promise.allSettled(
      (["confirmed", "rejected"] as const).map((decision) =>
        decideCandidate(world.ctx, { candidateId: candidate?.id ?? "", decision }),
      ),
    );
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });
});

test("a hidden profile of an institution is shown once a paper and the institution say who it is", async () => {
  await world.institution([says("openalex", "A1", { name: "Wei Zhang" })]);
  expect(await world.profiles()).toMatchObject([{ standing: "hidden" }]);
  await world.person("Wei Zhang", threeSources);
  expect(await world.profiles()).toMatchObject([{ standing: "unclaimed", openalexId: "A1" }]);
});

test("what cannot be told from the institution's name alone stays aside until ROR has answered", async () => {
  await world.person("Wei Zhang", threeSources, null);
  expect(await world.profiles()).toMatchObject([{ standing: "hidden" }]);
  expect(await candidates()).toHaveLength(2);
  await world.person("Wei Zhang", threeSources);
  const [profile, ...others] = await world.profiles();
  expect(others).toEqual([]);
  expect(profile?.standing).toBe("unclaimed");
  expect(await recordsOf(profile?.id ?? "")).toHaveLength(3);
  expect(await candidates()).toEqual([]);
});

test("two jobs that find one person at the same time make one profile", async () => {
  const names = ["Wei Zhang", "Zhang Wei", "W. Zhang", "Wei X. Zhang"];
  await Promise.all(names.map((name) => world.person(name, threeSources)));
  expect(await world.profiles()).toHaveLength(1);
});
