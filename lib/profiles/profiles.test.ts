import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { availabilityRules, formerSlugs, researchers } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { parseInput } from "@/lib/api/input";
import { encodeSlotId } from "@/lib/availability/slot-id";
import type { Actor, Ctx } from "@/lib/platform/context";
import { SETTINGS } from "@/lib/platform/settings.fixture";
import { listResearchers } from "@/lib/researchers/list-researchers";
import { NOW, peopleOf, type TestResearcher } from "@/lib/sessions/people.fixture";
import { previewSession } from "@/lib/sessions/preview-session";
import { raced, refusal, slotAt } from "@/lib/sessions/sessions.fixture";
import { getOwnProfile } from "./get-own-profile";
import { hideProfile } from "./hide-profile";
import { UpdateProfile } from "./profile-input";
import { publishProfile } from "./publish-profile";
import { FORMER_SLUGS_MAX, updateProfile } from "./update-profile";

let database: TestDatabase;
let people: ReturnType<typeof peopleOf>;
beforeAll(async () => {
  Object.assign(process.env, SETTINGS);
  database = await testDatabase();
  people = peopleOf(database);
});
afterAll(() => database?.close());

const as = (actor: Actor): Ctx => ({ db: database.db, actor, now: NOW });
const change = ({ actor }: TestResearcher, input: unknown) =>
  updateProfile(as(actor), parseInput(UpdateProfile, input));
const complete = { bio: "Ice.", field: "Climate science", expertise: ["sea ice"] };
const own = ({ actor }: TestResearcher) => getOwnProfile(as(actor));
const newSlug = (name: string) => `${name}-${crypto.randomUUID().slice(0, 8)}`;

async function rowOf({ id }: { id: string }) {
  const [row] = await database.db.select().from(researchers).where(eq(researchers.id, id));
  if (!row) throw new Error("no row");
  return row;
}

const thursday = (researcher: TestResearcher) =>
  encodeSlotId(slotAt(researcher, new Date("2026-03-05T10:00:00Z")));

test("what is named changes, what is left out stays, and the search knows at once", async () => {
  const amara = await people.researcher({ ...complete, position: "Professor" });
  await change(amara, {
    bio: "I study spindles.",
    expertise: [" sleep spindles ", "Sleep spindles", "EEG"],
    achievements: ["Sleep prize"],
    rate: 187.5,
    affiliation: "Northlake University",
  });
  expect(await own(amara)).toMatchObject({
    name: "Amara Okafor",
    position: "Professor",
    bio: "I study spindles.",
    expertise: ["Sleep spindles", "EEG"],
    achievements: ["Sleep prize"],
    rateCents: 18_750,
    affiliation: "Northlake University",
    missing: [],
  });
  const found = await listResearchers(as(amara.actor), { query: "spindles northlake" });
  expect(found.items.map(({ id }) => id)).toEqual([amara.id]);
  await change(amara, { position: "", achievements: [] });
  expect(await own(amara)).toMatchObject({ position: null, achievements: [] });
});

test("a field that others have is kept in their spelling", async () => {
  await people.researcher({ ...complete, field: "Behavioural genetics" });
  const later = await people.researcher({ standing: "hidden" });
  await change(later, { field: "behavioural GENETICS" });
  expect((await own(later)).field).toBe("Behavioural genetics");
});

test.each([
  ["rate", { rate: 19.99 }],
  ["rate", { rate: 2000.01 }],
  ["rate", { rate: 150.005 }],
  ["rate", { rate: "150" }],
  ["payout_country", { payout_country: "XX" }],
  ["payout_country", { payout_country: "Norway" }],
  ["slug", { slug: "no" }],
  ["slug", { slug: "a--b" }],
  ["slug", { slug: "søren" }],
  ["slug", { slug: "../admin" }],
  ["name", { name: "" }],
  ["name", { name: "See www.example.com" }],
  ["bio", { bio: "x".repeat(3001) }],
  ["bio", { bio: "a\u0000b" }],
  ["expertise", { expertise: Array.from({ length: 13 }, (_, at) => `topic ${at}`) }],
  ["expertise", { expertise: "ice" }],
  ["expertise.1", { expertise: ["ice", " "] }],
  ["achievements.0", { achievements: ["x".repeat(201)] }],
  ["position", { position: "two\nlines" }],
])("a wrong %s is named, case %#", async (field, input) => {
  const { code, details } = await refusal((async () => parseInput(UpdateProfile, input))());
  expect(code).toBe("INVALID_INPUT");
  expect(Object.keys(details.fields ?? {})).toEqual([field]);
});

test("what is missing is told before publishing; with it there, readers find the profile", async () => {
  const bare = await people.researcher({
    standing: "hidden",
    rateCents: null,
    payoutCountry: null,
    email: null,
  });
  await database.db.delete(availabilityRules).where(eq(availabilityRules.researcherId, bare.id));
  const { code, details } = await refusal(publishProfile(as(bare.actor)));
  expect(code).toBe("PROFILE_INCOMPLETE");
  expect(details.missing).toEqual(["bio", "field", "expertise", "rate", "hours", "payout_country"]);
  expect((await rowOf(bare)).standing).toBe("hidden");

  await change(bare, { ...complete, rate: 90, payout_country: "no" });
  expect((await own(bare)).missing).toEqual(["hours"]);
  await database.db
    .insert(availabilityRules)
    .values({ researcherId: bare.id, weekday: 4, startMinute: 600, endMinute: 660 });
  await publishProfile(as(bare.actor));
  expect(await rowOf(bare)).toMatchObject({
    standing: "listed",
    payoutCountry: "NO",
    email: bare.actor.email,
    nextAvailableAt: new Date("2026-03-05T10:00:00Z"),
  });
});

test("a published profile keeps what it needs", async () => {
  const clara = await people.researcher(complete);
  for (const [field, input] of [
    ["bio", { bio: "" }],
    ["field", { field: null }],
    ["expertise", { expertise: [] }],
    ["rate", { rate: null }],
    ["payout_country", { payout_country: "" }],
  ] as const) {
    const { code, details } = await refusal(change(clara, input));
    expect(code).toBe("INVALID_INPUT");
    expect(Object.keys(details.fields ?? {})).toEqual([field]);
  }
  await hideProfile(as(clara.actor));
  await change(clara, { bio: "" });
  expect((await own(clara)).missing).toEqual(["bio"]);
});

test("hidden, a profile is nowhere in the directory and takes no bookings; published again, it does", async () => {
  const ida = await people.researcher({ ...complete, name: "Ida Zyxw" });
  const reader = await people.reader();
  const found = async () => (await listResearchers(as(reader), { query: "zyxw" })).items.length;
  const book = () => previewSession(as(reader), { slotId: thursday(ida) });
  expect(await found()).toBe(1);
  await hideProfile(as(ida.actor));
  expect(await found()).toBe(0);
  expect((await refusal(book())).code).toBe("NOT_BOOKABLE");
  await publishProfile(as(ida.actor));
  expect(await found()).toBe(1);
  expect(await book()).toMatchObject({ price: { fullCents: 15_000 } });
});

test("where payouts do not reach, a profile is shown but takes no bookings, until they do", async () => {
  const kai = await people.researcher({ ...complete, name: "Kai Qvrst" });
  const reader = await people.reader();
  const seen = async () => (await listResearchers(as(reader), { query: "qvrst" })).items[0];
  const book = () => previewSession(as(reader), { slotId: thursday(kai) });
  await change(kai, { payout_country: "BR" });
  expect(await seen()).toMatchObject({ takesBookings: false, nextAvailableAt: null });
  expect((await refusal(book())).code).toBe("NOT_BOOKABLE");
  await change(kai, { payout_country: "PT" });
  expect(await seen()).toMatchObject({
    takesBookings: true,
    nextAvailableAt: new Date("2026-03-03T10:00:00Z"),
  });
  expect(await book()).toMatchObject({ price: { fullCents: 15_000 } });
});

test("a left address stays the profile's own: nobody else can take it, and its owner can go back", async () => {
  const [first, second, third] = ["first", "second", "third"].map(newSlug);
  const lena = await people.researcher({ ...complete, slug: first });
  const other = await people.researcher(complete);
  await change(lena, { slug: second });
  for (const slug of [first, second]) {
    expect(await refusal(change(other, { slug }))).toMatchObject({
      code: "SLUG_TAKEN",
      details: { fields: { slug: "belongs to another researcher" } },
    });
  }
  await change(lena, { slug: third });
  await change(lena, { slug: first });
  expect((await rowOf(lena)).slug).toBe(first);
  const former = await database.db
    .select({ slug: formerSlugs.slug })
    .from(formerSlugs)
    .where(eq(formerSlugs.researcherId, lena.id));
  expect(former.map(({ slug }) => slug).sort()).toEqual([second, third].sort());
});

test("an address that one leaves and another wants at the same moment goes to nobody else", async () => {
  for (let round = 0; round < 8; round++) {
    const wanted = newSlug("wanted");
    const leaver = await people.researcher({ ...complete, slug: wanted });
    const taker = await people.researcher(complete);
    const { lost } = await raced([
      change(leaver, { slug: newSlug("new") }),
      change(taker, { slug: wanted }),
    ]);
    expect(lost).toEqual(["SLUG_TAKEN"]);
  }
});

test("nobody leaves more than a few addresses behind", async () => {
  const nomad = await people.researcher({ ...complete, slug: newSlug("home") });
  const home = (await rowOf(nomad)).slug;
  for (let move = 0; move < FORMER_SLUGS_MAX; move++) await change(nomad, { slug: newSlug("on") });
  const { details } = await refusal(change(nomad, { slug: newSlug("more") }));
  expect(Object.keys(details.fields ?? {})).toEqual(["slug"]);
  await change(nomad, { slug: home });
  expect((await rowOf(nomad)).slug).toBe(home);
});

test("a reader has no profile to change", async () => {
  const reader = await people.reader();
  for (const call of [
    () => getOwnProfile(as(reader)),
    () => updateProfile(as(reader), { name: "Ada" }),
    () => publishProfile(as(reader)),
    () => hideProfile(as(reader)),
  ]) {
    expect((await refusal(call())).code).toBe("FORBIDDEN");
  }
});
