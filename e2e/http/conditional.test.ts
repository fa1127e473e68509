import { beforeAll, expect, test } from "vitest";
import type { Answer, Caller, SlotBody } from "./support/api";
import { book, freeSlots, giveUp, hold } from "./support/booking";
import { newOwner, newReader, type Owner, openEveryDay, type Person } from "./support/people";
import { app, sql } from "./support/stack";

let owner: Owner;
let reader: Person;
let other: Person;
/** Free times of the owner, one for each change that takes one. */
let slots: SlotBody[];
let paperId: string;
/** Over, and not reviewed yet. */
let over: string;
/** In nobody else's profile. */
const word = `kept${crypto.randomUUID().replaceAll("-", "").slice(0, 12)}`;

beforeAll(async () => {
  [owner, reader, other] = await Promise.all([newOwner(), newReader(), newReader()]);
  await openEveryDay(owner);
  await sql`update researchers set expertise = ${[word]} where id = ${owner.researcherId}`;
  const [paper] = await sql<{ id: string }[]>`
    insert into papers (title, author_names) values (${`On ${word}`}, ${[owner.name]}) returning id`;
  paperId = paper?.id ?? "";
  await sql`insert into paper_authors (paper_id, researcher_id, position, is_primary)
    values (${paperId}, ${owner.researcherId}, 1, true)`;
  slots = await freeSlots(reader.api, owner.researcherId, 6);
  over = (await book(reader, slotAt(0))).session.id;
  await sql`update sessions set state = 'completed', completed_at = now() where id = ${over}`;
});

const slotAt = (index: number): SlotBody => {
  const slot = slots[index];
  if (!slot) throw new Error(`no free time ${index}`);
  return slot;
};
const dateOf = (slot: SlotBody) => slot.start_time.slice(0, 10);

const ask = (caller: Caller, path: string, tag?: string | null): Promise<Answer<unknown>> =>
  caller.send("GET", path, tag ? { headers: { "if-none-match": tag } } : {});

/** An answer that may be kept, and its tag. */
async function kept(caller: Caller, path: string): Promise<{ tag: string; body: unknown }> {
  const { status, headers, body } = await ask(caller, path);
  expect(status, JSON.stringify(body)).toBe(200);
  expect(headers.get("cache-control")).toBe("private, no-cache");
  expect(headers.get("vary")).toMatch(/\bAuthorization, Cookie\b/);
  const tag = headers.get("etag") ?? "";
  expect(tag).toMatch(/^W\/"[\w-]+"$/);
  return { tag, body };
}

const edit = async (change: Record<string, unknown>) =>
  expect((await owner.api.patch("/researchers/me", change)).status).toBe(200);

type Row = [path: string, read: () => string, change: () => Promise<unknown>];
const table: Row[] = [
  [
    "time-slots?researcher_id=&date=",
    () => `/time-slots?researcher_id=${owner.researcherId}&date=${dateOf(slotAt(1))}`,
    () => hold(other, slotAt(1)),
  ],
  ["time-slots/:id", () => `/time-slots/${slotAt(2).id}`, () => hold(other, slotAt(2))],
  [
    "researchers/:id/availability",
    () => `/researchers/${owner.researcherId}/availability?date=${dateOf(slotAt(3))}`,
    () => hold(other, slotAt(3)),
  ],
  ["researchers/:id", () => `/researchers/${owner.researcherId}`, () => edit({ bio: "First." })],
  ["researchers?query=", () => `/researchers?query=${word}`, () => edit({ bio: "Second." })],
  [
    "researchers/search?query=",
    () => `/researchers/search?query=${word}`,
    () => edit({ bio: "Third." }),
  ],
  ["researchers/paper/:id", () => `/researchers/paper/${paperId}`, () => edit({ rate: 120 })],
  [
    "researchers/:id/reviews",
    () => `/researchers/${owner.researcherId}/reviews`,
    () => reader.api.post(`/sessions/${over}/review`, { rating: 5 }),
  ],
  [
    "papers/:id",
    () => `/papers/${paperId}`,
    () => sql`update papers set year = 2024 where id = ${paperId}`,
  ],
];

test.each(table)("%s is asked after by its tag, until it changes", async (_path, read, change) => {
  const path = read();
  const { tag, body } = await kept(reader.api, path);
  for (const named of [tag, tag.slice(2), `"x", ${tag}`, "*"]) {
    const again = await ask(reader.api, path, named);
    expect(again, named).toMatchObject({ status: 304, body: null });
    expect(again.headers.get("etag")).toBe(tag);
    expect(again.headers.get("cache-control")).toBe("private, no-cache");
    expect(again.headers.get("vary")).toMatch(/\bAuthorization, Cookie\b/);
    expect(again.headers.get("content-type")).toBeNull();
    expect(again.headers.get("x-request-id")).not.toBeNull();
  }
  const head = await reader.api.send("HEAD", path, { headers: { "if-none-match": '"x"' } });
  expect(head).toMatchObject({ status: 200, body: null });
  expect(head.headers.get("etag")).toBe(tag);
  const same = await reader.api.send("HEAD", path, { headers: { "if-none-match": tag } });
  expect(same.status).toBe(304);

  await change();
  const changed = await ask(reader.api, path, tag);
  expect(changed.status).toBe(200);
  expect(changed.body).not.toEqual(body);
  expect(changed.headers.get("etag")).not.toBe(tag);
});

test("the short addresses are asked after alike", async () => {
  const { tag } = await kept(reader.api, `/time-slots/${slotAt(4).id}`);
  expect((await ask(reader.api, `/api/time-slots/${slotAt(4).id}`, tag)).status).toBe(304);
});

test("what one of the parties sees has another tag than what others see", async () => {
  const path = `/time-slots/${slotAt(4).id}`;
  const held = await hold(reader, slotAt(4));
  const mine = await kept(reader.api, path);
  const theirs = await kept(other.api, path);
  expect(mine.body).toMatchObject({ data: { available: false, session_id: held.id } });
  expect(theirs.body).toMatchObject({ data: { available: false } });
  expect(theirs.tag).not.toBe(mine.tag);
  expect((await ask(other.api, path, mine.tag)).body).toEqual(theirs.body);
  await giveUp(reader, held.id);
});

test("who may not read an answer is refused whatever tag is sent", async () => {
  const path = `/time-slots/${slotAt(5).id}`;
  const { tag } = await kept(reader.api, path);
  for (const named of [tag, "*"]) {
    const answer = await fetch(`${app}/api/v1/consulting${path}`, {
      headers: { "if-none-match": named },
    });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("etag")).toBeNull();
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
  }
  const unknown = await ask(reader.api, `/researchers/${crypto.randomUUID()}`, "*");
  expect(unknown.status).toBe(404);
});

test("what is personal through and through may not be kept at all", async () => {
  for (const path of ["/sessions", `/sessions/${over}`]) {
    const { headers } = await ask(reader.api, path);
    expect(headers.get("etag")).toBeNull();
    expect(headers.get("cache-control")).toBe("private, no-store");
  }
});
