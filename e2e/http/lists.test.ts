import { beforeAll, expect, test } from "vitest";
import { type Answer, type Caller, expectFailure } from "./support/api";
import { freeSlots, giveUp, hold } from "./support/booking";
import { newOwner, newReader, type Owner, openEveryDay, type Person } from "./support/people";
import { sql } from "./support/stack";

const ROWS = 5;
const HOUR_MS = 3_600_000;

let owner: Owner;
let reader: Person;
/** Bookings that came to nothing, which stay in the reader's list. */
let over: string[];
/** In nobody else's profile. */
const word = `walk${crypto.randomUUID().replaceAll("-", "").slice(0, 12)}`;

const numbers = Array.from({ length: ROWS }, (_, index) => index);

beforeAll(async () => {
  [owner, reader] = await Promise.all([newOwner(), newReader()]);
  await openEveryDay(owner);
  over = [];
  for (const slot of await freeSlots(reader.api, owner.researcherId, ROWS))
    over.push(await held(slot));
  await sql`update sessions set paid_at = now() where id = any(${over})`;
  for (const id of over) await earn(id);
  for (const id of over) await review(id);
  for (const _ of numbers) await findable();
  for (const day of numbers) {
    await owner.api.put(`/researchers/me/overrides/${dateIn(70 + day)}`, { hours: [] });
    await owner.api.post("/researchers/me/time-off", hourIn(80 + day));
    await owner.api.post("/researchers/me/travel", trip(90 + 2 * day));
    await ask();
  }
});

const dateIn = (days: number) =>
  new Date(Date.now() + days * 24 * HOUR_MS).toISOString().slice(0, 10);
const hourIn = (days: number) => {
  const start = `${dateIn(days)}T09:00:00Z`;
  return { start_time: start, end_time: start.replace("T09", "T10") };
};
const trip = (days: number) => ({
  start_date: dateIn(days),
  end_date: dateIn(days),
  time_zone: "Asia/Tokyo",
});

/** A time that the reader held and let go. */
async function held(slot: Parameters<typeof hold>[1]): Promise<string> {
  const { id } = await hold(reader, slot);
  await giveUp(reader, id);
  return id;
}

async function another(): Promise<string> {
  const [slot] = await freeSlots(reader.api, owner.researcherId, 1);
  if (!slot) throw new Error("no free time");
  return held(slot);
}

/** As if it had taken place: a line of its researcher's earnings, which no job takes up. */
async function earn(sessionId: string): Promise<void> {
  await sql`with payment as (
      insert into payments (user_id, session_id, amount_cents, status)
      select reader_id, id, price_cents, 'canceled' from sessions where id = ${sessionId} returning id)
    insert into payouts (session_id, researcher_id, payment_id, status, gross_cents, fee_percent,
      fee_cents, net_cents, due_at, earned_at)
    select s.id, s.researcher_id, payment.id, 'void', 10000, 15, 1500, 8500, now(), s.ends_at
    from sessions s, payment where s.id = ${sessionId}`;
}

const review = (sessionId: string) => sql`
  insert into reviews (session_id, researcher_id, reader_id, rating)
  select id, researcher_id, reader_id, 4 from sessions where id = ${sessionId}`;

/** One more researcher whom the word finds. */
async function findable(): Promise<void> {
  const { researcherId } = await newOwner();
  await sql`update researchers set expertise = ${[word]} where id = ${researcherId}`;
}

/** One more request, as if from another month, so that nobody's allowance ends. */
async function ask(): Promise<void> {
  const [paper] = await sql<{ id: string }[]>`
    insert into papers (title, author_names) values (${`On ${crypto.randomUUID()}`}, '{Ada}')
    returning id`;
  const asked = { researcher_email: `${crypto.randomUUID()}@walk.example`, paper_id: paper?.id };
  expect((await reader.api.post("/outreach", asked)).status).toBe(201);
  await sql`update outreach_requests set created_at = created_at - interval '40 days'
    where user_id = ${reader.userId} and created_at > now() - interval '35 days'`;
}

type Item = { id?: string; date?: string };
type Page = { items: string[]; next: string | null };

type List = {
  path: () => string;
  /** Bare arrays have no room for the cursor: it stands in `Link` alone. */
  isBare?: boolean;
  caller?: () => Caller;
  /** Makes one row more. */
  insert: () => Promise<unknown>;
};

const table: [name: string, list: List][] = [
  ["researchers", { path: () => `/researchers?query=${word}`, insert: findable }],
  ["search", { path: () => `/researchers/search?query=${word}&sort=name`, insert: findable }],
  ["sessions", { path: () => "/sessions", isBare: true, insert: another }],
  [
    "own bookings",
    {
      path: () => "/researchers/me/sessions",
      caller: () => owner.api,
      insert: async () => sql`update sessions set paid_at = now() where id = ${await another()}`,
    },
  ],
  [
    "earnings",
    {
      path: () => "/researchers/me/earnings",
      caller: () => owner.api,
      insert: async () => earn(await another()),
    },
  ],
  [
    "reviews",
    {
      path: () => `/researchers/${owner.researcherId}/reviews`,
      insert: async () => review(await another()),
    },
  ],
  ["outreach", { path: () => "/outreach", insert: ask }],
  [
    "overrides",
    {
      path: () => "/researchers/me/overrides",
      caller: () => owner.api,
      insert: () => owner.api.put(`/researchers/me/overrides/${dateIn(69)}`, { hours: [] }),
    },
  ],
  [
    "time off",
    {
      path: () => "/researchers/me/time-off",
      caller: () => owner.api,
      insert: () => owner.api.post("/researchers/me/time-off", hourIn(79)),
    },
  ],
  [
    "travel",
    {
      path: () => "/researchers/me/travel",
      caller: () => owner.api,
      insert: () => owner.api.post("/researchers/me/travel", trip(89)),
    },
  ],
];

const withQuery = (path: string, query: string) =>
  `${path}${path.includes("?") ? "&" : "?"}${query}`;

/** One page; its `Link` and its cursor must say the same. */
async function read(list: List, path: string, limit: number): Promise<Page> {
  const { caller = () => reader.api } = list;
  const answer: Answer<unknown> = await caller().get(path);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  const next = /^<([^>]+)>; rel="next"$/.exec(answer.headers.get("link") ?? "")?.[1] ?? null;
  const { data, pagination } = (list.isBare ? { data: answer.body } : answer.body) as {
    data: Item[];
    pagination?: { limit: number; next_cursor: string | null };
  };
  if (!list.isBare) {
    const cursor = next && new URL(next, "http://x").searchParams.get("cursor");
    expect(pagination).toMatchObject({ limit, next_cursor: cursor });
  }
  expect(data.length).toBeLessThanOrEqual(limit);
  if (next) expect(data).toHaveLength(limit);
  return { items: data.map(({ id, date }) => id ?? date ?? ""), next };
}

/** Follows the links to the end; `between` is done after the first page. */
async function walk(
  list: List,
  limit: number,
  between?: () => Promise<unknown>,
): Promise<string[]> {
  const seen: string[] = [];
  let path: string | null = withQuery(list.path(), `limit=${limit}`);
  for (let pages = 0; path; pages++) {
    expect(pages, "pages").toBeLessThan(40);
    const page: Page = await read(list, path, limit);
    seen.push(...page.items);
    path = page.next;
    if (pages === 0) await between?.();
  }
  return seen;
}

test.each(table)("%s come page by page, none twice and none left out", async (_name, list) => {
  const whole = await walk(list, 100);
  expect(whole.length).toBeGreaterThanOrEqual(ROWS);
  expect(new Set(whole).size).toBe(whole.length);
  for (const limit of [1, 2, 3]) expect(await walk(list, limit), `limit ${limit}`).toEqual(whole);
  expect((await read(list, list.path(), 20)).items).toEqual(whole);
});

test.each(table)("%s stay so while one more comes", async (_name, list) => {
  const before = await walk(list, 100);
  const seen = await walk(list, 2, list.insert);
  expect(seen.filter((id) => before.includes(id))).toEqual(before);
  expect(new Set(seen).size).toBe(seen.length);
  expect(await walk(list, 100)).toHaveLength(before.length + 1);
});

const foreign = Buffer.from(JSON.stringify(["1", "2", "3", "4"])).toString("base64url");

test.each(table)("%s name a limit or a cursor that is none", async (_name, list) => {
  const { caller = () => reader.api } = list;
  for (const [query, field] of [
    ["limit=0", "limit"],
    ["limit=101", "limit"],
    ["limit=ten", "limit"],
    ["cursor=x", "cursor"],
    [`cursor=${foreign}`, "cursor"],
  ] as const) {
    const answer = await caller().get(withQuery(list.path(), query));
    const { error } = expectFailure(answer, 400, "INVALID_INPUT");
    expect(Object.keys(error.details.fields ?? {}), query).toEqual([field]);
  }
});
