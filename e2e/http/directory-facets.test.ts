import { beforeAll, expect, test } from "vitest";
import type { z } from "zod";
import { FacetsView } from "@/lib/researchers/directory-query";
import { expectFailure } from "./support/api";
import { newOwner, newReader, type Person } from "./support/people";
import { sql } from "./support/stack";

type Directory = {
  data: { id: string }[];
  pagination: { total: number };
  facets?: z.input<typeof FacetsView>;
};

/** In nobody else's profile. */
const word = `facet${crypto.randomUUID().replaceAll("-", "").slice(0, 12)}`;
const field = `Field of ${word}`;
let reader: Person;
let sunday: Date;

const list = async (query: string, api = reader.api) => {
  const answer = await api.get<Directory>(`/researchers?query=${word}&${query}`);
  expect(answer.status).toBe(200);
  return answer.body;
};

beforeAll(async () => {
  reader = await newReader();
  const { facets } = await list("facets=true&timezone=Asia/Tokyo");
  sunday = new Date(facets?.available[0]?.before ?? Number.NaN);
  const owners = await Promise.all([newOwner(), newOwner(), newOwner()]);
  // Before the week ends in Tokyo, a minute after, and a month later.
  const end = sunday.getTime();
  const times = [(Date.now() + end) / 2, end + 60_000, end + 28 * 86_400_000];
  for (const [at, { researcherId }] of owners.entries()) {
    const next = new Date(times[at] ?? end);
    await sql`update researchers set field = ${field}, expertise = ${[word]}, rate_cents = ${10_000 + 15_000 * at},
      next_available_at = ${next} where id = ${researcherId}`;
  }
});

test("the directory counts what each filter leaves when it is asked to", async () => {
  const { facets, pagination } = await list("facets=true&timezone=Asia/Tokyo");
  expect(pagination.total).toBe(3);
  const counts = FacetsView.parse(facets);
  expect(counts).toMatchObject({
    fields: [{ name: field, count: 3 }],
    verified: 0,
    is_exact: true,
  });
  expect(counts.rates.map(({ count }) => count)).toEqual([1, 1, 1, 1]);
  expect(counts.available[0]).toMatchObject({ within: "this_week", count: 1 });
  expect((await list("")).facets).toBeUndefined();
  const dear = await list("facets=true&min_rate=300");
  expect(dear.pagination.total).toBe(1);
  expect(dear.facets?.rates).toEqual(facets?.rates);
});

test("this week ends with Sunday on the clock that is asked for, or the account's", async () => {
  const inTokyo = await list("available_this_week=true&timezone=Asia/Tokyo");
  expect(inTokyo.pagination.total).toBe(1);
  // In Lisbon, the account's zone, Sunday ends eight or nine hours later.
  const own = await list("available_this_week=true&facets=true");
  const [week] = own.facets?.available ?? [];
  expect(week?.before).not.toBe(sunday.toISOString());
  expect(own.pagination.total).toBe(week?.count);
});

test("wrong values are refused by name", async () => {
  for (const [query, name] of [
    ["facets=yes", "facets"],
    ["available_this_week=1", "available_this_week"],
    ["timezone=Mars", "timezone"],
  ] as const) {
    const { error } = expectFailure(
      await reader.api.get(`/researchers?${query}`),
      400,
      "INVALID_INPUT",
    );
    expect(Object.keys(error.details.fields ?? {})).toEqual([name]);
  }
});
