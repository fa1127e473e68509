import { beforeAll, expect, test } from "vitest";
import type { z } from "zod";
import { expectFailure, stranger } from "./support/api";
import { newReader, type Owner, ownerOf, type Person } from "./support/people";
import { directoryTotal, enveloped, expectShape, listed, researcher } from "./support/shapes";
import { sql } from "./support/stack";

const LIST = listed(researcher, "Researchers retrieved successfully", directoryTotal);
const ONE = enveloped(researcher, "Researcher retrieved successfully");

let reader: Person;
let eleni: Owner;
beforeAll(async () => {
  [reader, eleni] = await Promise.all([newReader(), ownerOf("eleni-papadaki")]);
});

const get = async (path: string) => {
  const answer = await reader.api.get<unknown>(path);
  expect(answer.status, path).toBe(200);
  return answer;
};

test("the directory lists those who take bookings, with address and rate, twenty at a time", async () => {
  const { data, pagination } = expectShape(LIST, (await get("/researchers")).body);
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
    pages.push(expectShape(LIST, body));
    path = /^<([^>]+)>; rel="next"$/.exec(headers.get("link") ?? "")?.[1];
    expect(pages.length, "pages").toBeLessThan(100);
  }
  return pages;
}

test.each(["name", "price", "-price", "rating"])(
  "pages sorted by %s are without gaps and repeats, and their links keep what was asked",
  async (sort) => {
    // Only the seeded are verified at more than $150; others come and go while other tests run.
    const asked = `/researchers?verified=true&min_rate=151&sort=${sort}`;
    const pages = await readAll(`${asked}&limit=3`);
    const ids = pages.flatMap(({ data }) => data.map(({ id }) => id));
    const [whole] = await readAll(`${asked}&limit=100`);
    expect(ids).toEqual(whole?.data.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(pages[0]?.pagination.total ?? 0);
    expect(pages.length).toBeGreaterThan(1);
  },
);

test("a search finds by expertise, and answers nothing with an empty list", async () => {
  const { expertise } = await researcherById(eleni.researcherId);
  const query = encodeURIComponent(expertise[0] ?? "");
  const { data } = expectShape(LIST, (await get(`/researchers/search?query=${query}`)).body);
  expect(data.map(({ id }) => id)).toContain(eleni.researcherId);
  const none = expectShape(LIST, (await get("/researchers/search?query=zzqxwv")).body);
  expect(none).toMatchObject({ data: [], pagination: { total: 0, next_cursor: null } });
});

const researcherById = async (id: string) =>
  expectShape(ONE, (await get(`/researchers/${id}`)).body).data;

test("a profile that nobody has claimed shows neither address nor rate", async () => {
  const [row] = await sql<{ id: string }[]>`
    select id from researchers where standing = 'unclaimed' order by created_at, id limit 1`;
  const profile = await researcherById(row?.id ?? "");
  expect(profile).toMatchObject({ email: null, rate: null, standing: "unclaimed" });
});

test("an account that has not confirmed its address sees no directory", async () => {
  const email = `${crypto.randomUUID()}@readers.example`;
  const account = { name: "Ada", email, password: "correct horse battery" };
  expect((await stranger.post("/api/v1/auth/register", account)).status).toBe(201);
  const token = await stranger.post<{ access_token: string }>("/api/v1/auth/token", account);
  const headers = { authorization: `Bearer ${token.body.access_token}` };
  expectFailure(await stranger.send("GET", "/researchers", { headers }), 403, "EMAIL_UNVERIFIED");
});
