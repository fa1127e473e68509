import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { DAY_MS } from "@/lib/platform/time";
import { type Facets, PRICE_RANGES, WINDOWS } from "./count-facets";
import { addResearchers, NOW, readerless, type Someone } from "./directory.fixture";
import { type ListResearchers, listResearchers } from "./list-researchers";

const FIELDS = ["Physics", "Chemistry", "Genomics"];
/** The clock on which this week ends five days and two hours from now, on Sunday. */
const ZONE = "America/New_York";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await addResearchers(database, [
    ...Array.from(
      { length: 60 },
      (_, at): Someone => ({
        name: `${at % 2 === 0 ? "Ada" : "Ben"} Quant${at}`,
        field: FIELDS[at % 3],
        expertise: [at % 4 === 0 ? "sea ice" : "drift"],
        rateCents: [5_000, 10_000, 15_000, 20_000, 30_000, 40_000][at % 6],
        verified: at % 5 < 2,
        nextAvailableAt:
          at % 7 === 0 ? null : new Date(NOW.getTime() + (at % 12) * 3 * DAY_MS + 1).toISOString(),
      }),
    ),
    { name: "Uma Quantum", standing: "unclaimed", field: "Physics", expertise: ["sea ice"] },
    { name: "Hal Quantum", standing: "hidden", field: "Physics", expertise: ["sea ice"] },
    { name: "Lone Glacier", field: "Glaciology" },
  ]);
});
afterAll(() => database?.close());

const list = (input: ListResearchers) =>
  listResearchers(readerless(database), { limit: 1, ...input });

async function facets(input: ListResearchers): Promise<Facets> {
  const counted = await list({ ...input, facetsIn: ZONE });
  if (!counted.facets) throw new Error("not counted");
  return counted.facets;
}

const cases: ListResearchers[] = [
  {},
  { query: "ada" },
  { query: "sea ice" },
  { query: "seaa icee" },
  { field: "Physics" },
  { verified: true },
  { priceMinCents: 10_000, priceMaxCents: 20_000 },
  { availableWithinDays: 7 },
  { query: "drift", field: "Genomics", verified: true, priceMaxCents: 30_000 },
  { field: "Chemistry", availableWithinDays: 14, priceMinCents: 15_000 },
  { query: "sea ice", availableWithinDays: 30, verified: true },
];

test.each(cases)("the counts of %j are the totals of the lists they lead to", async (input) => {
  const counts = await facets(input);
  const total = async (change: ListResearchers) => (await list({ ...input, ...change })).total;
  expect(counts.isExact).toBe(true);
  expect(counts.fields.length).toBeGreaterThan(0);
  for (const { name, count } of counts.fields) expect(await total({ field: name })).toBe(count);
  for (const { window, before, count } of counts.windows) {
    const asked =
      window === "week"
        ? { availableBefore: before, availableWithinDays: undefined }
        : { availableWithinDays: window };
    expect(await total(asked), `free within ${window}`).toBe(count);
  }
  for (const { minCents, maxCents, count } of counts.prices) {
    expect(await total({ priceMinCents: minCents, priceMaxCents: maxCents })).toBe(count);
  }
  expect(await total({ verified: true })).toBe(counts.verified);
});

test("each filter's own value does not narrow its own counts", async () => {
  const free = await facets({});
  const chosen = await facets({ field: "Physics" });
  expect(chosen.fields).toEqual(free.fields);
  expect(chosen.verified).toBeLessThan(free.verified);
  expect(free.windows.map(({ window }) => window)).toEqual([...WINDOWS]);
  expect(free.prices).toHaveLength(PRICE_RANGES.length);
  expect(free.fields.map(({ name }) => name)).toEqual([
    "Chemistry",
    "Genomics",
    "Glaciology",
    "Physics",
  ]);
});

test("fields without anybody are left out, but for the one that is asked for", async () => {
  const counts = await facets({ query: "sea ice", field: "Glaciology" });
  expect(counts.fields.find(({ name }) => name === "Glaciology")).toEqual({
    name: "Glaciology",
    count: 0,
  });
  expect((await facets({ query: "glacier" })).fields).toEqual([{ name: "Glaciology", count: 1 }]);
  const nobody = await facets({ query: "sea ice", field: "No such field" });
  expect(nobody.fields).toContainEqual({ name: "No such field", count: 0 });
  expect(nobody.verified).toBe(0);
});

test("when nobody matches all of it, the counts tell which filter to loosen", async () => {
  const input: ListResearchers = { query: "glacier", priceMaxCents: 10_000 };
  expect((await list(input)).total).toBe(0);
  const { prices } = await facets(input);
  expect(prices.map(({ count }) => count)).toEqual([0, 1, 0, 0]);
});

test("the end of the week is the reader's", async () => {
  const ctx = readerless(database);
  const endIn = async (facetsIn: string) =>
    (await listResearchers(ctx, { facetsIn })).facets?.windows[0]?.before.toISOString();
  // NOW is a Monday, ten in the morning.
  expect(await endIn("UTC")).toBe("2026-03-09T00:00:00.000Z");
  expect(await endIn("Asia/Tokyo")).toBe("2026-03-08T15:00:00.000Z");
});

test("nothing is counted unless it is asked for, or there is nothing to look for", async () => {
  expect((await list({})).facets).toBeNull();
  expect((await list({ query: "?!", facetsIn: ZONE })).facets).toBeNull();
});

test("beyond a thousand who match a query, counts are the least that there are", async () => {
  await addResearchers(
    database,
    Array.from({ length: 1_050 }, (_, at) => ({ name: `Crowd ${at}`, expertise: ["crowds"] })),
  );
  const counts = await facets({ query: "crowds" });
  expect(counts.isExact).toBe(false);
  expect(counts.fields[0]?.count).toBeGreaterThanOrEqual(1_000);
  expect((await facets({ field: "Physics" })).isExact).toBe(true);
});
