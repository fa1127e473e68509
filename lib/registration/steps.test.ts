import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { registrationSteps } from "@/db/schema";
import { parseInput } from "@/lib/api/input";
import { actorOf, makeUser } from "@/lib/auth/accounts.fixture";
import type { Ctx } from "@/lib/platform/context";
import { DAY_MS } from "@/lib/platform/time";
import { finishRegistration } from "./finish-registration";
import { forgetDrafts } from "./forget-drafts";
import { accountRegistrant, type Registrant, readRegistrant } from "./registrant";
import { NOW, type RegistrationWorld, refused, registrationWorld } from "./registration.fixture";
import { type Step, stepInputs } from "./registration-input";
import { nextStep, readProgress, saveStep } from "./steps";
import { TERMS_VERSION } from "./terms";

let world: RegistrationWorld;
beforeAll(async () => {
  world = await registrationWorld();
});
afterAll(() => world?.database.close());

const given = {
  profile: { name: "Ines Duarte", bio: "Fins.", field: "Genomics", expertise: ["zebrafish"] },
  rate: { rate: 150, payout_country: "PT" },
  hours: { time_zone: "Europe/Lisbon", availability: { monday: ["09:00-12:00"] } },
};

const newAddress = () => `${crypto.randomUUID()}@university.example`;
const save = (email: string, step: Step, version: number, values: unknown = given[step]) =>
  saveStep(world.nobody(), email, { step, version, values: parseInput(stepInputs[step], values) });
const progressOf = (email: string) => readProgress(world.db, email);

async function saveAll(email: string) {
  for (const step of ["profile", "rate", "hours"] as const) await save(email, step, 0);
  return (await progressOf(email)).versions;
}

async function invited(email = newAddress()): Promise<Registrant> {
  const { token } = await world.invitation({ email });
  const reading = await readRegistrant(world.nobody(), { kind: "invitation", token });
  if (reading.state !== "live") throw new Error(reading.state);
  return reading.registrant;
}

const finish = (registrant: Registrant, versions: Record<Step, number>, rest = {}, ctx?: Ctx) =>
  finishRegistration(ctx ?? world.nobody(), registrant, {
    versions,
    terms_version: TERMS_VERSION,
    password: "four quiet words here",
    ...rest,
  });

test("each step is kept, and one comes back to the first that is missing", async () => {
  const email = newAddress();
  expect(nextStep(await progressOf(email))).toBe("profile");
  await save(email, "profile", 0);
  expect(nextStep(await progressOf(email))).toBe("rate");
  await save(email, "hours", 0);
  expect(nextStep(await progressOf(email))).toBe("rate");
  await save(email, "rate", 0);
  const progress = await progressOf(email.toUpperCase());
  expect(nextStep(progress)).toBe("terms");
  expect(progress.values).toEqual({
    profile: given.profile,
    rate: given.rate,
    hours: {
      time_zone: "Europe/Lisbon",
      availability: [{ weekday: 1, startMinute: 540, endMinute: 720 }],
    },
  });
});

test("two tabs on one step: the later one is told, and wins only once it has seen that", async () => {
  const email = newAddress();
  await save(email, "profile", 0);
  const other = { ...given.profile, name: "Inês Duarte" };
  const { code, details } = await refused(save(email, "profile", 0, other));
  expect(code).toBe("WRONG_STATE");
  expect((await progressOf(email)).values.profile?.name).toBe("Ines Duarte");
  await save(email, "profile", Number(details.version), other);
  expect((await progressOf(email)).values.profile?.name).toBe("Inês Duarte");
  expect((await refused(save(email, "profile", 1))).details).toEqual({ version: 2 });
});

test("the same saved twice is no conflict, nor are two steps in two tabs", async () => {
  const email = newAddress();
  await Promise.all([save(email, "profile", 0), save(email, "rate", 0), save(email, "hours", 0)]);
  await save(email, "profile", 0);
  expect((await progressOf(email)).versions).toEqual({ profile: 1, rate: 1, hours: 1 });
});

test("of tabs that save at the same moment one is kept, the others hear of it", async () => {
  const email = newAddress();
  const names = ["Ana Lima", "Bia Lima", "Eva Lima", "Ida Lima"];
  const results = await Promise.allSettled(
    names.map((name) => save(email, "profile", 0, { ...given.profile, name })),
  );
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("finishing publishes what is complete, with the terms and a password, and forgets the steps", async () => {
  const registrant = await invited();
  const versions = await saveAll(registrant.email);
  const { account, owner } = await finish(registrant, versions);
  expect(account.isNew).toBe(true);
  expect(await world.profile(owner.researcherId)).toMatchObject({
    standing: "listed",
    timeZone: "Europe/Lisbon",
    timeZoneAssumed: false,
    payoutCountry: "PT",
    field: "Genomics",
    verified: false,
    termsVersion: TERMS_VERSION,
  });
  const [row] = await world.sql`select password_hash is not null as has from users
    where email = ${registrant.email}`;
  expect(row?.has).toBe(true);
  const left = await world.db
    .select()
    .from(registrationSteps)
    .where(eq(registrationSteps.email, registrant.email));
  expect(left).toEqual([]);
});

test("what lacks something is made all the same, and stays hidden", async () => {
  const registrant = await invited();
  await saveAll(registrant.email);
  await save(registrant.email, "hours", 1, { time_zone: "UTC", availability: {} });
  const { owner } = await finish(registrant, { profile: 1, rate: 1, hours: 2 });
  expect(await world.profile(owner.researcherId)).toMatchObject({ standing: "hidden" });
});

test.each([
  ["other terms", "INVALID_INPUT", { terms_version: "2020-01-01" }],
  [
    "what another tab changed meanwhile",
    "WRONG_STATE",
    { versions: { profile: 2, rate: 1, hours: 1 } },
  ],
])("with %s nothing is made", async (_what, code, rest) => {
  const registrant = await invited();
  const versions = await saveAll(registrant.email);
  const before = await world.rows();
  expect((await refused(finish(registrant, versions, rest))).code).toBe(code);
  expect(await world.rows()).toEqual(before);
});

test("with a step missing nothing is made", async () => {
  const registrant = await invited();
  await save(registrant.email, "profile", 0);
  const before = await world.rows();
  const versions = { profile: 1, rate: 0, hours: 0 };
  expect((await refused(finish(registrant, versions))).code).toBe("WRONG_STATE");
  expect(await world.rows()).toEqual(before);
});

test("two tabs that finish at once make one profile, by either way in", async () => {
  const user = await makeUser(world.database);
  const ctx = { ...world.nobody(), actor: actorOf(user) };
  const registrants = [await invited(), await accountRegistrant(ctx)];
  for (const registrant of registrants) {
    const versions = await saveAll(registrant.email);
    const before = await world.rows();
    const results = await Promise.allSettled(
      Array.from({ length: 4 }, () => finish(registrant, versions, {}, ctx)),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await world.rows()).researchers).toBe((before.researchers ?? 0) + 1);
  }
});

test("an account with a confirmed address applies by itself, and takes the profile of that address", async () => {
  const user = await makeUser(world.database);
  const collected = await world.unclaimed({ email: user.email });
  const ctx = { ...world.nobody(), actor: actorOf(user) };
  const registrant = await accountRegistrant(ctx);
  const versions = await saveAll(registrant.email);
  const { owner, account } = await finish(registrant, versions, {}, ctx);
  expect(account).toMatchObject({ id: user.id, isNew: false });
  expect(owner.researcherId).toBe(collected.id);
  expect(await world.profile(collected.id)).toMatchObject({ standing: "listed", verified: false });
  const again = { ...ctx, actor: { ...actorOf(user), researcherId: collected.id } };
  expect((await refused(accountRegistrant(again))).code).toBe("ALREADY_RESEARCHER");
});

test("without a confirmed address nobody applies", async () => {
  const user = await makeUser(world.database, { emailVerifiedAt: null });
  expect((await refused(accountRegistrant({ ...world.nobody(), actor: actorOf(user) }))).code).toBe(
    "EMAIL_UNVERIFIED",
  );
  expect((await refused(accountRegistrant(world.nobody()))).code).toBe("UNAUTHENTICATED");
});

test("steps that nobody went on with are forgotten, others are not", async () => {
  const [old, fresh] = [newAddress(), newAddress()];
  await save(old, "profile", 0);
  const later = new Date(NOW.getTime() + 91 * DAY_MS);
  const values = parseInput(stepInputs.profile, given.profile);
  await saveStep({ db: world.db, now: later }, fresh, { step: "profile", version: 0, values });
  await forgetDrafts({ ...world.system(), now: later });
  expect(nextStep(await progressOf(old))).toBe("profile");
  expect(nextStep(await progressOf(fresh))).toBe("rate");
});
