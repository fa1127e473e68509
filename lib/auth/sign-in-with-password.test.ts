import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestDatabase } from "@/db/testing";
import { accountsDatabase, makeUser, PASSWORD } from "./accounts.fixture";
import { hashPassword, verifyPassword } from "./password-hash";
import { signInWithPassword } from "./sign-in-with-password";

let database: TestDatabase;
beforeAll(async () => {
  database = await accountsDatabase();
});
afterAll(() => database.close());

const refusal = (email: string, password: string) =>
  signInWithPassword(database, { email, password }).then(
    () => "signed in",
    (error: unknown) => error,
  );

test("address and password sign in, whatever the address's case or the letters' composition", async () => {
  const user = await makeUser(database, {
    email: "ada@readers.example",
    passwordHash: await hashPassword("caf\u00e9 caf\u00e9 caf\u00e9"),
    sessionVersion: 7,
  });
  const signedIn = await signInWithPassword(database, {
    email: "ADA@readers.example",
    password: "cafe\u0301 cafe\u0301 cafe\u0301",
  });
  expect(signedIn).toEqual({ id: user.id, sessionVersion: 7 });
});

test("a wrong password, an unknown address and an account without password are refused alike", async () => {
  await makeUser(database, { email: "ben@readers.example" });
  await makeUser(database, { email: "nopass@readers.example", passwordHash: null });
  const wrong = await refusal("ben@readers.example", "not the password");
  expect(wrong).toMatchObject({ code: "INVALID_CREDENTIALS" });
  expect(await refusal("nobody@readers.example", PASSWORD)).toEqual(wrong);
  expect(await refusal("nopass@readers.example", PASSWORD)).toEqual(wrong);
});

test("even the decoy's own password opens no account without a hash", async () => {
  expect(await verifyPassword(null, "no account has this password")).toBe(false);
});
