import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestDatabase } from "@/db/testing";
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
import { requireAdmin, requireResearcher, requireUser, requireVerified } from "./actor";
import { changePassword } from "./change-password";
import { createCheckoutAccount } from "./create-checkout-account";
import { findAccount } from "./find-account";
import { findMailToken } from "./mail-token";
import { signInWithGoogle } from "./sign-in-with-google";
import { signInWithPassword } from "./sign-in-with-password";
import { signOutEverywhere } from "./sign-out-everywhere";
import { updateAccount } from "./update-account";

let database: TestDatabase;
beforeAll(async () => {
  database = await accountsDatabase();
});
afterAll(() => database.close());

const newPassword = "a brand new one";

test("guards name what is missing: a sign-in, a confirmed address, a role", async () => {
  const nobody = { kind: "nobody" } as const;
  const fresh = actorOf(await makeUser(database, { emailVerifiedAt: null }));
  const reader = actorOf(await makeUser(database));
  const admin = actorOf(await makeUser(database, { isAdmin: true }));
  expect(() => requireUser(nobody)).toThrow(expect.objectContaining({ code: "UNAUTHENTICATED" }));
  expect(() => requireAdmin({ kind: "system" })).toThrow(
    expect.objectContaining({ code: "UNAUTHENTICATED" }),
  );
  expect(requireUser(fresh)).toBe(fresh);
  expect(() => requireVerified(fresh)).toThrow(
    expect.objectContaining({ code: "EMAIL_UNVERIFIED" }),
  );
  expect(requireVerified(reader)).toBe(reader);
  expect(() => requireResearcher(reader)).toThrow(expect.objectContaining({ code: "FORBIDDEN" }));
  expect(() => requireAdmin(reader)).toThrow(expect.objectContaining({ code: "FORBIDDEN" }));
  expect(requireAdmin(admin)).toBe(admin);
  const owner = { ...requireUser(reader), researcherId: "r1" };
  expect(requireResearcher(owner).researcherId).toBe("r1");
});

test("changing the password asks for the current one and ends all sessions and links", async () => {
  const user = await makeUser(database);
  const ctx = contextOf(database, actorOf(user));
  await expect(
    changePassword(ctx, { currentPassword: "wrong", newPassword }),
  ).rejects.toMatchObject({
    code: "INVALID_CREDENTIALS",
    details: { fields: { currentPassword: expect.any(String) } },
  });
  expect(await reload(database, user.id)).toEqual(user);
  const token = await mailedToken(database, user.id, "reset_password");
  const session = await changePassword(ctx, { currentPassword: PASSWORD, newPassword });
  expect(session).toEqual({ id: user.id, sessionVersion: 2 });
  expect((await findMailToken(ctx, token, "set_password"))?.state).toBe("used");
  const { email } = user;
  expect(await signInWithPassword(database, { email, password: newPassword })).toEqual(session);
});

test("whoever is in cannot guess at the current password without end", async () => {
  const user = await makeUser(database);
  const ctx = contextOf(database, actorOf(user));
  const guesses = await Promise.allSettled(
    Array.from({ length: 12 }, () =>
      changePassword(ctx, { currentPassword: "a guess", newPassword }),
    ),
  );
  const codes = guesses.map((guess) => guess.status === "rejected" && guess.reason.code);
  expect(codes.filter((code) => code === "RATE_LIMITED")).toHaveLength(2);
  await expect(
    changePassword(ctx, { currentPassword: PASSWORD, newPassword }),
  ).rejects.toMatchObject({ code: "RATE_LIMITED" });
});

test("of two changes at once from one password, one is made", async () => {
  const user = await makeUser(database);
  const results = await Promise.allSettled(
    ["the first choice", "the other choice"].map((newPassword) =>
      changePassword(contextOf(database, actorOf(user)), {
        currentPassword: PASSWORD,
        newPassword,
      }),
    ),
  );
  expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
});

test("an unconfirmed account cannot change itself, but can end its sessions", async () => {
  const user = await makeUser(database, { emailVerifiedAt: null });
  const ctx = contextOf(database, actorOf(user));
  const unverified = { code: "EMAIL_UNVERIFIED" };
  await expect(
    changePassword(ctx, { currentPassword: PASSWORD, newPassword }),
  ).rejects.toMatchObject(unverified);
  await expect(updateAccount(ctx, { name: "X", timeZone: "UTC" })).rejects.toMatchObject(
    unverified,
  );
  await signOutEverywhere(ctx);
  expect((await reload(database, user.id)).sessionVersion).toBe(2);
});

test("name and zone are changed, and read back with what the account page shows", async () => {
  const user = await makeUser(database, { passwordHash: null });
  const changes = { name: "Ada Lovelace", timeZone: "Europe/London" };
  await updateAccount(contextOf(database, actorOf(user)), changes);
  const changed = actorOf(await reload(database, user.id));
  expect(await findAccount(contextOf(database, changed))).toEqual({
    ...changes,
    email: user.email,
    emailVerified: true,
    hasPassword: false,
    orcid: null,
  });
});

test("an account made at checkout is unconfirmed, without password, and mailed a link", async () => {
  const input = {
    name: "Cy",
    email: "cy@readers.example",
    timeZone: "America/St_Johns",
    returnTo: "/checkout/1",
  };
  const made = await createCheckoutAccount(contextOf(database), input);
  expect(await reload(database, made.id)).toMatchObject({
    name: "Cy",
    timeZone: "America/St_Johns",
    passwordHash: null,
    emailVerifiedAt: null,
    sessionVersion: made.sessionVersion,
  });
  expect(await requestedMails(database, made.id)).toEqual([
    { purpose: "set_password", returnTo: "/checkout/1" },
  ]);
  await expect(
    createCheckoutAccount(contextOf(database), { ...input, email: "CY@readers.example" }),
  ).rejects.toMatchObject({ code: "EMAIL_TAKEN" });
});

test("Google opens the account of an address it vouches for, or makes one", async () => {
  const known = await makeUser(database, { email: "known@readers.example" });
  const profile = { email: "Known@Readers.Example", emailVerified: true, name: "K" };
  expect(await signInWithGoogle(contextOf(database), profile)).toEqual({
    id: known.id,
    sessionVersion: 1,
  });
  expect(await reload(database, known.id)).toEqual(known);
  const made = await signInWithGoogle(contextOf(database), {
    email: "new@readers.example",
    emailVerified: true,
    name: "",
  });
  expect(await reload(database, made.id)).toMatchObject({ name: "new", emailVerifiedAt: NOW });
  const dotted = { email: "john.me@readers.example", emailVerified: true, name: "www.evil.com" };
  const { id } = await signInWithGoogle(contextOf(database), dotted);
  expect((await reload(database, id)).name).toBe("john me");
  await expect(
    signInWithGoogle(contextOf(database), { ...profile, emailVerified: false }),
  ).rejects.toMatchObject({ code: "EMAIL_UNVERIFIED" });
});

test("a password set by whoever had not confirmed the address does not survive Google", async () => {
  const squatted = await makeUser(database, { emailVerifiedAt: null });
  const profile = { email: squatted.email, emailVerified: true, name: "Owner" };
  const owner = await signInWithGoogle(contextOf(database), profile);
  expect(owner).toEqual({ id: squatted.id, sessionVersion: 2 });
  await expect(
    signInWithPassword(database, { email: squatted.email, password: PASSWORD }),
  ).rejects.toMatchObject({ code: "INVALID_CREDENTIALS" });
});
