import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/testing";
import type { Ctx } from "@/lib/platform/context";
import { addResearchers, readerless, type Someone } from "./directory.fixture";
import { DIRECTORY_SORTS, type DirectorySort } from "./directory-order";
import { type ListResearchers, listResearchers } from "./list-researchers";
import type { Researcher } from "./researcher";

let database: TestDatabase;
let ctx: Ctx;

const AT_THE_END = 1_200;

/** More than are counted hold "crowd"; as many hold "distant", at the end of the order of time only. */
const people: Someone[] = [
  ...Array.from({ length: 1_400 }, (_, at) => crowd(at)),
  ...Array.from({ length: 2_200 }, (_, at) => ({
    name: `Near ${at}`,
    nextAvailableAt: `2026-03-0${3 + (at % 5)}T10:00:00Z`,
  })),
  ...Array.from({ length: AT_THE_END }, (_, at) => ({
    name: `Far ${at % 7}`,
    expertise: ["distant galaxies"],
    rateCents: 200_000,
  })),
];

/** Listed and unclaimed, of every way to match, with few distinct values so that ties fall on edges of pages. */
function crowd(at: number): Someone {
  const kind = at % 14;
  return {
    name:
      kind === 0 ? "Crowd" : kind < 3 ? `Crowd ${"ÉeFf"[at % 4]}${at % 9}` : `Someone ${at % 50}`,
    expertise: kind === 1 || kind === 2 ? [] : kind < 7 ? ["crowd"] : ["behaviour of the crowd"],
    standing: at % 5 === 0 ? "unclaimed" : "listed",
    rateCents: 5_000 + 1_000 * (at % 3),
    verified: at % 2 === 0,
    nextAvailableAt: at % 4 === 0 ? null : `2026-03-1${at % 9}T10:00:00.123456Z`,
    ratingAverage: at % 5 === 0 ? null : 3 + (at % 4) / 3,
    ratingCount: at % 2,
  };
}

beforeAll(async () => {
  database = await testDatabase();
  ctx = readerless(database);
  await addResearchers(database, people);
  await database.sql`analyze researchers`;
});
afterAll(() => database.close());

async function readAll(input: ListResearchers): Promise<Researcher[]> {
  const items: Researcher[] = [];
  let cursor: string | null = null;
  do {
    const page = await listResearchers(ctx, { ...input, limit: 97, cursor });
    expect(page).toMatchObject({ total: 1_000, isTotalExact: false });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor && items.length < 5_000);
  expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
  return items;
}

/** 0 best, as a person would say it of the crowd. */
function tier({ name, expertise }: Researcher): number {
  if (name === "Crowd") return 0;
  if (expertise.includes("crowd")) return 1;
  return name.startsWith("Crowd") ? 2 : 4;
}

const folded = (name: string) => name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const time = ({ nextAvailableAt }: Researcher) => nextAvailableAt?.getTime() ?? Infinity;
const orders: Record<DirectorySort, (one: Researcher) => (number | string)[]> = {
  relevance: (one) => [tier(one), time(one)],
  next: (one) => [time(one)],
  price: ({ rateCents }) => [rateCents ?? 0],
  "-price": ({ rateCents }) => [-(rateCents ?? 0)],
  rating: ({ ratingAverage, ratingCount }) => [-(ratingAverage ?? 0), -ratingCount],
  name: ({ name }) => [folded(name)],
};

function compare(a: (number | string)[], b: (number | string)[]): number {
  for (const [at, value] of a.entries()) {
    const other = b[at] ?? 0;
    if (value !== other) return value < other ? -1 : 1;
  }
  return 0;
}

/** Listed in the order asked for, then unclaimed: best match first under "relevance", by name within. */
function expectOrder(items: Researcher[], sort: DirectorySort): void {
  const key = (one: Researcher) =>
    one.standing === "listed"
      ? [0, ...orders[sort](one)]
      : [1, sort === "relevance" ? tier(one) : 0, folded(one.name)];
  const keys = items.map(key);
  for (const [at, one] of keys.entries())
    if (at > 0) expect(compare(keys[at - 1] ?? [], one), `place ${at}`).toBeLessThanOrEqual(0);
}

describe("a list too long to count", () => {
  test.each(DIRECTORY_SORTS)("has no gaps, no repeats and its order by %s", async (sort) => {
    const items = await readAll({ query: "crowd", sort });
    expect(items).toHaveLength(1_400);
    expectOrder(items, sort);
  });

  test.each(DIRECTORY_SORTS)("nor when misspelled, by %s", async (sort) => {
    const items = await readAll({ query: "crwod", sort });
    expect(items).toHaveLength(1_400);
    expectOrder(items, sort);
  });

  test.each(DIRECTORY_SORTS)("nor without a query, by %s", async (sort) => {
    const items = await readAll({ sort });
    expect(items).toHaveLength(people.filter(({ standing }) => standing !== "unclaimed").length);
    expectOrder(items, sort === "relevance" ? "next" : sort);
  });

  test.each(["relevance", "next", "price", "rating"] as const)(
    "nor when all who match stand at the end, by %s",
    async (sort) => {
      const items = await readAll({ query: "distant", sort });
      expect(items).toHaveLength(AT_THE_END);
    },
  );

  test("keeps its filters", async () => {
    const items = await readAll({ priceMaxCents: 150_000, sort: "relevance" });
    expect(items).toHaveLength(1_120 + 2_200);
    expect((await listResearchers(ctx, { query: "crowd", verified: true })).total).toBe(700);
  });
});
