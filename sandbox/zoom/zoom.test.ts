import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { type ServedStandIn, serveStandIn } from "../testing/serve-stand-in";
import { zoom } from "./index";

const Meeting = z.object({
  id: z.number().min(10_000_000_000),
  topic: z.string(),
  agenda: z.string(),
  start_time: z.string(),
  duration: z.number(),
  timezone: z.string(),
  join_url: z.string(),
  start_url: z.string(),
  password: z.string().min(1),
  status: z.string(),
  settings: z.record(z.string(), z.unknown()),
});

let served: ServedStandIn;
let origin = "";
let now = new Date("2026-11-23T10:00:00Z");
let token = "";
let hosts = 0;

beforeAll(async () => {
  served = await serveStandIn(zoom, { clock: () => now });
  origin = served.origin;
});
afterAll(() => served.close());
beforeEach(async () => {
  const response = await askToken("client:secret", "account");
  token = ((await response.json()) as { access_token: string }).access_token;
});

function askToken(credentials: string, accountId: string, grant = "account_credentials") {
  return fetch(`${origin}/zoom/oauth/token`, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(credentials).toString("base64")}` },
    body: new URLSearchParams({ grant_type: grant, account_id: accountId }),
  });
}

function call(method: string, path: string, body?: unknown, init: RequestInit = {}) {
  return fetch(`${origin}/zoom/v2${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...init,
  });
}

const newHost = () => `host-${hosts++}@colloquy.example`;
const booking = {
  topic: "Dr Okafor with Ada",
  type: 2,
  start_time: "2026-12-01T14:00:00Z",
  duration: 60,
  timezone: "UTC",
  agenda: "session 42",
  settings: { waiting_room: true },
};

async function book(host: string, over: object = {}) {
  const response = await call("POST", `/users/${host}/meetings`, { ...booking, ...over });
  expect(response.status).toBe(201);
  return Meeting.parse(await response.json());
}

test("credentials give a token for an hour; wrong ones say what is wrong", async () => {
  const good = await askToken("client:secret", "account");
  expect(await good.json()).toMatchObject({ token_type: "bearer", expires_in: 3599 });
  const refused = async (response: Response) => [response.status, await response.json()];
  expect(await refused(await askToken("client:wrong", "account"))).toEqual([
    401,
    { error: "invalid_client", reason: "Invalid client_id or client_secret" },
  ]);
  expect(await refused(await askToken("client:secret", "wrong-account"))).toMatchObject([
    400,
    { error: "invalid_request" },
  ]);
  expect(await refused(await askToken("client:secret", "account", "password"))).toMatchObject([
    400,
    { error: "unsupported_grant_type" },
  ]);

  const host = newHost();
  await book(host);
  const before = now;
  now = new Date(now.getTime() + 3_600_000);
  const late = await call("GET", `/users/${host}/meetings`);
  expect([late.status, await late.json()]).toEqual([
    401,
    { code: 124, message: "Access token is expired." },
  ]);
  now = before;
  token = "stranger";
  expect((await call("GET", `/users/${host}/meetings`)).status).toBe(401);
});

test("a meeting is created, read with a fresh host key, moved and deleted", async () => {
  const made = await book(newHost());
  expect(made).toMatchObject({
    topic: "Dr Okafor with Ada",
    agenda: "session 42",
    start_time: "2026-12-01T14:00:00Z",
    duration: 60,
    status: "waiting",
    settings: { waiting_room: true },
  });
  expect(made.join_url).toBe(`${origin}/zoom/j/${made.id}?pwd=${made.password}`);

  const move = { start_time: "2026-12-02T09:30:00", timezone: "America/New_York", duration: 45 };
  expect((await call("PATCH", `/meetings/${made.id}`, move)).status).toBe(204);
  const moved = Meeting.parse(await (await call("GET", `/meetings/${made.id}`)).json());
  expect(moved).toMatchObject({
    id: made.id,
    join_url: made.join_url,
    topic: made.topic,
    start_time: "2026-12-02T14:30:00Z",
    duration: 45,
  });
  expect(moved.start_url).not.toBe(made.start_url);

  expect((await call("DELETE", `/meetings/${made.id}`)).status).toBe(204);
  for (const method of ["GET", "PATCH", "DELETE"]) {
    const gone = await call(method, `/meetings/${made.id}`, method === "PATCH" ? {} : undefined);
    expect([gone.status, await gone.json()]).toEqual([
      404,
      { code: 3001, message: `Meeting does not exist: ${made.id}.` },
    ]);
  }
  const all = (await (await fetch(`${origin}/_sandbox/zoom/meetings`)).json()) as object[];
  expect(all).toContainEqual(expect.objectContaining({ id: made.id, state: "deleted" }));
  expect(JSON.stringify(all)).not.toContain("secret");
});

test("a host's meetings are listed in pages, earliest first, without deleted ones", async () => {
  const host = newHost();
  const days = ["05", "03", "04", "01", "02"];
  for (const day of days)
    await book(host, { agenda: `day ${day}`, start_time: `2026-12-${day}T10:00:00Z` });
  const dropped = await book(host, { agenda: "dropped" });
  await call("DELETE", `/meetings/${dropped.id}`);
  await book(host, { agenda: "past", start_time: "2026-11-01T10:00:00Z" });

  const List = z.object({
    next_page_token: z.string(),
    total_records: z.number(),
    meetings: z.array(z.object({ agenda: z.string(), id: z.number() })),
  });
  const agendas: string[] = [];
  let next = "";
  do {
    const path = `/users/${host}/meetings?type=upcoming&page_size=2&next_page_token=${next}`;
    const list = List.parse(await (await call("GET", path)).json());
    expect(list.total_records).toBe(5);
    agendas.push(...list.meetings.map((meeting) => meeting.agenda));
    next = list.next_page_token;
  } while (next);
  expect(agendas).toEqual(["day 01", "day 02", "day 03", "day 04", "day 05"]);
  const scheduled = List.parse(await (await call("GET", `/users/${host}/meetings`)).json());
  expect(scheduled.meetings.map((meeting) => meeting.agenda)).toContain("past");
  expect((await call("GET", `/users/${host}/meetings?page_size=0`)).status).toBe(400);
});

test("bad bodies are refused with every field that is wrong", async () => {
  const host = newHost();
  const bad = { ...booking, start_time: "tomorrow", duration: 0, timezone: "Mars", topic: 5 };
  const response = await call("POST", `/users/${host}/meetings`, bad);
  expect(response.status).toBe(400);
  const body = z
    .object({
      code: z.literal(300),
      message: z.string(),
      errors: z.array(z.object({ field: z.string() })),
    })
    .parse(await response.json());
  expect(body.errors.map((error) => error.field).sort()).toEqual([
    "duration",
    "start_time",
    "timezone",
    "topic",
  ]);
  const text = await call("POST", `/users/${host}/meetings`, undefined, { body: "{" });
  expect([text.status, await text.json()]).toEqual([
    400,
    { code: 300, message: "Request Body should be a valid JSON object." },
  ]);
  expect((await call("POST", "/users/nobody@colloquy.example/meetings", booking)).status).toBe(404);
  expect((await call("GET", "/meetings/abc")).status).toBe(404);
  expect((await call("GET", "/users/a%00b/meetings")).status).toBe(404);
  expect((await fetch(`${origin}/zoom/j/%00`)).status).toBe(404);
  expect((await book(host, { topic: "a\u0000b" })).topic).toBe("ab");
});

test("a host may be changed a hundred times a day, in parallel too", async () => {
  const host = newHost();
  const answers = await Promise.all(
    Array.from({ length: 105 }, () => call("POST", `/users/${host}/meetings`, booking)),
  );
  expect(answers.filter((answer) => answer.status === 201)).toHaveLength(100);
  const refused = answers.find((answer) => answer.status === 429);
  expect(await refused?.json()).toMatchObject({ code: 429 });
  await book(newHost());
  const before = now;
  now = new Date("2026-11-24T00:00:00Z");
  token = ((await (await askToken("client:secret", "account")).json()) as { access_token: string })
    .access_token;
  await book(host);
  now = before;
});

test("overlapping meetings of a host are allowed but told to the operator", async () => {
  const host = newHost();
  const first = await book(host);
  const second = await book(host, { start_time: "2026-12-01T14:59:00Z" });
  const third = await book(host, { start_time: "2026-12-01T15:59:00Z" });
  await book(newHost());
  const all = z
    .array(z.object({ id: z.number(), overlaps: z.array(z.number()) }))
    .parse(await (await fetch(`${origin}/_sandbox/zoom/meetings`)).json());
  const overlaps = (id: number) => all.find((meeting) => meeting.id === id)?.overlaps;
  expect(overlaps(first.id)).toEqual([second.id]);
  expect(overlaps(second.id)).toEqual([first.id]);
  expect(overlaps(third.id)).toEqual([]);
});

test("rooms open to the right links and close with the meeting", async () => {
  const made = await book(newHost(), { topic: "<b>Proofs</b>" });
  const visit = async (url: string) => {
    const response = await fetch(url);
    return { status: response.status, text: await response.text() };
  };
  const guest = await visit(made.join_url);
  expect(guest.status).toBe(200);
  expect(guest.text).toContain("Stand-in meeting room: &lt;b&gt;Proofs&lt;/b&gt;");
  expect(guest.text).toContain("waiting room");
  expect((await visit(`${origin}/zoom/j/${made.id}?pwd=guess`)).status).toBe(403);
  expect((await visit(`${made.start_url}x`)).status).toBe(403);
  expect((await visit(made.start_url)).text).toContain("as its host");
  expect((await visit(made.join_url)).text).toContain("The host is here");

  const before = now;
  now = new Date(now.getTime() + 2 * 3_600_000);
  expect((await visit(made.start_url)).status).toBe(403);
  now = before;
  await call("DELETE", `/meetings/${made.id}`);
  expect((await visit(made.join_url)).status).toBe(404);
  expect((await visit(made.start_url)).status).toBe(404);
});

test("zoom-down fails and zoom-slow is never answered; neither makes a meeting", async () => {
  const host = newHost();
  const down = { ...booking, topic: "zoom-down" };
  expect((await call("POST", `/users/${host}/meetings`, down)).status).toBe(500);
  const slow = call(
    "POST",
    `/users/${host}/meetings`,
    { ...booking, topic: "zoom-slow" },
    {
      signal: AbortSignal.timeout(150),
    },
  );
  await expect(slow).rejects.toThrow(/timeout/);
  expect(await (await call("GET", `/users/${host}/meetings`)).json()).toMatchObject({
    total_records: 0,
  });
});
