import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestDatabase } from "@/db/testing";
import type { DomainError } from "@/lib/platform/errors";
import { accountsDatabase, contextOf, mailedToken, makeUser, PASSWORD } from "./accounts.fixture";
import { hashPassword, verifyPassword } from "./password-hash";
import { setPassword } from "./set-password";
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

test("after ten wrong passwords even the right one waits, unless a mailed link sets a new one", async () => {
  const user = await makeUser(database, { email: "guessed@readers.example" });
  const guesses = Array.from({ length: 30 }, (_, guess) => refusal(user.email, `guess ${guess}`));
  const codes = (await Promise.all(guesses)).map((error) => (error as DomainError).code);
  expect(codes.filter((code) => code === "INVALID_CREDENTIALS")).toHaveLength(10);
  expect(codes.filter((code) => code === "RATE_LIMITED")).toHaveLength(20);
  expect(await refusal("GUESSED@readers.example", PASSWORD)).toMatchObject({
    code: "RATE_LIMITED",
  });

  const token = await mailedToken(database, user.id, "reset_password");
  const password = "another good password";
  await setPassword(contextOf(database), { token, password });
  expect(await refusal(user.email, password)).toBe("signed in");
});

test("signing in forgets the wrong passwords before", async () => {
  const { email } = await makeUser(database, { email: "typing@readers.example" });
  for (let round = 0; round < 3; round++) {
    for (let slip = 0; slip < 9; slip++) await refusal(email, "a slip");
    expect(await refusal(email, PASSWORD)).toBe("signed in");
  }
});
