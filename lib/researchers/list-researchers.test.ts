import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/testing";
import type { Ctx } from "@/lib/platform/context";
import { encodeCursor } from "@/lib/platform/cursor";
import { addResearchers, readerless } from "./directory.fixture";
import { DIRECTORY_SORTS, type DirectorySort } from "./directory-order";
import { type ListResearchers, listResearchers } from "./list-researchers";

let database: TestDatabase;
let ctx: Ctx;

beforeAll(async () => {
  database = await testDatabase();
  ctx = readerless(database);
  const [okafor] = await addResearchers(database, [
    {
      name: "Amara Okafor",
      field: "Neuroscience",
      expertise: ["sleep", "memory"],
      affiliation: "University College London",
      rateCents: 18_000,
      verified: true,
      nextAvailableAt: "2026-03-04T10:00:00Z",
      ratingAverage: 4.9,
      ratingCount: 12,
    },
    {
      name: "Zoë Müller-Łukasz",
      field: "Physics",
      expertise: ["quantum optics"],
      affiliation: "Universität Zürich",
      rateCents: 25_000,
      nextAvailableAt: "2026-03-03T10:00:00Z",
      ratingAverage: 4.9,
      ratingCount: 3,
    },
    {
      name: "Ángel Ibáñez",
      field: "Physics",
      expertise: ["neuroscience of vision", "optics"],
      rateCents: 9_000,
      nextAvailableAt: "2026-03-20T10:00:00Z",
      ratingAverage: 3.5,
      ratingCount: 2,
    },
    { name: "Bea Quantum", field: "Chemistry", rateCents: 9_000, verified: true },
    { name: "Nils 100%_sure", field: "Chemistry", expertise: ["AI"], rateCents: 40_000 },
    {
      name: "Ola Unclaimed",
      standing: "unclaimed",
      field: "Physics",
      expertise: ["quantum optics"],
    },
    { name: "Hidden Quantum", standing: "hidden", field: "Physics" },
  ]);
  await database.sql`
    with paper as (insert into papers (title, author_names)
      values ('Spindles and the consolidation of déjà vu', '{A. Okafor}') returning id)
    insert into paper_authors (paper_id, researcher_id, position)
    select id, ${okafor ?? ""}, 1 from paper`;
});

afterAll(() => database.close());

const names = async (input: ListResearchers) =>
  (await listResearchers(ctx, input)).items.map(({ name }) => name);

describe("without a query", () => {
  test("only listed profiles appear, soonest free first, those without a time last", async () => {
    const list = await listResearchers(ctx, {});
    expect(list.items.map(({ name }) => name).slice(0, 3)).toEqual([
      "Zoë Müller-Łukasz",
      "Amara Okafor",
      "Ángel Ibáñez",
    ]);
    expect(list).toMatchObject({ total: 5, match: null, nextCursor: null });
    expect(list.items.map(({ name }) => name)).not.toContain("Ola Unclaimed");
  });

  test("names are ordered with their accents folded", async () => {
    expect(await names({ sort: "name" })).toEqual([
      "Amara Okafor",
      "Ángel Ibáñez",
      "Bea Quantum",
      "Nils 100%_sure",
      "Zoë Müller-Łukasz",
    ]);
  });

  test("equal ratings are ordered by how many gave them", async () => {
    expect((await names({ sort: "rating" })).slice(0, 3)).toEqual([
      "Amara Okafor",
      "Zoë Müller-Łukasz",
      "Ángel Ibáñez",
    ]);
  });

  test("price runs both ways", async () => {
    const rates = async (sort: DirectorySort) =>
      (await listResearchers(ctx, { sort })).items.map(({ rateCents }) => rateCents);
    expect(await rates("price")).toEqual([9_000, 9_000, 18_000, 25_000, 40_000]);
    expect(await rates("-price")).toEqual([40_000, 25_000, 18_000, 9_000, 9_000]);
  });
});

describe("filters", () => {
  test("field, price and proof", async () => {
    expect(await names({ field: "Chemistry", sort: "name" })).toEqual([
      "Bea Quantum",
      "Nils 100%_sure",
    ]);
    expect(await names({ priceMinCents: 9_000, priceMaxCents: 18_000, sort: "name" })).toEqual([
      "Amara Okafor",
      "Ángel Ibáñez",
      "Bea Quantum",
    ]);
    expect(await names({ verified: true, sort: "name" })).toEqual(["Amara Okafor", "Bea Quantum"]);
  });

  test("next free time, by days or by an instant, leaves out what lies in the past", async () => {
    expect(await names({ availableWithinDays: 2, sort: "name" })).toEqual(["Zoë Müller-Łukasz"]);
    expect(
      await names({ availableBefore: new Date("2026-03-05T00:00:00Z"), sort: "name" }),
    ).toEqual(["Amara Okafor", "Zoë Müller-Łukasz"]);
    const later = { ...ctx, now: new Date("2026-03-03T12:00:00Z") };
    const { items, total } = await listResearchers(later, { availableWithinDays: 2 });
    expect(items.map(({ name }) => name)).toEqual(["Amara Okafor"]);
    expect(total).toBe(1);
  });
});

describe("search", () => {
  test.each([
    ["zoe muller-lukasz", "Zoë Müller-Łukasz"],
    ["ZÜRICH", "Zoë Müller-Łukasz"],
    ["okafor amara", "Amara Okafor"],
    ["Dr. Okafor", "Amara Okafor"],
    ["deja vu spindles", "Amara Okafor"],
    ["100%_", "Nils 100%_sure"],
    ["ai", "Nils 100%_sure"],
  ])("%s finds %s", async (query, name) => {
    expect(await listResearchers(ctx, { query })).toMatchObject({
      items: [{ name }],
      total: 1,
      match: "exact",
    });
  });

  test("a wildcard means itself", async () => {
    expect(await names({ query: "%%%" })).toEqual([]);
    expect(await names({ query: "a_ara" })).not.toContain("Bea Quantum");
  });

  test.each([
    ["okafro", "Amara Okafor"],
    ["amra okafor", "Amara Okafor"],
    ["neurosience", "Amara Okafor"],
    ["qantum optics", "Zoë Müller-Łukasz"],
  ])("%s, misspelled, still finds %s", async (query, name) => {
    const list = await listResearchers(ctx, { query });
    expect(list.match).toBe("close");
    expect(list.items.map((item) => item.name)).toContain(name);
  });

  test("a field itself comes before a mention of it", async () => {
    expect(await names({ query: "neuroscience" })).toEqual(["Amara Okafor", "Ángel Ibáñez"]);
  });

  test("unclaimed profiles come after listed ones under every order, hidden ones never", async () => {
    for (const sort of DIRECTORY_SORTS) {
      const found = await names({ query: "quantum", sort });
      expect(found, sort).toHaveLength(3);
      expect(found.at(-1), sort).toBe("Ola Unclaimed");
    }
  });

  test("filters narrow a search", async () => {
    expect(await names({ query: "quantum", verified: true })).toEqual(["Bea Quantum"]);
  });

  test("what is like nothing finds nothing, and short words are not guessed at", async () => {
    expect(await listResearchers(ctx, { query: "amz" })).toMatchObject({
      total: 0,
      match: "exact",
    });
    expect(await listResearchers(ctx, { query: "xyzzyplugh" })).toMatchObject({
      total: 0,
      items: [],
    });
    expect(await listResearchers(ctx, { query: "?!" })).toMatchObject({ total: 0, items: [] });
  });
});

describe("a cursor", () => {
  test.each([
    "nonsense",
    Buffer.from('["next","all","0","2026-99-99 00:00:00+00","x"]').toString("base64url"),
    Buffer.from('["next","all","0"]').toString("base64url"),
  ])("that this list did not give out is refused by name: %s", async (cursor) => {
    await expect(listResearchers(ctx, { sort: "next", cursor })).rejects.toMatchObject({
      code: "INVALID_INPUT",
      details: { fields: { cursor: expect.any(String) } },
    });
  });

  const id = "00000000-0000-4000-8000-000000000000";
  test.each([
    ["next", "all", "0", "2026-02-30 00:00:00+00", id],
    ["next", "all", "0", "0000-01-01 00:00:00+00", id],
    ["rating", "all", "0", "1e99", "1", id],
    ["rating", "all", "0", "1e-99", "1", id],
    ["name", "all", "10", "ada", id],
    ["rating", "all", "10", "ada", id],
  ] as const)(
    "with a value that PostgreSQL does not read, or of a part that the list lacks, too: %s %s %s %s",
    async (...values) => {
      const cursor = encodeCursor([...values]);
      await expect(listResearchers(ctx, { sort: values[0], cursor })).rejects.toMatchObject({
        code: "INVALID_INPUT",
      });
    },
  );

  test("of one order is refused by another", async () => {
    const { nextCursor } = await listResearchers(ctx, { sort: "price", limit: 1 });
    expect(nextCursor).not.toBeNull();
    await expect(listResearchers(ctx, { sort: "name", cursor: nextCursor })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
  });
});

describe("pages", () => {
  beforeAll(async () => {
    // Few distinct values, so that ties fall on the edges of pages.
    const crowd = Array.from({ length: 60 }, (_, at) => ({
      name: `Crowd ${"ÉeFf"[at % 4]}${at % 7}`,
      standing: at % 9 === 0 ? ("unclaimed" as const) : ("listed" as const),
      field: "Crowds",
      rateCents: 5_000 + 1_000 * (at % 3),
      nextAvailableAt: at % 4 === 0 ? null : `2026-03-1${at % 5}T10:00:00.123456Z`,
      ratingAverage: at % 5 === 0 ? null : 3 + (at % 4) / 3,
      ratingCount: at % 2,
    }));
    await addResearchers(database, crowd);
  });

  const searches: ListResearchers[] = [
    { field: "Crowds" },
    { query: "crowds" },
    { query: "crwods" },
    { query: "crowdz" },
  ];
  const cases = DIRECTORY_SORTS.flatMap((sort) => searches.map((search) => ({ ...search, sort })));

  test.each(cases)("of %o have no gaps and no repeats", async (input) => {
    const whole = await listResearchers(ctx, { ...input, limit: 100 });
    expect(whole.items.length).toBe(whole.total);
    expect(whole.total).toBe(input.query ? 60 : 53);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await listResearchers(ctx, { ...input, limit: 7, cursor });
      expect(page.total).toBe(whole.total);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor && seen.length < 200);
    expect(seen).toEqual(whole.items.map(({ id }) => id));
  });
});
