import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { apiGrants } from "@/db/schema";
import type { TestDatabase } from "@/db/testing";
import { addHours } from "@/lib/platform/time";
import { verifyAccessToken } from "./access-token";
import { accountsDatabase, actorOf, contextOf, makeUser, NOW, PASSWORD } from "./accounts.fixture";
import { issueToken } from "./issue-token";
import { makeRefreshToken } from "./refresh-token";
import { signOutEverywhere } from "./sign-out-everywhere";

let database: TestDatabase;
beforeAll(async () => {
  database = await accountsDatabase();
});
afterAll(() => database.close());

const refused = { code: "INVALID_CREDENTIALS" };
const refresh = (refreshToken: string, now = NOW) =>
  issueToken(contextOf(database, undefined, now), { refreshToken });

async function signIn() {
  const user = await makeUser(database);
  const token = await issueToken(contextOf(database), { email: user.email, password: PASSWORD });
  const grant = async () => {
    const rows = await database.db.select().from(apiGrants).where(eq(apiGrants.userId, user.id));
    expect(rows).toHaveLength(1);
    return rows[0];
  };
  return { user, token, grant };
}

test("a password gives an access token of the grant, and only hashes are kept", async () => {
  const { user, token, grant } = await signIn();
  const row = await grant();
  expect(await verifyAccessToken(token.accessToken, NOW)).toEqual({
    userId: user.id,
    grantId: row?.id,
    sessionVersion: 1,
  });
  expect(token.expiresInSeconds).toBe(3600);
  expect(row?.refreshHash).toMatch(/^[0-9a-f]{64}$/);
  expect(JSON.stringify(row)).not.toContain(token.refreshToken);
});

test("a wrong password gives nothing", async () => {
  const user = await makeUser(database);
  await expect(
    issueToken(contextOf(database), { email: user.email, password: "wrong" }),
  ).rejects.toMatchObject(refused);
});

test("a refresh token works once, each time giving the next and a longer grant", async () => {
  const { token, grant } = await signIn();
  const second = await refresh(token.refreshToken, addHours(NOW, 24));
  expect(second.refreshToken).not.toBe(token.refreshToken);
  expect((await grant())?.expiresAt).toEqual(addHours(NOW, 31 * 24));
  await refresh(second.refreshToken);
});

test.each([1, 2, 3])("a refresh token used %i refreshes ago ends its grant", async (ago) => {
  const { token, grant } = await signIn();
  let latest = token;
  for (let turn = 0; turn < ago; turn++) latest = await refresh(latest.refreshToken);
  await expect(refresh(token.refreshToken)).rejects.toMatchObject(refused);
  expect((await grant())?.revokedAt).toEqual(NOW);
  await expect(refresh(latest.refreshToken)).rejects.toMatchObject(refused);
});

test("of two who refresh with one token at once, at most one gets the next", async () => {
  const { token } = await signIn();
  const results = await Promise.allSettled([
    refresh(token.refreshToken),
    refresh(token.refreshToken),
  ]);
  expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
});

test("a token that we never made touches no grant, though it names one", async () => {
  const { token, grant } = await signIn();
  const id = (await grant())?.id ?? "";
  const forged = `${makeRefreshToken(id).slice(0, -4)}AAAA`;
  for (const given of [forged, `${id}.x.y`, `${token.refreshToken}.z`, "x", "..", "a.b.c"])
    await expect(refresh(given), given).rejects.toMatchObject(refused);
  expect((await grant())?.revokedAt).toBeNull();
});

test("a grant ends after 30 days unused, and when the user signs out everywhere", async () => {
  const unused = await signIn();
  await expect(refresh(unused.token.refreshToken, addHours(NOW, 30 * 24))).rejects.toMatchObject(
    refused,
  );
  const ended = await signIn();
  await signOutEverywhere(contextOf(database, actorOf(ended.user)));
  await expect(refresh(ended.token.refreshToken)).rejects.toMatchObject(refused);
});
