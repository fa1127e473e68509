import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestDatabase } from "@/db/testing";
import { accountsDatabase, makeUser, PASSWORD } from "@/lib/auth/accounts.fixture";
import { issueToken } from "@/lib/auth/issue-token";
import { oncePerKey } from "./once-per-key";
import { json } from "./respond";

let database: TestDatabase;
let ada: string;
let ben: string;
beforeAll(async () => {
  database = await accountsDatabase();
  [ada, ben] = [await tokenOfNewUser(), await tokenOfNewUser()];
});
afterAll(() => database?.close());

async function tokenOfNewUser(): Promise<string> {
  const { email } = await makeUser(database);
  const ctx = { db: database.db, now: new Date() };
  return (await issueToken(ctx, { email, password: PASSWORD })).accessToken;
}

type Call = { key?: string; body?: object; token?: string | null; path?: string };

function requestOf({ key = "k", body = {}, token = ada, path = "/api/v1/things" }: Call): Request {
  const headers = new Headers({ "idempotency-key": key, "content-type": "application/json" });
  if (token) headers.set("authorization", `Bearer ${token}`);
  const url = `https://colloquy.example${path}`;
  return new Request(url, { method: "POST", headers, body: JSON.stringify(body) });
}

/** Work that counts how often it was done and answers with the count. */
function counting(status = 201) {
  const work = async () => json({ count: ++work.count }, status);
  work.count = 0;
  return work;
}

const codeOf = (answer: Promise<Response>) =>
  answer.then(
    ({ status }) => status,
    (error) => error.code,
  );

test("a repetition gets the first answer, and nothing is done again", async () => {
  const work = counting();
  const call = { key: "repeat", body: { time: 1 } };
  const first = await oncePerKey(requestOf(call), work);
  const second = await oncePerKey(requestOf(call), work);
  expect(work.count).toBe(1);
  expect(first.headers.get("idempotency-replayed")).toBeNull();
  expect(second.headers.get("idempotency-replayed")).toBe("true");
  expect([second.status, await second.json()]).toEqual([201, { count: 1 }]);
});

test("refusals that the request earned are repeated too", async () => {
  const work = counting(409);
  for (let time = 0; time < 2; time++)
    expect((await oncePerKey(requestOf({ key: "refused" }), work)).status).toBe(409);
  expect(work.count).toBe(1);
});

test.each([500, 503, 401, 403, 429])(
  "after an answer of %i the key is free again",
  async (status) => {
    const failing = counting(status);
    const key = `free-${status}`;
    expect((await oncePerKey(requestOf({ key }), failing)).status).toBe(status);
    const work = counting();
    expect((await oncePerKey(requestOf({ key }), work)).status).toBe(201);
    expect([failing.count, work.count]).toEqual([1, 1]);
  },
);

test("work that throws leaves the key free", async () => {
  const throwing = () => Promise.reject(new Error("lost"));
  await expect(oncePerKey(requestOf({ key: "throws" }), throwing)).rejects.toThrow("lost");
  expect((await oncePerKey(requestOf({ key: "throws" }), counting())).status).toBe(201);
});

test("the key with another body or address is refused", async () => {
  const work = counting();
  await oncePerKey(requestOf({ key: "other", body: { a: 1 } }), work);
  const others = [{ body: { a: 2 } }, { body: { a: 1 }, path: "/api/v1/others" }];
  for (const other of others)
    expect(await codeOf(oncePerKey(requestOf({ key: "other", ...other }), work))).toBe(
      "IDEMPOTENCY_KEY_REUSED",
    );
  expect(work.count).toBe(1);
});

test("keys of two users, and of callers without account, never meet", async () => {
  const work = counting();
  await oncePerKey(requestOf({ key: "shared", body: { of: "ada" } }), work);
  await oncePerKey(requestOf({ key: "shared", body: { of: "ben" }, token: ben }), work);
  await oncePerKey(requestOf({ key: "shared", body: { of: "c" }, token: null }), work);
  await oncePerKey(requestOf({ key: "shared", body: { of: "d" }, token: null }), work);
  await oncePerKey(requestOf({ key: "shared", body: { of: "d" }, token: null }), work);
  expect(work.count).toBe(4);
});

test("of twenty at once one is carried out, and the others are told to wait or get its answer", async () => {
  let finish = () => {};
  const slow = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let count = 0;
  const work = async () => {
    count += 1;
    await slow;
    return json({ count }, 201);
  };
  const outcomes = Array.from({ length: 20 }, () =>
    codeOf(oncePerKey(requestOf({ key: "at-once" }), work)),
  );
  // All but the one that carries it out are answered before it is.
  const refused: unknown[] = [];
  await new Promise<void>((resolve) => {
    for (const outcome of outcomes) outcome.then((code) => refused.push(code) === 19 && resolve());
  });
  expect(refused).toEqual(Array(19).fill("IDEMPOTENCY_KEY_IN_USE"));
  finish();
  expect((await Promise.all(outcomes)).filter((outcome) => outcome === 201)).toHaveLength(1);
  expect(count).toBe(1);
});

test("who died while answering is followed by the next", async () => {
  await new Promise<void>((began) => {
    const dead = () => new Promise<Response>(() => began());
    void oncePerKey(requestOf({ key: "dead" }), dead);
  });
  const refused = codeOf(oncePerKey(requestOf({ key: "dead" }), counting()));
  expect(await refused).toBe("IDEMPOTENCY_KEY_IN_USE");
  await database.sql`
    update idempotency_keys set claimed_until = now() - interval '1 second' where key = 'dead'`;
  expect(await codeOf(oncePerKey(requestOf({ key: "dead" }), counting()))).toBe(201);
});

test("a day later the key is new", async () => {
  const work = counting();
  await oncePerKey(requestOf({ key: "old", body: { a: 1 } }), work);
  await database.sql`
    update idempotency_keys set created_at = now() - interval '25 hours' where key = 'old'`;
  expect((await oncePerKey(requestOf({ key: "old", body: { a: 2 } }), work)).status).toBe(201);
  expect(work.count).toBe(2);
});

test.each(["", "with space", "ü", "x".repeat(256)])("the key %j is refused", async (key) => {
  const request = new Request("https://colloquy.example/api/v1/things", { method: "POST" });
  const header = { get: (name: string) => (name === "idempotency-key" ? key : null) };
  Object.defineProperty(request, "headers", { value: header });
  await expect(oncePerKey(request, counting())).rejects.toMatchObject({
    details: { fields: { "Idempotency-Key": expect.any(String) } },
  });
});
