import { expect, test } from "vitest";
import { z } from "zod";
import { answerPageOf } from "./answer-page";

type Row = { day: string; id: string };
const rows: Row[] = ["1", "1", "2", "3", "3"].map((day, index) => ({ day, id: `${index}` }));

type Body = { data: string[]; pagination: { limit: number; next_cursor: string | null } };

async function read(query: string, items = rows): Promise<Body & { link: string | null }> {
  const answer = answerPageOf(new Request(`http://localhost/rows?${query}`), {
    message: "Rows retrieved successfully",
    items,
    view: ({ id }) => id,
    keyOf: ({ day, id }) => [day, id],
    key: [z.string().regex(/^\d$/), z.string()],
  });
  return { ...((await answer.json()) as Body), link: answer.headers.get("link") };
}

/** From page to page; rows that come `meanwhile` come after the first. */
async function walk(limit: number, meanwhile: Row[] = []): Promise<string[]> {
  const first = await read(`limit=${limit}`);
  const seen = [...first.data];
  const later = [...rows, ...meanwhile].toSorted((a, b) =>
    `${a.day}${a.id}` < `${b.day}${b.id}` ? -1 : 1,
  );
  for (let next = first.pagination.next_cursor; next; ) {
    const page = await read(`limit=${limit}&cursor=${next}`, later);
    seen.push(...page.data);
    next = page.pagination.next_cursor;
  }
  return seen;
}

test.each([1, 2, 3, 5, 100])("a list in pages of %i is the list", async (limit) => {
  expect(await walk(limit)).toEqual(["0", "1", "2", "3", "4"]);
});

test("a row that comes while it is read changes nothing of the others, and is seen when it lies ahead", async () => {
  const behind = { day: "0", id: "x" };
  const ahead = { day: "3", id: "3a" };
  expect(await walk(2, [behind, ahead])).toEqual(["0", "1", "2", "3", "3a", "4"]);
});

test("the link and the cursor name the same next page, and the last page none", async () => {
  const first = await read("limit=3&more=kept");
  expect(first.pagination.limit).toBe(3);
  expect(first.link).toBe(
    `</rows?limit=3&more=kept&cursor=${first.pagination.next_cursor}>; rel="next"`,
  );
  const last = await read(`limit=3&cursor=${first.pagination.next_cursor}`);
  expect(last).toMatchObject({ link: null, pagination: { next_cursor: null } });
});

test.each([
  "limit=0",
  "limit=101",
  "cursor=x",
  `cursor=${btoa('["a","1"]')}`,
  `cursor=${btoa('["1"]')}`,
])("%s is refused", async (query) => {
  await expect(read(query)).rejects.toMatchObject({ code: "INVALID_INPUT" });
});
