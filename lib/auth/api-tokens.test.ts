import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestDatabase } from "@/db/testing";
import type { UserActor } from "@/lib/platform/context";
import { addHours, addMinutes } from "@/lib/platform/time";
import { verifyAccessToken } from "./access-token";
import { accountsDatabase, contextOf, makeUser, NOW, PASSWORD } from "./accounts.fixture";
import { CreateApiToken, createApiToken, MAX_TOKENS } from "./create-api-token";
import { issueToken } from "./issue-token";
import { listApiTokens } from "./list-api-tokens";
import { loadGrantActor, loadSessionActor } from "./load-actor";
import { ApiTokenId, revokeApiToken } from "./revoke-api-token";
import { signOutEverywhere } from "./sign-out-everywhere";

let database: TestDatabase;
beforeAll(async () => {
  database = await accountsDatabase();
});
afterAll(() => database?.close());

async function newActor(values: Parameters<typeof makeUser>[1] = {}): Promise<UserActor> {
  const user = await makeUser(database, values);
  const claims = { userId: user.id, sessionVersion: user.sessionVersion };
  const actor = await loadSessionActor(database.db, claims);
  if (!actor) throw new Error("no actor");
  return actor;
}

const make = (actor: UserActor, days = 30, now = NOW) =>
  createApiToken(contextOf(database, actor, now), { name: "Reading list", days });

/** Whom a token opens the API for. */
async function holderOf(token: string, now: Date): Promise<string | null> {
  const claims = await verifyAccessToken(token, now);
  return (claims && (await loadGrantActor(database.db, claims, now)))?.id ?? null;
}

test("a token opens the API until its last day is over", async () => {
  const ada = await newActor();
  const { token, expiresAt } = await make(ada, 90);
  expect(expiresAt).toEqual(addHours(NOW, 90 * 24));
  expect(await holderOf(token, NOW)).toBe(ada.id);
  expect(await holderOf(token, addMinutes(expiresAt, -1))).toBe(ada.id);
  expect(await holderOf(token, addMinutes(expiresAt, 1))).toBeNull();
});

test("tokens and sign-ins are listed for their owner alone, newest first, with their last use", async () => {
  const ada = await newActor();
  const { id, token } = await make(ada);
  await issueToken(
    { db: database.db, now: addMinutes(NOW, 1) },
    { email: ada.email, password: PASSWORD },
  );
  await holderOf(token, addMinutes(NOW, 5));
  await holderOf(token, addMinutes(NOW, 5.5));
  const list = await listApiTokens(contextOf(database, ada, addMinutes(NOW, 6)));
  expect(list.map(({ name }) => name)).toEqual([null, "Reading list"]);
  expect(list[1]).toEqual({
    id,
    name: "Reading list",
    createdAt: NOW,
    expiresAt: addHours(NOW, 30 * 24),
    lastUsedAt: addMinutes(NOW, 5),
  });
  expect(await listApiTokens(contextOf(database, await newActor()))).toEqual([]);
});

test("a revoked token is refused from then on, and nobody can revoke another's", async () => {
  const ada = await newActor();
  const { id, token } = await make(ada);
  const stranger = contextOf(database, await newActor());
  await expect(revokeApiToken(stranger, { tokenId: id })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  expect(await holderOf(token, NOW)).toBe(ada.id);
  await revokeApiToken(contextOf(database, ada), { tokenId: id });
  expect(await holderOf(token, NOW)).toBeNull();
  expect(await listApiTokens(contextOf(database, ada))).toEqual([]);
  await revokeApiToken(contextOf(database, ada), { tokenId: id });
  expect(ApiTokenId.safeParse({ tokenId: "none" }).success).toBe(false);
});

test("signing out everywhere ends every token", async () => {
  const ada = await newActor();
  const { token } = await make(ada);
  await signOutEverywhere(contextOf(database, ada));
  expect(await holderOf(token, NOW)).toBeNull();
});

test("of many made at once there are at most twenty", async () => {
  const ada = await newActor();
  const outcomes = await Promise.allSettled(Array.from({ length: 30 }, () => make(ada)));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(MAX_TOKENS);
  const [refused] = outcomes.filter((outcome) => outcome.status === "rejected");
  expect(refused?.reason).toMatchObject({ code: "WRONG_STATE" });
  expect(await listApiTokens(contextOf(database, ada))).toHaveLength(MAX_TOKENS);
});

test("who has not confirmed the address makes none", async () => {
  const ada = await newActor({ emailVerifiedAt: null });
  await expect(make(ada)).rejects.toMatchObject({ code: "EMAIL_UNVERIFIED" });
});

test.each([
  [{ name: " ", days: 30 }, "name"],
  [{ name: "two\nlines", days: 30 }, "name"],
  [{ name: "x".repeat(61), days: 30 }, "name"],
  [{ name: "ok", days: 31 }, "days"],
  [{ name: "ok", days: "for ever" }, "days"],
])("%j is refused by field", (input, field) => {
  const { error } = CreateApiToken.safeParse(input);
  expect(error?.issues.map(({ path }) => path[0])).toEqual([field]);
});
