import { beforeAll, describe, expect, test } from "vitest";
import { type Answer, Caller, expectFailure, stranger } from "../support/api";
import { type Cast, gatherCast, type SignedIn, type Who } from "../support/cast";
import { Scene, type Values } from "../support/scene";
import { app } from "../support/stack";
import { apiTable } from "./api-table";
import { type Line, readTable } from "./read-table";
import { requests, type Wish } from "./requests";
import { differences, TraceReader } from "./traces";

type Operation = { security?: unknown[] };
type Document = { paths: Record<string, Record<string, Operation>> };

const lines = readTable(apiTable);
const codes: Record<string, string> = { 401: "UNAUTHENTICATED", 404: "NOT_FOUND" };

let document: Document;
let cast: Cast;
let scene: Scene;
let traces: TraceReader;
beforeAll(async () => {
  document = (await stranger.get<Document>("/api/v1/openapi.json")).body;
  cast = await gatherCast();
  [scene, traces] = await Promise.all([Scene.set(cast), TraceReader.of(cast)]);
});

/** `POST`, the address with its parameters in braces, and the name without what tells variants apart. */
function partsOf({ name }: Line) {
  const [operation = ""] = name.split("#");
  const [method = "", path = ""] = operation.split(" ");
  return { method, path, operation };
}

test("every operation of the document has its line, and every line its operation", () => {
  const documented = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const told = new Set(lines.map((line) => partsOf(line).operation));
  expect([...told].sort()).toEqual(documented.sort());
  const names = new Set(lines.map(({ name }) => name));
  expect(Object.keys(requests).filter((name) => !names.has(name))).toEqual([]);
});

test.each(lines)("$name", async (line) => {
  const { method, path, operation } = partsOf(line);
  const wish = requests[line.name] ?? {};
  const isRead = method === "GET";
  const cells = [...line.expected].map(([who, status]) => ({ who, status: Number(status) }));
  const refused = cells.filter(({ status }) => status >= 400);
  const allowed = cells.filter(({ status }) => status < 400);
  let values = (await wish.about?.(scene)) ?? {};
  const ask = async (who: Who, more?: HeadersInit) =>
    send(
      more ? stranger : callerOf(who),
      await requestOf(wish, { method, path, values, who }, more),
    );

  const before = isRead ? new Set<string>() : await traces.read();
  for (const { who, status } of refused) {
    const answer = await ask(who);
    expectStatus(answer, status, `${who}'s ${line.name}`);
    expectFailure(answer, status, codes[status]);
  }
  const takesCookies = document.paths[path]?.[method.toLowerCase()]?.security === undefined;
  const [first] = allowed;
  if (!isRead && takesCookies && first && first.who !== "nobody") {
    for (const headers of elsewhere) {
      const answer = await ask(first.who, { ...headers, cookie: cast[first.who].cookie });
      expectFailure(answer, 403, "FORBIDDEN");
      expect(answer.body, operation).toMatchObject({ detail: expect.stringContaining("cookie") });
    }
  }
  if (!isRead) {
    const left = differences(before, await traces.read());
    expect(left, "what refusals change").toEqual([]);
  }

  for (const { who, status } of allowed) {
    expectStatus(await ask(who), status, `${who}'s ${line.name}`);
    if (!isRead && wish.about && who !== allowed.at(-1)?.who) values = await wish.about(scene);
  }
  if (isRead && takesCookies) {
    for (const { who, status } of cells) {
      if (who === "nobody") continue;
      const answer = await ask(who, { cookie: cast[who].cookie });
      expectStatus(answer, status, `${who}'s ${line.name} by cookie`);
    }
  }
});

/** What browsers say of requests that another site makes. */
const elsewhere: Record<string, string>[] = [
  { origin: "https://elsewhere.example" },
  { origin: "null" },
  { origin: app, "sec-fetch-site": "same-site" },
  { origin: app, "sec-fetch-site": "cross-site" },
  { "sec-fetch-site": "none" },
  {},
];

describe("the session cookie", () => {
  test.each([
    ["origin", app],
    ["sec-fetch-site", "same-origin"],
  ])("from our own pages (%s: %s) writes as the token does", async (header, value) => {
    const write = async (who: SignedIn, path: string) =>
      (
        await stranger.send("PATCH", path, {
          headers: {
            [header]: value,
            cookie: cast[who].cookie,
            "content-type": "application/json",
          },
          body: JSON.stringify({ position: "Reader in ice" }),
        })
      ).status;
    expect(await write("researcher", "/researchers/me")).toBe(200);
    expect(await write("reader", "/researchers/me")).toBe(403);
  });

  test("counts for nothing beside a token", async () => {
    const both = (token: string, who: SignedIn) =>
      new Caller(token).send("GET", "/researchers/me", { headers: { cookie: cast[who].cookie } });
    expectFailure(await both("x.y.z", "researcher"), 401, "UNAUTHENTICATED");
    expectFailure(await both(cast.reader.api.token ?? "", "researcher"), 403, "FORBIDDEN");
    expect((await both(cast.researcher.api.token ?? "", "reader")).status).toBe(200);
  });
});

const callerOf = (who: Who): Caller => (who === "nobody" ? stranger : cast[who].api);

type Asked = { method: string; path: string; values: Values; who: Who };
type Sent = { method: string; url: string; init: RequestInit };

async function requestOf(wish: Wish, asked: Asked, more: HeadersInit = {}): Promise<Sent> {
  const { method, path, values, who } = asked;
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`nothing fills {${name}} of ${path}`);
    return encodeURIComponent(value);
  });
  const query = wish.query?.(values);
  const raw = (await wish.raw?.(values)) ?? {};
  const body = wish.body && JSON.stringify(wish.body(values, who));
  const headers = new Headers(raw.headers);
  if (body !== undefined) headers.set("content-type", "application/json");
  for (const [name, value] of new Headers(more)) headers.set(name, value);
  const url = `/api/v1${filled}${query ? `?${query}` : ""}`;
  return { method, url, init: { ...raw, ...(body === undefined ? {} : { body }), headers } };
}

/** A token takes the place of whatever the request itself carries only where it has none. */
async function send(caller: Caller, { method, url, init }: Sent): Promise<Answer<unknown>> {
  const own = new Headers(init.headers).has("authorization");
  const headers = new Headers(init.headers);
  if (caller.token && !own) headers.set("authorization", `Bearer ${caller.token}`);
  const response = await fetch(`${app}${url}`, { ...init, method, headers });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json");
  return {
    status: response.status,
    body: isJson ? JSON.parse(text) : text,
    headers: response.headers,
  };
}

function expectStatus({ status, body }: Answer<unknown>, wanted: number, what: string): void {
  const said = typeof body === "string" ? body : JSON.stringify(body);
  expect(status, `${what}: ${said.slice(0, 300)}`).toBe(wanted);
}
