import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { invitations, outbox, outreachRequests, users } from "@/db/schema";
import { signAccessToken } from "@/lib/auth/access-token";
import { mailedToken, makeUser, PASSWORD } from "@/lib/auth/accounts.fixture";
import { verifyPassword } from "@/lib/auth/password-hash";
import { hashAddress } from "@/lib/outreach/address-hash";
import { signInvitation } from "@/lib/outreach/invitation-token";
import { signOutreachToken } from "@/lib/outreach/outreach-token";
import { DAY_MS } from "@/lib/platform/time";
import {
  bodyOf,
  NOW,
  type RegistrationWorld,
  refused,
  registrationWorld,
} from "./registration.fixture";
import { TERMS_VERSION } from "./terms";

let world: RegistrationWorld;
beforeAll(async () => {
  world = await registrationWorld();
});
afterAll(() => world?.database.close());

test("an invited person becomes a researcher: account, profile, hours, and the reader is told", async () => {
  const invitation = await world.invitation();
  const profile = await world.register(bodyOf(invitation));
  expect(profile).toMatchObject({
    name: "John Smith",
    email: invitation.email,
    bio: "Professor of AI.",
    expertise: ["Machine Learning", "NLP"],
    achievements: ["Award 1", "Publication 2"],
    rateCents: 15_000,
    verified: false,
    standing: "hidden",
    timeZone: "UTC",
    weeklyHours: {
      monday: ["09:00-10:00", "14:00-15:00"],
      tuesday: ["10:00-11:00", "15:00-16:00"],
    },
    missing: ["field", "payout_country"],
  });
  expect(await world.profile(profile.id)).toMatchObject({
    timeZoneAssumed: true,
    termsVersion: TERMS_VERSION,
    termsAcceptedAt: NOW,
  });
  const [user] = await world.db.select().from(users).where(eq(users.email, invitation.email));
  expect(user).toMatchObject({ id: profile.userId, passwordHash: null, emailVerifiedAt: NOW });
  const [request] = await world.db
    .select()
    .from(outreachRequests)
    .where(eq(outreachRequests.id, invitation.requestId));
  expect(request).toMatchObject({ status: "accepted", researcherId: profile.id });
  const events = await world.db.select().from(outbox);
  const named = (name: string) => events.filter((event) => event.name === name);
  expect(named("researcher/registered").map(({ data }) => data)).toContainEqual({
    researcherId: profile.id,
  });
  expect(named("outreach/accepted").map(({ data }) => data)).toContainEqual({
    requestId: invitation.requestId,
  });
});

test("a zone that is given is kept, and not flagged", async () => {
  const invitation = await world.invitation();
  const body = { ...bodyOf(invitation), time_zone: "Europe/Lisbon" };
  const { id } = await world.register(body);
  expect(await world.profile(id)).toMatchObject({
    timeZone: "Europe/Lisbon",
    timeZoneAssumed: false,
  });
});

test("with the known address the collected profile is taken over, with its papers and its address", async () => {
  const email = `${crypto.randomUUID()}@university.example`;
  const collected = await world.unclaimed({ email, field: "Genomics", affiliation: "Northlake" });
  await world.paper("Fins", [collected.id]);
  const invitation = await world.invitation({ email, researcherId: collected.id });
  const { bio: _left, ...body } = bodyOf(invitation);
  const profile = await world.register(body);
  expect(profile).toMatchObject({
    id: collected.id,
    slug: collected.slug,
    field: "Genomics",
    affiliation: "Northlake",
    standing: "hidden",
  });
  expect(profile.papers.map(({ title }) => title)).toEqual(["Fins"]);
});

test("an address that a reader supplied proves nothing: the collected profile stays, and a person decides", async () => {
  const collected = await world.unclaimed();
  await world.paper("Fins", [collected.id]);
  const invitation = await world.invitation({ researcherId: collected.id });
  const profile = await world.register(bodyOf(invitation));
  expect(profile.id).not.toBe(collected.id);
  expect(profile.papers).toEqual([]);
  expect(await world.profile(collected.id)).toMatchObject({
    standing: "unclaimed",
    name: collected.name,
    userId: null,
  });
  const requests = await world.sql`select kind, state, applicant_id from profile_requests
    where researcher_id = ${collected.id}`;
  expect([...requests]).toEqual([{ kind: "claim", state: "waiting", applicant_id: profile.id }]);
  const alerts = await world.sql`select kind from alerts where details ->> 'requestId' =
    (select id::text from profile_requests where researcher_id = ${collected.id})`;
  expect([...alerts]).toEqual([{ kind: "claim_to_decide" }]);
});

test("an account that is in use keeps its name, password and zone, and gets the profile", async () => {
  const user = await makeUser(world.database, { name: "J. Smith", timeZone: "Asia/Tokyo" });
  const invitation = await world.invitation({ email: user.email });
  const profile = await world.register(bodyOf(invitation));
  expect(profile.userId).toBe(user.id);
  const [after] = await world.db.select().from(users).where(eq(users.id, user.id));
  expect(after).toMatchObject({
    name: "J. Smith",
    timeZone: "Asia/Tokyo",
    sessionVersion: user.sessionVersion,
  });
  expect(await verifyPassword(after?.passwordHash ?? null, PASSWORD)).toBe(true);
});

test("whoever signed up with the address and never confirmed it is shut out", async () => {
  const user = await makeUser(world.database, { emailVerifiedAt: null });
  const invitation = await world.invitation({ email: user.email });
  await world.register(bodyOf(invitation));
  const [after] = await world.db.select().from(users).where(eq(users.id, user.id));
  expect(after).toMatchObject({ passwordHash: null, emailVerifiedAt: NOW });
  expect(after?.sessionVersion).toBeGreaterThan(user.sessionVersion);
});

test("of tabs and callers at once, one registers and nothing is there twice", async () => {
  for (let round = 0; round < 5; round++) {
    const invitation = await world.invitation();
    const before = await world.rows();
    const results = await Promise.allSettled(
      Array.from({ length: 6 }, () => world.register(bodyOf(invitation))),
    );
    const lost = results.flatMap((result) => (result.status === "rejected" ? result.reason : []));
    expect(results.length - lost.length).toBe(1);
    for (const error of lost) expect(error).toMatchObject({ code: "INVALID_TOKEN" });
    const after = await world.rows();
    expect(after.researchers).toBe((before.researchers ?? 0) + 1);
    expect(after.users).toBe((before.users ?? 0) + 1);
    expect(after.availability_rules).toBe((before.availability_rules ?? 0) + 4);
  }
});

test("two invitations of one person at once make one profile", async () => {
  const email = `${crypto.randomUUID()}@university.example`;
  const first = await world.invitation({ email });
  await world.db.update(invitations).set({ quietUntil: NOW }).where(eq(invitations.id, first.id));
  const later = new Date(NOW.getTime() + DAY_MS);
  const second = await world.invitation({ email, createdAt: later });
  const results = await Promise.allSettled(
    [first, second].map((invitation) => world.register(bodyOf(invitation), later)),
  );
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const [{ n } = { n: 0 }] = await world.sql<{ n: number }[]>`
    select count(*)::int as n from researchers where email = ${email}`;
  expect(n).toBe(1);
});

const forged = async (token: string) => `${token.slice(0, -2)}${token.endsWith("A") ? "BB" : "AA"}`;

test.each<[string, string, (world: RegistrationWorld) => Promise<Record<string, unknown>>]>([
  [
    "forged",
    "INVALID_TOKEN",
    async (w) => {
      const invitation = await w.invitation();
      return { ...bodyOf(invitation), token: await forged(invitation.token) };
    },
  ],
  [
    "no token at all",
    "INVALID_TOKEN",
    async (w) => ({ ...bodyOf(await w.invitation()), token: "token" }),
  ],
  [
    "for an invitation that we do not know",
    "INVALID_TOKEN",
    async (w) => {
      const invitation = await w.invitation();
      const token = await signInvitation({ ...invitation, id: crypto.randomUUID() });
      return { ...bodyOf(invitation), token };
    },
  ],
  [
    "used",
    "INVALID_TOKEN",
    async (w) => {
      const invitation = await w.invitation();
      await w.register(bodyOf(invitation));
      return bodyOf(invitation);
    },
  ],
  [
    "expired",
    "INVALID_TOKEN",
    async (w) =>
      bodyOf(await w.invitation({ expiresAt: NOW, createdAt: new Date(NOW.getTime() - DAY_MS) })),
  ],
  ["declined", "INVALID_TOKEN", async (w) => bodyOf(await w.invitation({ state: "declined" }))],
  [
    "for unsubscribing",
    "INVALID_TOKEN",
    async (w) => {
      const invitation = await w.invitation();
      const id = hashAddress(invitation.email);
      const claims = { purpose: "unsubscribe" as const, id, issuedAt: NOW, expiresAt: null };
      return { ...bodyOf(invitation), token: await signOutreachToken(claims) };
    },
  ],
  [
    "an access token of the API",
    "INVALID_TOKEN",
    async (w) => {
      const invitation = await w.invitation();
      const claims = { userId: crypto.randomUUID(), sessionVersion: 1, grantId: invitation.id };
      return { ...bodyOf(invitation), token: await signAccessToken(claims, NOW) };
    },
  ],
  [
    "a mailed link's secret",
    "INVALID_TOKEN",
    async (w) => {
      const invitation = await w.invitation();
      const user = await makeUser(w.database);
      return {
        ...bodyOf(invitation),
        token: await mailedToken(w.database, user.id, "set_password"),
      };
    },
  ],
  [
    "for another address",
    "INVALID_INPUT",
    async (w) => ({ ...bodyOf(await w.invitation()), email: "other@university.example" }),
  ],
  [
    "of somebody who has a profile",
    "ALREADY_RESEARCHER",
    async (w) => {
      const first = await w.invitation();
      await w.register(bodyOf(first));
      await w.db.update(invitations).set({ quietUntil: NOW }).where(eq(invitations.id, first.id));
      return bodyOf(await w.invitation({ email: first.email }));
    },
  ],
])("with a token %s nothing is created: %s", async (_what, code, arrange) => {
  const body = await arrange(world);
  const before = await world.rows();
  expect((await refused(world.register(body))).code).toBe(code);
  expect(await world.rows()).toEqual(before);
});

test.each([
  ["rate", { rate: 19.99 }],
  ["rate", { rate: 2000.01 }],
  ["rate", { rate: 99.999 }],
  ["rate", { rate: null }],
  ["rate", { rate: "150" }],
  ["availability.monday.0", { availability: { monday: ["10:00-09:00"] } }],
  ["availability.monday.1", { availability: { monday: ["09:00-11:00", "10:00-12:00"] } }],
  ["availability", { availability: { someday: ["09:00-10:00"] } }],
  ["availability", { availability: null }],
  ["availability.sunday", { availability: { sunday: "09:00-10:00" } }],
  ["name", { name: "" }],
  ["email", { email: "john" }],
  ["bio", { bio: 7 }],
  ["expertise", { expertise: "NLP" }],
  ["achievements.0", { achievements: [""] }],
  ["time_zone", { time_zone: "Mars/Base" }],
  ["token", { token: "" }],
])("a wrong %s is named, and the invitation still stands, case %#", async (field, wrong) => {
  const invitation = await world.invitation();
  const before = await world.rows();
  const { code, details } = await refused(world.register({ ...bodyOf(invitation), ...wrong }));
  expect(code).toBe("INVALID_INPUT");
  expect(Object.keys(details.fields ?? {})).toContain(field);
  expect(await world.rows()).toEqual(before);
  await world.register(bodyOf(invitation));
});

test("20 and 2,000 dollars an hour are within bounds", async () => {
  for (const rate of [20, 2000]) {
    const { rateCents } = await world.register({ ...bodyOf(await world.invitation()), rate });
    expect(rateCents).toBe(rate * 100);
  }
});
