import { afterAll, beforeAll, expect, test } from "vitest";
import type { UserActor } from "@/lib/platform/context";
import { policies } from "@/lib/platform/rate-limit/policies";
import { refusal } from "@/lib/sessions/sessions.fixture";
import { type Accounts, createAccounts, EMAIL, makeWholePerson, NAME } from "../accounts.fixture";
import { exportAccount } from "./export-account";
import { partsFor } from "./parts";

let world: Accounts;
let person: UserActor;
beforeAll(async () => {
  world = await createAccounts();
  person = await makeWholePerson(world);
});
afterAll(() => world?.close());

type File = Record<string, unknown> & { contents: Record<string, string> };

async function textOf(actor: UserActor): Promise<string> {
  let text = "";
  for await (const piece of await exportAccount(world.as(actor))) text += piece;
  return text;
}
const fileOf = async (actor: UserActor): Promise<File> => JSON.parse(await textOf(actor));

test("whoever has something everywhere gets something in every part, and is told what it is", async () => {
  const file = await fileOf(person);
  const names = partsFor(person).map(({ name }) => name);
  expect(Object.keys(file)).toEqual(["exported_at", "contents", ...names]);
  expect(Object.keys(file.contents)).toEqual(names);
  // Nothing was asked for by this person, and no mail has gone out yet.
  const empty = names.filter((name) => Array.isArray(file[name]) && file[name].length === 0);
  expect(empty).toEqual(["mails", "collections"]);
  expect(file.account).toMatchObject({
    id: person.id,
    name: NAME,
    email: EMAIL,
    has_password: true,
  });
  expect(file.notifications).toMatchObject({ reminder_1h: false, reminder_24h: true });
  expect(file.profile).toMatchObject({ name: NAME, rate: 120, slug: "wilhelmina-q" });
  expect(file.hours).toMatchObject({ time_off: [{ note: NAME }], week: [{}, {}] });
  expect(file.sessions_as_reader).toMatchObject([{ questions: `I am ${NAME}`, price: 135 }]);
  expect(file.sessions_as_researcher).toMatchObject([{ reader: "Ben Moss" }]);
  expect(file.reviews_received).toMatchObject([{ reader: "Ben M.", rating: 5 }]);
});

test("it holds no secret, and of others no more than this person sees of them", async () => {
  const text = await textOf(person);
  const [secret] = await world.sql`select password_hash as hash from users where id = ${person.id}`;
  for (const word of [secret?.hash, "quastenberg.ics", "zoom", "refresh", "secret_hash"])
    expect(text.toLowerCase()).not.toContain(String(word).toLowerCase());
  const others = await world.sql`select id, email from users where id <> ${person.id}`;
  expect(others.length).toBeGreaterThan(1);
  for (const { email } of others) expect(text).not.toContain(email);
});

test("a reader's file says nothing of a profile, and nothing of anybody else", async () => {
  const reader = await world.account({ name: "Carla Reyes" });
  const file = await fileOf(reader);
  expect(file).not.toHaveProperty("profile");
  expect(file.sessions_as_reader).toEqual([]);
  expect(JSON.stringify(file)).not.toMatch(/wilhelmina|quastenberg/i);
});

test("it asks for a confirmed address, and is made so often and no more", async () => {
  const fresh = { ...(await world.account()), emailVerified: false };
  expect((await refusal(exportAccount(world.as(fresh)))).code).toBe("EMAIL_UNVERIFIED");
  const reader = await world.account();
  for (let count = 0; count < policies.export.points; count++)
    await exportAccount(world.as(reader));
  expect((await refusal(exportAccount(world.as(reader)))).code).toBe("RATE_LIMITED");
});
