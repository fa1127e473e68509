import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { cookiesOf, signInByCookie } from "./support/cookies";

const { app, database } = inject("stack");
const PASSWORD = "correct horse battery";

let sql: Sql;
beforeAll(() => {
  sql = postgres(database, { max: 1, onnotice() {} });
});
afterAll(() => sql.end({ timeout: 5 }));

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${app}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });

async function register(): Promise<string> {
  const email = `${crypto.randomUUID()}@readers.example`;
  const response = await post("/api/v1/auth/register", { name: "Ada", email, password: PASSWORD });
  expect(response.status).toBe(201);
  return email;
}

const sessionOf = async (cookie: string) =>
  (await fetch(`${app}/api/auth/session`, { headers: { cookie } })).json();

test("registering answers 201 with the account, and 409 for an address that has one", async () => {
  const email = `${crypto.randomUUID()}@readers.example`;
  const body = { name: "Ada Byron", email, password: PASSWORD, time_zone: "Asia/Kolkata" };
  const made = await post("/api/v1/auth/register", body);
  expect(made.status).toBe(201);
  expect(await made.json()).toEqual({
    success: true,
    message: expect.any(String),
    data: {
      id: expect.any(String),
      name: "Ada Byron",
      email,
      time_zone: "Asia/Kolkata",
      email_verified: false,
    },
  });
  const again = await post("/api/v1/auth/register", { ...body, email: email.toUpperCase() });
  expect(again.status).toBe(409);
  expect(await again.json()).toMatchObject({ success: false, error: { code: "EMAIL_TAKEN" } });
});

test("a registration names every field that is wrong", async () => {
  const response = await post("/api/v1/auth/register", {
    email: "x",
    password: "1",
    time_zone: "M",
  });
  expect(response.status).toBe(400);
  const { error } = await response.json();
  expect(Object.keys(error.details.fields).sort()).toEqual([
    "email",
    "name",
    "password",
    "time_zone",
  ]);
  expect(error.details.fields.name).toBe("is missing");
});

test("a password gives tokens in the shape of OAuth; a refresh token works once", async () => {
  const email = await register();
  const first = await post("/api/v1/auth/token", { email, password: PASSWORD });
  expect(first.status).toBe(200);
  expect(first.headers.get("cache-control")).toContain("no-store");
  const tokens = await first.json();
  expect(tokens).toEqual({
    access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
    token_type: "Bearer",
    expires_in: 3600,
    refresh_token: expect.any(String),
  });
  const { refresh_token } = tokens;
  const second = await post("/api/v1/auth/token", { refresh_token }, { authorization: "Bearer x" });
  expect(second.status).toBe(200);
  const next = await second.json();
  expect((await post("/api/v1/auth/token", { refresh_token })).status).toBe(401);
  const stolen = await post("/api/v1/auth/token", { refresh_token: next.refresh_token });
  expect(stolen.status).toBe(401);
});

test.each([
  [{ email: "nobody@readers.example", password: "wrong" }, 401, "INVALID_CREDENTIALS"],
  [{ refresh_token: "made-up" }, 401, "INVALID_CREDENTIALS"],
  [{ refresh_token: 5 }, 400, "INVALID_INPUT"],
  [{ email: "nobody@readers.example" }, 400, "INVALID_INPUT"],
  [[], 400, "INVALID_INPUT"],
  [null, 400, "INVALID_INPUT"],
])("asking for a token with %j answers %i %s", async (body, status, code) => {
  const response = await post("/api/v1/auth/token", body);
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ success: false, error: { code } });
});

test("next-auth signs in by password, until the sessions are ended", async () => {
  const email = await register();
  expect(await sessionOf(await signInByCookie(email, "wrong"))).toEqual({});
  const cookie = await signInByCookie(email, PASSWORD);
  expect(await sessionOf(cookie)).toMatchObject({ user: { name: "Ada", email } });
  const account = (headers: Record<string, string>) =>
    fetch(`${app}/account`, { headers, redirect: "manual" }).then((response) => response.text());
  expect(await account({ cookie })).toContain("Confirm your address to go on");
  await sql`update users set session_version = session_version + 1 where email = ${email}`;
  expect(await sessionOf(cookie)).toEqual({});
  expect(await account({ cookie })).not.toContain("Confirm your address to go on");
});

test("the session cookie is kept from scripts and from other sites' posts", async () => {
  const email = await register();
  const csrf = await fetch(`${app}/api/auth/csrf`);
  const { csrfToken } = await csrf.json();
  const answer = await fetch(`${app}/api/auth/callback/credentials`, {
    method: "POST",
    headers: { cookie: cookiesOf(csrf) },
    body: new URLSearchParams({ csrfToken, email, password: PASSWORD, json: "true" }),
  });
  const session = answer.headers.getSetCookie().find((cookie) => cookie.includes("session-token"));
  expect(session).toMatch(/; HttpOnly/i);
  expect(session).toMatch(/; SameSite=Lax/i);
});

test("next-auth's addresses refuse what cannot be read, what is huge, and lines for the log", async () => {
  const send = (path: string, body: string, type = "application/json") =>
    fetch(`${app}/api/auth/${path}`, {
      method: "POST",
      headers: { "content-type": type },
      body,
      redirect: "manual",
    });
  const refused = async (answer: Promise<Response>, status: number, code: string) => {
    const response = await answer;
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ success: false, error: { code } });
  };
  const path = "callback/credentials";
  const attempt = await send(path, "{}");
  expect(attempt.headers.get("ratelimit-policy")).toContain('"sign-in"');
  await refused(send(path, '{"password": mine}'), 400, "INVALID_INPUT");
  const huge = "x".repeat(64 * 1024 + 1);
  await refused(send(path, JSON.stringify(huge)), 413, "PAYLOAD_TOO_LARGE");
  const form = "application/x-www-form-urlencoded";
  await refused(send(path, `email=${huge}`, form), 413, "PAYLOAD_TOO_LARGE");
  await refused(send("_log", '{"level":"error","code":"x"}'), 404, "NOT_FOUND");
  await refused(send("_log", "level=error&code=x", form), 404, "NOT_FOUND");
});
