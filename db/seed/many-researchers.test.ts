import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { seedManyResearchers } from "./many-researchers";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database?.close());

test("makes as many listed, searchable researchers as asked for, the same for the same seed", async () => {
  const now = new Date("2026-11-23T09:20:00Z");
  await seedManyResearchers(database.db, 2_500, 7, now);
  const [made] = await database.sql`
    select count(*)::int as n, count(*) filter (where search_text = researcher_search_text(researchers))::int as searchable,
      count(*) filter (where next_available_at > ${now.toISOString()})::int as free,
      (select count(*)::int from availability_rules) as rules
    from researchers where standing = 'listed'`;
  expect(made).toEqual({ n: 2_500, searchable: 2_500, free: 2_500, rules: 5_000 });
  await expect(seedManyResearchers(database.db, 1, 7, now)).rejects.toThrow(/unique/);
  await seedManyResearchers(database.db, 1, 8, now);
});
