import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { findPaper, findPaperByReference } from "@/lib/papers/find-paper";
import type { Ctx } from "@/lib/platform/context";
import { listReviews } from "@/lib/reviews/list-reviews";
import { addResearchers, readerless } from "./directory.fixture";
import { findResearcherBySlug, getResearcher } from "./get-researcher";
import { listAuthorsOfPaper, researcherOfPaper } from "./list-authors-of-paper";
import { listSimilarResearchers } from "./list-similar-researchers";
import { encodeResearcher, viewResearchers } from "./researcher-view";

let database: TestDatabase;
let ctx: Ctx;
let listed: string;
let unclaimed: string;
let hidden: string;
let newPaper: string;
let oldPaper: string;

beforeAll(async () => {
  database = await testDatabase();
  ctx = readerless(database);
  const { sql } = database;
  const ids = await addResearchers(database, [
    {
      name: "Ines Duarte",
      rateCents: 18_750,
      field: "Ecology",
      nextAvailableAt: "2026-03-09T09:00Z",
    },
    { name: "Otto Unclaimed", standing: "unclaimed", field: "Ecology" },
    { name: "Hedda Hidden", standing: "hidden", field: "Ecology" },
    { name: "Ewa Ecologist", field: "Ecology", nextAvailableAt: "2026-03-05T09:00Z" },
    { name: "Phil Physicist", field: "Physics", nextAvailableAt: "2026-03-04T09:00Z" },
  ]);
  [listed = "", unclaimed = "", hidden = ""] = ids;
  const papers = await sql<{ id: string }[]>`
    insert into papers (title, doi, year, author_names) values
      ('Old', '10.5555/OLD', 2001, '{A,B,C}'), ('New', '10.5555/new', 2024, '{A,B}'),
      ('Undated', null, null, '{A}') returning id`;
  [oldPaper = "", newPaper = ""] = papers.map(({ id }) => id);
  await sql`insert into paper_authors (paper_id, researcher_id, position, is_primary) values
    (${oldPaper}, ${listed}, 3, false), (${oldPaper}, ${unclaimed}, 1, false),
    (${newPaper}, ${listed}, 2, false), (${newPaper}, ${unclaimed}, 1, true), (${newPaper}, ${hidden}, 3, false),
    (${papers[2]?.id ?? ""}, ${listed}, 1, true)`;
  await sql`insert into availability_rules (researcher_id, weekday, start_minute, end_minute) values
    (${listed}, 1, 840, 900), (${listed}, 1, 540, 600), (${listed}, 0, 1320, 1560), (${listed}, 6, 0, 1440)`;
});

afterAll(() => database.close());

test("a profile has its papers, newest first, and its usual week, Monday first", async () => {
  const profile = await getResearcher(ctx, listed);
  expect(profile.papers.map(({ title, position }) => [title, position])).toEqual([
    ["New", 2],
    ["Old", 3],
    ["Undated", 1],
  ]);
  expect(Object.entries(profile.weeklyHours)).toEqual([
    ["monday", ["09:00-10:00", "14:00-15:00"]],
    ["saturday", ["00:00-24:00"]],
    ["sunday", ["22:00-02:00"]],
  ]);
  expect(await findResearcherBySlug(ctx, profile.slug)).toEqual(profile);
});

test("the API's view gives dollars, ISO instants and the week", async () => {
  const profile = await getResearcher(ctx, listed);
  expect(encodeResearcher(profile, profile.weeklyHours, true)).toMatchObject({
    id: listed,
    email: profile.email,
    rate: 187.5,
    author: true,
    availability: { monday: ["09:00-10:00", "14:00-15:00"] },
    next_available_at: "2026-03-09T09:00:00.000Z",
    created_at: profile.createdAt.toISOString(),
  });
  const [view] = await viewResearchers(ctx, [profile]);
  expect(view).toEqual(encodeResearcher(profile, profile.weeklyHours));
  expect(view).not.toHaveProperty("author");
});

test("an unclaimed profile shows neither e-mail nor rate, even when they are known", async () => {
  await database.sql`update researchers set email = 'otto@example.org', rate_cents = 9000 where id = ${unclaimed}`;
  const view = encodeResearcher(await getResearcher(ctx, unclaimed), {});
  expect(view).toMatchObject({ email: null, rate: null, standing: "unclaimed" });
});

test("a hidden profile is there for its owner and admins only", async () => {
  const owner = {
    kind: "user" as const,
    id: "x",
    name: "Hedda",
    email: "h@example.org",
    emailVerified: true,
    isAdmin: false,
    timeZone: "UTC",
    researcherId: hidden,
  };
  const found = await getResearcher({ ...ctx, actor: owner }, hidden);
  expect(found.name).toBe("Hedda Hidden");
  const stranger = { ...owner, researcherId: listed };
  for (const actor of [ctx.actor, stranger]) {
    await expect(getResearcher({ ...ctx, actor }, hidden)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await findResearcherBySlug({ ...ctx, actor }, found.slug)).toBeNull();
  }
  const admin = { ...stranger, isAdmin: true };
  expect((await getResearcher({ ...ctx, actor: admin }, hidden)).id).toBe(hidden);
});

test.each(["nonsense", "00000000-0000-0000-0000-000000000000", "\0"])(
  "%j is nobody's id",
  async (id) => {
    await expect(getResearcher(ctx, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(researcherOfPaper(ctx, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await findResearcherBySlug(ctx, id)).toBeNull();
    expect(await findPaper(ctx, id)).toBeNull();
  },
);

test("a paper's authors come bookable first and without hidden ones; the marked one is primary", async () => {
  const authors = await listAuthorsOfPaper(ctx, newPaper);
  expect(authors.map(({ id, authorPosition }) => [id, authorPosition])).toEqual([
    [listed, 2],
    [unclaimed, 1],
  ]);
  expect((await researcherOfPaper(ctx, newPaper)).id).toBe(unclaimed);
  expect((await researcherOfPaper(ctx, oldPaper)).id).toBe(listed);
});

test("a paper is found by its DOI in any case", async () => {
  const find = (doi: string) => findPaperByReference(ctx, { kind: "doi", doi });
  expect(await find("10.5555/old")).toMatchObject({ id: oldPaper });
  expect(await find("10.5555/unknown")).toBeNull();
});

test("similar researchers share the field and have a time; else anyone who has", async () => {
  const similar = async (field: string) =>
    (await listSimilarResearchers(ctx, { id: listed, field })).map(({ name }) => name);
  expect(await similar("Ecology")).toEqual(["Ewa Ecologist"]);
  expect(await similar("Nothing")).toEqual(["Phil Physicist", "Ewa Ecologist"]);
});

test("reviews come newest first, in pages without gaps, by first name and initial", async () => {
  const { sql } = database;
  await sql`
    with reader as (insert into users (name, email) values ('Ada King Lovelace', 'ada@example.org') returning id),
    session as (
      insert into sessions (reader_id, researcher_id, time_slot_id, state, starts_at, ends_at, price_cents,
        requires_acceptance, cancellation_window_minutes, hold_expires_at)
      select reader.id, ${listed}, 'slot-' || n, 'completed', now(), now() + interval '1 hour', 100, false, 1440, now()
      from reader, generate_series(1, 5) n returning id, reader_id, researcher_id, time_slot_id
    )
    insert into reviews (session_id, researcher_id, reader_id, rating, text, created_at)
    select id, researcher_id, reader_id, 5, time_slot_id,
      '2026-01-01T00:00:00.000001Z'::timestamptz + (case when time_slot_id < 'slot-3' then 0 else 1 end) * interval '1 microsecond'
    from session`;
  const whole = await listReviews(ctx, { researcherId: listed });
  expect(whole.items).toHaveLength(5);
  expect(whole.items[0]?.readerName).toBe("Ada L.");
  expect(
    whole.items
      .slice(3)
      .map(({ text }) => text)
      .sort(),
  ).toEqual(["slot-1", "slot-2"]);
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await listReviews(ctx, { researcherId: listed, limit: 2, cursor });
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor && seen.length < 10);
  expect(seen).toEqual(whole.items.map(({ id }) => id));
  await expect(listReviews(ctx, { researcherId: listed, cursor: "x" })).rejects.toMatchObject({
    code: "INVALID_INPUT",
  });
});
