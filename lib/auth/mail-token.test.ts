import { count, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { apiGrants, mailTokens } from "@/db/schema";
import type { TestDatabase } from "@/db/testing";
import { addHours } from "@/lib/platform/time";
import {
  accountsDatabase,
  actorOf,
  contextOf,
  mailedToken,
  makeUser,
  NOW,
  PASSWORD,
  reload,
  requestedMails,
} from "./accounts.fixture";
import { createMailToken } from "./create-mail-token";
import { issueToken } from "./issue-token";
import { findMailToken } from "./mail-token";
import { requestPasswordReset } from "./request-password-reset";
import { resendVerification } from "./resend-verification";
import { setPassword } from "./set-password";
import { signInWithOrcid } from "./sign-in-with-orcid";
import { signInWithPassword } from "./sign-in-with-password";
import { verifyEmail } from "./verify-email";

let database: TestDatabase;
beforeAll(async () => {
  database = await accountsDatabase();
});
afterAll(() => database.close());

const invalid = { code: "INVALID_TOKEN" };
const password = "another good one";

test("a repeated sending step makes the same link, and one token", async () => {
  const user = await makeUser(database);
  const input = {
    userId: user.id,
    purpose: "verify_email",
    key: "event-1",
    returnTo: "/papers/1?a=b",
  } as const;
  const first = await createMailToken(contextOf(database), input);
  const again = await createMailToken(contextOf(database, undefined, addHours(NOW, 1)), input);
  expect(again).toEqual(first);
  expect(first?.link).toMatch(
    /^https:\/\/colloquy\.example\/verify-email\?token=[\w-]{43}&return_to=%2Fpapers%2F1%3Fa%3Db$/,
  );
  const other = await createMailToken(contextOf(database), { ...input, key: "event-2" });
  expect(other?.link).not.toBe(first?.link);
  const [rows] = await database.db
    .select({ count: count() })
    .from(mailTokens)
    .where(eq(mailTokens.userId, user.id));
  expect(rows?.count).toBe(2);
});

test("the first confirmation ends older sessions and grants, later ones do not", async () => {
  const user = await makeUser(database, { emailVerifiedAt: null });
  await issueToken(contextOf(database), { email: user.email, password: PASSWORD });
  const [one, two] = [
    await mailedToken(database, user.id, "verify_email"),
    await mailedToken(database, user.id, "verify_email"),
  ];
  expect(await verifyEmail(contextOf(database), { token: one, isMaker: true })).toEqual({
    id: user.id,
    sessionVersion: 2,
    isPasswordVoid: false,
  });
  expect((await reload(database, user.id)).emailVerifiedAt).toEqual(NOW);
  const grants = await database.db.select().from(apiGrants).where(eq(apiGrants.userId, user.id));
  expect(grants.map((grant) => grant.revokedAt)).toEqual([NOW]);
  expect(
    (await verifyEmail(contextOf(database), { token: two, isMaker: true })).sessionVersion,
  ).toBe(2);
});

test("confirming from a browser that did not make the account voids the password, once", async () => {
  const user = await makeUser(database, { emailVerifiedAt: null });
  const confirm = async (isMaker: boolean) =>
    verifyEmail(contextOf(database), {
      token: await mailedToken(database, user.id, "verify_email"),
      isMaker,
    });
  expect(await confirm(false)).toEqual({ id: user.id, sessionVersion: 2, isPasswordVoid: true });
  await expect(
    signInWithPassword(database, { email: user.email, password: PASSWORD }),
  ).rejects.toMatchObject({ code: "INVALID_CREDENTIALS" });
  const token = await mailedToken(database, user.id, "set_password");
  await setPassword(contextOf(database), { token, password });
  expect(await confirm(false)).toMatchObject({ isPasswordVoid: false });
  await signInWithPassword(database, { email: user.email, password });
});

test("a link works once, before its end, and for its own purpose", async () => {
  const user = await makeUser(database, { emailVerifiedAt: null });
  const token = await mailedToken(database, user.id, "verify_email");
  await expect(setPassword(contextOf(database), { token, password })).rejects.toMatchObject(
    invalid,
  );
  const expired = contextOf(database, undefined, addHours(NOW, 72));
  await expect(verifyEmail(expired, { token, isMaker: true })).rejects.toMatchObject(invalid);
  expect((await findMailToken(expired, token, "verify_email"))?.state).toBe("expired");
  expect((await findMailToken(contextOf(database), token, "verify_email"))?.state).toBe("live");
  await verifyEmail(contextOf(database), { token, isMaker: true });
  await expect(verifyEmail(contextOf(database), { token, isMaker: true })).rejects.toMatchObject(
    invalid,
  );
  expect((await findMailToken(contextOf(database), token, "verify_email"))?.state).toBe("used");
  expect(await findMailToken(contextOf(database), "made-up", "verify_email")).toBeNull();
  await expect(
    verifyEmail(contextOf(database), { token: "made-up", isMaker: true }),
  ).rejects.toMatchObject(invalid);
});

test("of two who take one link at once, one sets the password", async () => {
  const user = await makeUser(database);
  const token = await mailedToken(database, user.id, "reset_password");
  const results = await Promise.allSettled(
    ["first chosen one", "second chosen one"].map((password) =>
      setPassword(contextOf(database), { token, password }),
    ),
  );
  expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
});

test("a mailed link sets the password, confirms the address and ends sessions and other links", async () => {
  const user = await makeUser(database, { emailVerifiedAt: null, passwordHash: null });
  const older = await mailedToken(database, user.id, "set_password");
  const token = await mailedToken(database, user.id, "reset_password");
  const signedIn = await setPassword(contextOf(database), { token, password });
  expect(signedIn).toEqual({ id: user.id, sessionVersion: 2 });
  expect((await reload(database, user.id)).emailVerifiedAt).toEqual(NOW);
  expect(await signInWithPassword(database, { email: user.email, password })).toEqual(signedIn);
  await expect(setPassword(contextOf(database), { token: older, password })).rejects.toMatchObject(
    invalid,
  );
});

test("a password set by mail ends what an iD opens", async () => {
  const user = await makeUser(database, { orcid: "0000-0002-1825-0097" });
  const token = await mailedToken(database, user.id, "reset_password");
  const found = await findMailToken(contextOf(database), token, "set_password");
  expect(found?.orcid).toBe("0000-0002-1825-0097");
  await setPassword(contextOf(database), { token, password });
  expect(await signInWithOrcid(database, "0000-0002-1825-0097")).toBeNull();
});

test("a reset keeps the day on which the address was confirmed first", async () => {
  const user = await makeUser(database, { emailVerifiedAt: addHours(NOW, -48) });
  const token = await mailedToken(database, user.id, "reset_password");
  await setPassword(contextOf(database), { token, password });
  expect((await reload(database, user.id)).emailVerifiedAt).toEqual(addHours(NOW, -48));
});

test("asking for a reset answers alike for known and unknown addresses", async () => {
  const user = await makeUser(database);
  const ask = (email: string) =>
    requestPasswordReset(contextOf(database), { email, returnTo: "/account" });
  expect(await ask(user.email)).toBe(await ask("nobody@readers.example"));
  expect(await requestedMails(database, user.id)).toEqual([
    { purpose: "reset_password", returnTo: "/account" },
  ]);
});

test("after five links within the hour a sixth is held back, and offered again later", async () => {
  const user = await makeUser(database, { emailVerifiedAt: null });
  for (let sent = 0; sent < 5; sent++) await mailedToken(database, user.id, "verify_email");
  const resend = (now: Date) =>
    resendVerification(contextOf(database, actorOf(user), now), { returnTo: null });
  await expect(resend(NOW)).rejects.toMatchObject({ code: "RATE_LIMITED" });
  await requestPasswordReset(contextOf(database), { email: user.email, returnTo: null });
  expect(await requestedMails(database, user.id)).toEqual([]);
  await resend(addHours(NOW, 2));
  expect(await requestedMails(database, user.id)).toHaveLength(1);
});

test("however many links are asked for at once, five go out, and a repeat is no further one", async () => {
  const user = await makeUser(database);
  const keys = Array.from({ length: 8 }, (_, at) => `request ${at}`);
  const makeAll = () =>
    Promise.all(
      keys.map((key) =>
        createMailToken(contextOf(database), { userId: user.id, purpose: "reset_password", key }),
      ),
    );
  const links = await makeAll();
  expect(links.filter((made) => made !== null)).toHaveLength(5);
  expect(await makeAll()).toEqual(links);
});

test("the link sent again sets the first password where there is none, and ends with confirmation", async () => {
  const user = await makeUser(database, { emailVerifiedAt: null, passwordHash: null });
  await resendVerification(contextOf(database, actorOf(user)), { returnTo: "/sessions/1" });
  expect(await requestedMails(database, user.id)).toEqual([
    { purpose: "set_password", returnTo: "/sessions/1" },
  ]);
  const confirmed = await makeUser(database);
  await expect(
    resendVerification(contextOf(database, actorOf(confirmed)), { returnTo: null }),
  ).rejects.toMatchObject({ code: "WRONG_STATE" });
});

test("no event holds a secret", async () => {
  const rows = await database.sql`select data from outbox`;
  expect(rows.length).toBeGreaterThan(0);
  for (const { data } of rows)
    expect(Object.keys(data).sort()).toEqual(["purpose", "returnTo", "userId"]);
});
