import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { apiGrants, researchers, users } from "@/db/schema";
import type { TestDatabase } from "@/db/testing";
import { SETTINGS } from "@/lib/platform/settings.fixture";
import { signAccessToken } from "./access-token";
import { accountsDatabase, contextOf, makeUser, PASSWORD } from "./accounts.fixture";
import { requestContext } from "./current-context";
import { issueToken } from "./issue-token";
import { encodeSessionToken, sessionCookie } from "./session-token";

let database: TestDatabase;
beforeAll(async () => {
  database = await accountsDatabase();
});
afterAll(() => database.close());

const ask = (headers: Record<string, string>, method = "GET") =>
  requestContext(new Request(`${SETTINGS.APP_URL}/api/v1/x`, { method, headers }));

async function cookieFor(user: { id: string; sessionVersion: number }) {
  const { id: userId, sessionVersion } = user;
  const token = await encodeSessionToken({ userId, sessionVersion });
  return `theme=dark; ${sessionCookie().name}=${token}`;
}

async function bearerFor(email: string) {
  const now = new Date();
  const input = { email, password: PASSWORD };
  const { accessToken } = await issueToken(contextOf(database, undefined, now), input);
  return `Bearer ${accessToken}`;
}

const endSession = (id: string) =>
  database.db.update(users).set({ sessionVersion: 9 }).where(eq(users.id, id));

test("a session cookie says who acts, with the profile they own", async () => {
  const user = await makeUser(database, { emailVerifiedAt: null, timeZone: "Asia/Tokyo" });
  const [profile] = await database.db
    .insert(researchers)
    .values({ slug: "ada", name: "Ada", userId: user.id })
    .returning();
  const { actor } = await ask({ cookie: await cookieFor(user) });
  expect(actor).toEqual({
    kind: "user",
    id: user.id,
    name: user.name,
    email: user.email,
    emailVerified: false,
    isAdmin: false,
    timeZone: "Asia/Tokyo",
    researcherId: profile?.id,
  });
});

test("without a session, with an altered one or after its end, nobody acts", async () => {
  const user = await makeUser(database);
  const cookie = await cookieFor(user);
  expect((await ask({ cookie })).actor.kind).toBe("user");
  expect((await ask({})).actor.kind).toBe("nobody");
  expect((await ask({ cookie: `${cookie.slice(0, -6)}AAAAAA` })).actor.kind).toBe("nobody");
  expect((await ask({ cookie: `${sessionCookie().name}=` })).actor.kind).toBe("nobody");
  await endSession(user.id);
  expect((await ask({ cookie })).actor.kind).toBe("nobody");
});

test("a cookie writes from our own pages only, and reads from anywhere", async () => {
  const cookie = await cookieFor(await makeUser(database));
  const write = (headers: Record<string, string>) => ask({ cookie, ...headers }, "POST");
  const allowed: Record<string, string>[] = [
    { "sec-fetch-site": "same-origin" },
    { origin: SETTINGS.APP_URL },
  ];
  for (const headers of allowed) expect((await write(headers)).actor.kind).toBe("user");
  const refused: Record<string, string>[] = [
    {},
    { "sec-fetch-site": "cross-site", origin: SETTINGS.APP_URL },
    { "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "none" },
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: `${SETTINGS.APP_URL}.evil.example` },
  ];
  for (const headers of refused)
    await expect(write(headers), JSON.stringify(headers)).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  expect((await ask({ cookie, origin: "https://evil.example" })).actor.kind).toBe("user");
  for (const method of ["PATCH", "PUT", "DELETE"])
    await expect(ask({ cookie }, method)).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("an access token acts from anywhere, until its grant or the sessions end", async () => {
  const user = await makeUser(database);
  const authorization = await bearerFor(user.email);
  const headers = { authorization, origin: "https://elsewhere.example" };
  expect((await ask(headers, "POST")).actor).toMatchObject({ kind: "user", id: user.id });
  await database.db
    .update(apiGrants)
    .set({ revokedAt: new Date() })
    .where(eq(apiGrants.userId, user.id));
  await expect(ask(headers)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });

  const other = await makeUser(database);
  const second = { authorization: await bearerFor(other.email) };
  expect((await ask(second)).actor.kind).toBe("user");
  await endSession(other.id);
  await expect(ask(second)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
});

test("one user's grant does not carry another user's token", async () => {
  const [ada, ben] = [await makeUser(database), await makeUser(database)];
  await bearerFor(ada.email);
  const [grant] = await database.db.select().from(apiGrants).where(eq(apiGrants.userId, ada.id));
  const claims = { userId: ben.id, grantId: grant?.id ?? "", sessionVersion: 1 };
  const authorization = `Bearer ${await signAccessToken(claims, new Date())}`;
  await expect(ask({ authorization })).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
});

test("an Authorization header is all that counts, also when a good cookie is there", async () => {
  const cookie = await cookieFor(await makeUser(database));
  const session = cookie.split("=").at(-1) ?? "";
  for (const authorization of ["Bearer nonsense", "Basic YTpi", "Bearer", "", `Bearer ${session}`])
    await expect(ask({ cookie, authorization }), authorization).rejects.toMatchObject({
      code: "UNAUTHENTICATED",
    });
});
