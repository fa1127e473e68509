import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestDatabase } from "@/db/testing";
import {
  accountsDatabase,
  contextOf,
  makeUser,
  PASSWORD,
  reload,
  requestedMails,
} from "./accounts.fixture";
import { RegisterUser, UpdateAccount } from "./inputs";
import { registerUser } from "./register-user";
import { signUp } from "./sign-up";

let database: TestDatabase;
beforeAll(async () => {
  database = await accountsDatabase();
});
afterAll(() => database.close());

const input = (email: string, more: Record<string, unknown> = {}) =>
  RegisterUser.parse({ name: "Ben Ode", email, password: PASSWORD, ...more });

test("a registration makes an unconfirmed account and asks for one confirming mail", async () => {
  const made = await registerUser(
    contextOf(database),
    input(" Ben@Readers.Example ", { timeZone: "Europe/Lisbon", returnTo: "/papers/1?x=2" }),
  );
  expect(made).toMatchObject({ email: "ben@readers.example", timeZone: "Europe/Lisbon" });
  const user = await reload(database, made.id);
  expect(user.emailVerifiedAt).toBeNull();
  expect(user.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await requestedMails(database, made.id)).toEqual([
    { purpose: "verify_email", returnTo: "/papers/1?x=2" },
  ]);
});

test("an address is taken whatever its case, and its account stays as it was", async () => {
  const owner = await makeUser(database, { email: "Taken@Readers.Example" });
  await expect(
    registerUser(contextOf(database), input("taken@readers.example")),
  ).rejects.toMatchObject({ code: "EMAIL_TAKEN" });
  expect(await reload(database, owner.id)).toEqual(owner);
});

test("of two who register one address at once, one gets it", async () => {
  const results = await Promise.allSettled(
    [1, 2].map(() => registerUser(contextOf(database), input("race@readers.example"))),
  );
  expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
});

test("the page's sign-up answers alike for a known address, and tells its owner by mail", async () => {
  const owner = await makeUser(database, { email: "owner@readers.example" });
  const known = await signUp(contextOf(database), input("owner@readers.example"));
  const fresh = await signUp(contextOf(database), input("fresh@readers.example"));
  expect(known).toBeNull();
  expect(await requestedMails(database, owner.id)).toEqual([
    { purpose: "account_exists", returnTo: null },
  ]);
  expect(await requestedMails(database, fresh ?? "")).toEqual([
    { purpose: "verify_email", returnTo: null },
  ]);
  expect(await reload(database, owner.id)).toEqual(owner);
});

test.each([
  ["name", { name: "  " }],
  ["name", { name: "Win at https://evil.example" }],
  ["name", { name: "Two\nlines" }],
  ["name", { name: "www.evil.example" }],
  ["name", { name: "Ada, see evil.com" }],
  ["name", { name: "evil.co.uk" }],
  ["name", { name: "bit.ly/x" }],
  ["name", { name: "x.io/y" }],
  ["name", { name: "ada@evil.example" }],
  ["name", { name: undefined }],
  ["email", { email: "not an address" }],
  ["email", { email: 7 }],
  ["password", { password: "short" }],
  ["password", { password: "Password123" }],
  ["password", { password: "zzzzzzzzzzzzzz" }],
  ["timeZone", { timeZone: "Mars/Olympus" }],
])("a wrong %s is refused: %o", (field, wrong) => {
  const result = RegisterUser.safeParse({
    name: "Ben",
    email: "b@readers.example",
    password: PASSWORD,
    ...wrong,
  });
  expect(result.error?.issues.map((issue) => issue.path[0])).toEqual([field]);
});

test.each([
  "Ada Byron",
  "J.R.R. Tolkien",
  "Dr.med. Eva Ode",
  "Ben Ode, B.Sc.",
  "Prof.Smith",
  "St.John",
])("%s is a name", (name) => {
  expect(UpdateAccount.safeParse({ name, timeZone: "UTC" }).success).toBe(true);
});
