import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { type Envelope, expectFailure, type SlotBody, stranger } from "./support/api";
import { freeSlot } from "./support/booking";
import { newReader, type Owner, ownerOf, type Person } from "./support/people";
import {
  directoryTotal,
  enveloped,
  expectShape,
  listed,
  researcher,
  timeSlot,
} from "./support/shapes";
import { sql } from "./support/stack";

const LIST = listed(researcher, "Researchers retrieved successfully", directoryTotal);
const ONE = enveloped(researcher, "Researcher retrieved successfully");

let reader: Person;
let eleni: Owner;
let slot: SlotBody;
let date: string;

beforeAll(async () => {
  [reader, eleni] = await Promise.all([newReader(), ownerOf("eleni-papadaki")]);
  slot = await freeSlot(reader.api, eleni.researcherId);
  date = localDate(slot.start_time, "Europe/Athens");
});

const localDate = (instant: string, timeZone: string) =>
  new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(new Date(instant));

const clock = (instant: string, timeZone: string) =>
  new Intl.DateTimeFormat("en-GB", { timeZone, timeStyle: "short" }).format(new Date(instant));

const get = async (path: string) => {
  const answer = await reader.api.get<unknown>(path);
  expect(answer.status, path).toBe(200);
  return answer;
};

const both = (rest: string) => [`/api/v1/consulting${rest}`, `/api${rest}`];

test.each(both("/researchers"))("GET %s lists those who take bookings", async (path) => {
  const { data, pagination } = expectShape(LIST, (await get(path)).body);
  expect(data).toHaveLength(20);
  expect(pagination).toMatchObject({ limit: 20, total: expect.any(Number), total_is_exact: true });
  for (const item of data.filter(({ standing }) => standing === "listed")) {
    expect(item.email).toEqual(expect.any(String));
    expect(item.rate).toBeGreaterThanOrEqual(20);
  }
});

/** Follows the Link header from page to page. */
async function readAll(first: string): Promise<z.output<typeof LIST>[]> {
  const pages: z.output<typeof LIST>[] = [];
  for (let path: string | undefined = first; path; ) {
    const { body, headers } = await get(path);
    const page = expectShape(LIST, body);
    pages.push(page);
    path = /^<([^>]+)>; rel="next"$/.exec(headers.get("link") ?? "")?.[1];
    const cursor = path ? new URL(path, "http://x").searchParams.get("cursor") : null;
    expect(page.pagination.next_cursor).toBe(cursor);
    expect(pages.length, "pages").toBeLessThan(100);
  }
  return pages;
}

test.each(["name", "price", "-price", "rating"])(
  "pages sorted by %s are without gaps and repeats, and their links keep what was asked",
  async (sort) => {
    // Only the seeded are verified at more than $100; others come and go while other tests run.
    const pages = await readAll(`/researchers?verified=true&min_rate=101&limit=7&sort=${sort}`);
    const ids = pages.flatMap(({ data }) => data.map(({ id }) => id));
    const [whole] = await readAll(`/researchers?verified=true&min_rate=101&limit=100&sort=${sort}`);
    expect(ids).toEqual(whole?.data.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(pages[0]?.pagination.total ?? 0);
    for (const { data } of pages.slice(0, -1)) expect(data).toHaveLength(7);
  },
);

test.each(both("/researchers/search?query=papadaki"))("GET %s finds by name", async (path) => {
  const { data } = expectShape(LIST, (await get(path)).body);
  expect(data[0]?.id).toBe(eleni.researcherId);
});

test("a search finds by expertise, and answers nothing with an empty list", async () => {
  const [expertise = ""] = (await researcherById(eleni.researcherId)).expertise;
  const query = encodeURIComponent(expertise);
  const { data } = expectShape(LIST, (await get(`/researchers/search?query=${query}`)).body);
  expect(data.map(({ id }) => id)).toContain(eleni.researcherId);
  const none = expectShape(LIST, (await get("/researchers/search?query=zzqxwv")).body);
  expect(none).toMatchObject({ data: [], pagination: { total: 0, next_cursor: null } });
});

const researcherById = async (id: string) =>
  expectShape(ONE, (await get(`/researchers/${id}`)).body).data;

test.each(both("/researchers/"))("GET %sID shows a profile", async (path) => {
  const { data } = expectShape(ONE, (await get(`${path}${eleni.researcherId}`)).body);
  expect(data).toMatchObject({
    id: eleni.researcherId,
    user_id: eleni.userId,
    name: "Eleni Papadaki",
    email: eleni.email,
    rate: 85,
    slug: "eleni-papadaki",
    time_zone: "Europe/Athens",
    availability: { tuesday: ["21:30-00:30"], thursday: ["21:30-00:30"] },
  });
});

test("a profile that nobody has claimed shows neither address nor rate", async () => {
  const [row] = await sql<{ id: string }[]>`
    select id from researchers where standing = 'unclaimed' limit 1`;
  const profile = await researcherById(row?.id ?? "");
  expect(profile).toMatchObject({ email: null, rate: null, standing: "unclaimed" });
});

test("the researcher of a paper is its first author here, and marked as an author", async () => {
  const [paper] = await sql<{ id: string }[]>`
    select paper_id as id from paper_authors
    where researcher_id = ${eleni.researcherId} and is_primary limit 1`;
  const { body } = await get(`/researchers/paper/${paper?.id}`);
  expect(expectShape(ONE, body).data).toMatchObject({ id: eleni.researcherId, author: true });
});

const SLOTS = z.strictObject({ time_slots: z.array(timeSlot).min(1) });

test.each(both("/time-slots"))("GET %s gives every slot of a date", async (path) => {
  const query = `researcher_id=${eleni.researcherId}&date=${date}`;
  const { time_slots: slots } = expectShape(SLOTS, (await get(`${path}?${query}`)).body);
  expect(slots.map(({ id }) => id)).toContain(slot.id);
  for (const { start_time, local_start_time } of slots) {
    expect(localDate(start_time, "Europe/Athens")).toBe(date);
    expect(local_start_time).toBeUndefined();
  }
  expect(slots.map(({ start_time }) => start_time)).toEqual(
    slots.map(({ start_time }) => start_time).sort(),
  );
});

test("a zone adds local times with their offset, and reads the date on that clock", async () => {
  const zone = "Asia/Kathmandu";
  const there = localDate(slot.start_time, zone);
  const query = `researcher_id=${eleni.researcherId}&date=${there}&timezone=${zone}`;
  const { time_slots: slots } = expectShape(SLOTS, (await get(`/time-slots?${query}`)).body);
  expect(slots.map(({ id }) => id)).toContain(slot.id);
  for (const { start_time, local_start_time } of slots) {
    expect(local_start_time).toMatch(new RegExp(`^${there}T.*\\+05:45$`));
    expect(Date.parse(local_start_time ?? "")).toBe(Date.parse(start_time));
  }
});

test.each(both("/time-slots/"))("GET %sID gives one slot", async (path) => {
  const shape = enveloped(timeSlot, "Time slot retrieved successfully");
  expect(expectShape(shape, (await get(`${path}${slot.id}`)).body).data).toEqual(slot);
  const zoned = await get(`${path}${slot.id}?timezone=America/St_Johns`);
  expect(expectShape(shape, zoned.body).data.local_start_time).toMatch(/-03:30$/);
});

const AVAILABILITY = z.strictObject({
  availability: z.record(z.iso.date(), z.array(z.string().regex(/^\d\d:\d\d-\d\d:\d\d$/))),
});

test.each(both("/researchers/"))(
  "GET %sID/availability gives the free times of dates",
  async (path) => {
    const base = `${path}${eleni.researcherId}/availability`;
    const range = (zone: string) => `${clock(slot.start_time, zone)}-${clock(slot.end_time, zone)}`;
    const one = expectShape(AVAILABILITY, (await get(`${base}?date=${date}`)).body).availability;
    expect(Object.keys(one)).toEqual([date]);
    expect(one[date]).toContain(range("Europe/Athens"));
    const all = expectShape(AVAILABILITY, (await get(base)).body).availability;
    expect(Object.keys(all)).toHaveLength(14);
    expect(Object.keys(all)[0]).toBe(localDate(new Date().toISOString(), "Europe/Athens"));
    expect(all[date]).toEqual(one[date]);
    const zone = "America/New_York";
    const away = await get(`${base}?timezone=${zone}`);
    const times = expectShape(AVAILABILITY, away.body).availability;
    expect(times[localDate(slot.start_time, zone)]).toContain(range(zone));
  },
);

test("an account that has not confirmed its address sees no directory", async () => {
  const email = `${crypto.randomUUID()}@readers.example`;
  const account = { name: "Ada", email, password: "correct horse battery" };
  expect((await stranger.post("/api/v1/auth/register", account)).status).toBe(201);
  const token = await stranger.post<{ access_token: string }>("/api/v1/auth/token", account);
  const headers = { authorization: `Bearer ${token.body.access_token}` };
  const answer = await stranger.send<Envelope<unknown>>("GET", "/researchers", { headers });
  expectFailure(answer, 403, "EMAIL_UNVERIFIED");
});
