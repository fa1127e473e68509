import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  alerts,
  invitations,
  outbox,
  outreachRequests,
  paperAuthors,
  profileRequests,
  removedPeople,
  researchers,
  sourceTurns,
} from "@/db/schema";
import { actorOf, makeUser } from "@/lib/auth/accounts.fixture";
import { isSuppressed } from "@/lib/outreach/suppressions";
import type { Ctx } from "@/lib/platform/context";
import { DAY_MS } from "@/lib/platform/time";
import { isRemoved } from "@/lib/researchers/unclaimed/removed-people";
import { FaultInput } from "@/sandbox/faults";
import { startTestSandbox, type TestSandbox } from "@/scripts/testing/sandbox";
import { bearsName } from "../claim-proof";
import { completeRegistration } from "../complete-registration";
import { readRegistrant } from "../registrant";
import {
  bodyOf,
  NOW,
  type RegistrationWorld,
  refused,
  registrationWorld,
} from "../registration.fixture";
import { askForProfile } from "./ask-for-profile";
import { confirmRequest, readRequest, resumeClaim } from "./confirm-request";
import { decideRequest } from "./decide-request";
import { listWaitingRequests } from "./list-requests";
import type { RequestKind } from "./profile-request";
import { signRequest } from "./request-token";

let world: RegistrationWorld;
let sandbox: TestSandbox;
let admin: Ctx;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  world = await registrationWorld();
  process.env.ROR_BASE_URL = `${sandbox.url}/ror`;
  const user = await makeUser(world.database, { isAdmin: true });
  admin = { ...world.nobody(), actor: actorOf(user) };
});
afterAll(async () => {
  await world?.database.close();
  await sandbox?.close();
});
// Tests ask ROR at one and the same instant, and wait for nobody's turn.
beforeEach(async () => {
  sandbox.deps.faults.clear();
  await world.db.delete(sourceTurns);
});

const someone = (domain = "elsewhere.example") => `${crypto.randomUUID()}@${domain}`;
const atFjordvik = (name: string) => `${name}-${crypto.randomUUID().slice(0, 6)}@fjordvik.example`;

/** Asks for a profile, as its page does; returns the request's id and the secret of its mailed link. */
async function ask(kind: RequestKind, slug: string, email: string) {
  await askForProfile(world.nobody(), kind, { slug, email });
  const [request] = await world.db
    .select({ id: profileRequests.id })
    .from(profileRequests)
    .innerJoin(researchers, eq(researchers.id, profileRequests.researcherId))
    .where(
      and(
        eq(profileRequests.email, email),
        eq(profileRequests.kind, kind),
        eq(researchers.slug, slug),
      ),
    );
  if (!request) throw new Error("nothing was asked");
  return { id: request.id, token: signRequest(request.id, "confirm") };
}

const confirm = (token: string, now = NOW) => confirmRequest(world.nobody(now), token);
const stateOf = async (id: string) =>
  (await world.db.select().from(profileRequests).where(eq(profileRequests.id, id)))[0];

async function collected(values: Partial<typeof researchers.$inferInsert> = {}) {
  const id = `A${crypto.randomUUID()}`;
  const row = await world.unclaimed({ openalexId: id, ...values });
  await world.paper("Fins", [row.id]);
  return row;
}

async function register(token: string) {
  const reading = await readRegistrant(world.nobody(), { kind: "claim", token });
  if (reading.state !== "live") throw new Error(reading.state);
  const draft = {
    name: "Ines Duarte",
    expertise: [],
    rateCents: 15_000,
    timeZone: "UTC",
    rules: [],
  };
  return world.db.transaction((tx) =>
    completeRegistration(tx, NOW, reading.registrant, {
      draft,
      isProven: true,
      passwordHash: null,
    }),
  );
}

test("with the known address a claim is granted, and leads to the profile once", async () => {
  const email = someone();
  const profile = await collected({ email });
  const { token } = await ask("claim", profile.slug, email);
  const confirmed = await confirm(token);
  if (confirmed.outcome !== "granted") throw new Error(confirmed.outcome);
  expect(await resumeClaim(world.nobody(), token)).toBe(confirmed.token);
  const { owner } = await register(confirmed.token);
  expect(owner.researcherId).toBe(profile.id);
  const again = await readRegistrant(world.nobody(), { kind: "claim", token: confirmed.token });
  expect(again.state).toBe("used");
  expect((await refused(confirm(token))).code).toBe("INVALID_TOKEN");
});

test("an address at the institution counts with the name in it, and not a colleague's", async () => {
  const profile = await collected({ name: "Inês Duarte", affiliation: "Fjordvik University" });
  const own = await ask("claim", profile.slug, atFjordvik("i.duarte"));
  const colleague = await ask("claim", profile.slug, atFjordvik("k.lindqvist"));
  expect(await confirm(colleague.token)).toMatchObject({ outcome: "waiting", kind: "claim" });
  expect(await confirm(own.token)).toMatchObject({ outcome: "granted" });
  expect((await stateOf(own.id))?.proof).toBe("institution");
});

test.each([
  ["john.smith@x.example", "John Smith", true],
  ["jsmith2@x.example", "Smith, John", true],
  ["ines.duarte@x.example", "Inês Duarte", true],
  ["john@x.example", "John Smith", false],
  ["w.li@x.example", "Wei Li", true],
  ["oliver@x.example", "Wei Li", false],
  ["li@x.example", "Wei Li", false],
  ["office@x.example", "", false],
])("%s bears the name of %s: %s", (email, name, bears) => {
  expect(bearsName(email, name)).toBe(bears);
});

test("whether the address is the known one cannot be seen from asking", async () => {
  const known = someone();
  const profile = await collected({ email: known });
  for (const email of [known, someone()])
    expect(
      await askForProfile(world.nobody(), "claim", { slug: profile.slug, email }),
    ).toBeUndefined();
});

test("another address waits for a person, who gives the profile or not", async () => {
  for (const grant of [true, false]) {
    const profile = await collected();
    const { id, token } = await ask("claim", profile.slug, someone());
    expect(await confirm(token)).toEqual({ outcome: "waiting", kind: "claim", isHidden: false });
    expect((await listWaitingRequests(admin)).map((request) => request.id)).toContain(id);
    const key = `claim_to_decide:${id}`;
    expect(await world.db.select().from(alerts).where(eq(alerts.key, key))).toHaveLength(1);
    await decideRequest(admin, { requestId: id, grant });
    expect((await stateOf(id))?.state).toBe(grant ? "granted" : "refused");
    const [alert] = await world.db.select().from(alerts).where(eq(alerts.key, key));
    expect(alert?.resolvedAt).toEqual(NOW);
    expect((await refused(decideRequest(admin, { requestId: id, grant }))).code).toBe(
      "WRONG_STATE",
    );
    const reading = await readRegistrant(world.nobody(), {
      kind: "claim",
      token: signRequest(id, "register"),
    });
    expect(reading.state).toBe(grant ? "live" : "declined");
  }
});

test("whoever registered without proof gets the collected papers once a person says so", async () => {
  const profile = await collected();
  const invitation = await world.invitation({ researcherId: profile.id });
  const own = await world.register(bodyOf(invitation));
  const [claim] = await world.db
    .select()
    .from(profileRequests)
    .where(eq(profileRequests.applicantId, own.id));
  await decideRequest(admin, { requestId: claim?.id ?? "", grant: true });
  expect(await world.profile(profile.id)).toBeUndefined();
  expect(await world.profile(own.id)).toMatchObject({
    bio: "Professor of AI.",
    openalexId: profile.openalexId,
  });
  const written = await world.db
    .select()
    .from(paperAuthors)
    .where(eq(paperAuthors.researcherId, own.id));
  expect(written).toHaveLength(1);
});

test("what readers asked of a collected profile under another address is accepted with it", async () => {
  const profile = await collected();
  const invitation = await world.invitation({ researcherId: profile.id });
  const elsewhere = await world.invited({ email: someone(), researcherId: profile.id });
  const own = await world.register(bodyOf(invitation));
  const [claim] = await world.db
    .select()
    .from(profileRequests)
    .where(eq(profileRequests.applicantId, own.id));
  await decideRequest(admin, { requestId: claim?.id ?? "", grant: true });
  const [request] = await world.db
    .select()
    .from(outreachRequests)
    .where(eq(outreachRequests.id, elsewhere.request.id));
  expect(request).toMatchObject({ status: "accepted", researcherId: own.id });
  const [ended] = await world.db
    .select()
    .from(invitations)
    .where(eq(invitations.id, elsewhere.invitation.id));
  expect(ended).toMatchObject({ state: "accepted", researcherId: own.id });
  const told = await world.db.select().from(outbox).where(eq(outbox.name, "outreach/accepted"));
  expect(told.map(({ data }) => data)).toContainEqual({ requestId: elsewhere.request.id });
});

test("with the known address a removal is done for good, and forgets who asked", async () => {
  const email = someone();
  const profile = await collected({ email });
  const invitation = await world.invitation({ email: someone(), researcherId: profile.id });
  const { id, token } = await ask("removal", profile.slug, email);
  expect(await confirm(token)).toEqual({ outcome: "removed" });
  expect(await world.profile(profile.id)).toBeUndefined();
  expect(await isRemoved(world.db, { name: "", openalexId: profile.openalexId })).toBe(true);
  expect(await isSuppressed(world.db, email)).toBe(true);
  const [ended] = await world.db
    .select()
    .from(invitations)
    .where(eq(invitations.id, invitation.id));
  expect(ended?.state).toBe("declined");
  expect((await refused(world.register(bodyOf(invitation)))).code).toBe("INVALID_TOKEN");
  expect(await stateOf(id)).toMatchObject({ state: "done", researcherId: null });
  const kept = JSON.stringify(await world.db.select().from(removedPeople));
  expect(kept).not.toContain(email);
  expect(kept).not.toContain(profile.name);
});

test("a removal asked for from any address changes nothing until a person decides", async () => {
  const profile = await collected({ name: "Inês Duarte", affiliation: "Fjordvik University" });
  for (const email of [someone(), `ines.duarte-${crypto.randomUUID()}@gmail.com`]) {
    const { id, token } = await ask("removal", profile.slug, email);
    expect(await confirm(token)).toEqual({ outcome: "waiting", kind: "removal", isHidden: false });
    expect(await world.profile(profile.id)).toMatchObject({ standing: "unclaimed" });
    await decideRequest(admin, { requestId: id, grant: false });
    expect(await world.profile(profile.id)).toMatchObject({ standing: "unclaimed" });
  }
  const { id, token } = await ask("removal", profile.slug, someone());
  await confirm(token);
  await decideRequest(admin, { requestId: id, grant: true });
  expect(await world.profile(profile.id)).toBeUndefined();
});

test("while ROR does not answer, an address at the institution hides nothing", async () => {
  const profile = await collected({ name: "Inês Duarte", affiliation: "Fjordvik University" });
  const { token } = await ask("removal", profile.slug, atFjordvik("office"));
  sandbox.deps.faults.add(FaultInput.parse({ service: "ror", kind: "status", status: 503 }));
  expect(await confirm(token)).toEqual({ outcome: "waiting", kind: "removal", isHidden: false });
});

test("a removal that waits ends once somebody proves that the profile is theirs", async () => {
  const email = someone();
  const profile = await collected({ email });
  const { id, token } = await ask("removal", profile.slug, someone());
  await confirm(token);
  const claim = await ask("claim", profile.slug, email);
  const granted = await confirm(claim.token);
  if (granted.outcome !== "granted") throw new Error(granted.outcome);
  await register(granted.token);
  expect((await stateOf(id))?.state).toBe("ended");
  const key = `removal_to_decide:${id}`;
  const [alert] = await world.db.select().from(alerts).where(eq(alerts.key, key));
  expect(alert?.resolvedAt).toEqual(NOW);
});

test("from their institution a removal hides, one profile for each address, until a person decides", async () => {
  const there = { name: "Inês Duarte", affiliation: "Fjordvik University" };
  const [first, second] = [await collected(there), await collected(there)];
  const email = atFjordvik("office");
  const one = await ask("removal", first.slug, email);
  const two = await ask("removal", second.slug, email);
  expect(await confirm(one.token)).toMatchObject({ outcome: "waiting", isHidden: true });
  expect(await world.profile(first.id)).toMatchObject({ standing: "hidden", name: first.name });
  expect((await refused(confirm(two.token))).code).toBe("WRONG_STATE");
  expect(await world.profile(second.id)).toMatchObject({ standing: "unclaimed" });
  await decideRequest(admin, { requestId: one.id, grant: false });
  expect(await world.profile(first.id)).toMatchObject({ standing: "unclaimed" });
  expect(await isRemoved(world.db, { name: "", openalexId: first.openalexId })).toBe(false);
  await confirm(two.token);
  await decideRequest(admin, { requestId: two.id, grant: true });
  expect(await world.profile(second.id)).toBeUndefined();
});

test("two removals confirmed at once from one address hide one profile", async () => {
  for (let round = 0; round < 4; round++) {
    const email = someone();
    const profiles = [await collected(), await collected()];
    const tokens: string[] = [];
    for (const { slug } of profiles) tokens.push((await ask("removal", slug, email)).token);
    const results = await Promise.allSettled(tokens.map((token) => confirm(token)));
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  }
});

test("of a claim that is taken and a removal at once, one wins and nothing is half done", async () => {
  for (let round = 0; round < 6; round++) {
    const email = someone();
    const profile = await collected({ email });
    const claim = await ask("claim", profile.slug, email);
    const granted = await confirm(claim.token);
    if (granted.outcome !== "granted") throw new Error(granted.outcome);
    const removal = await ask("removal", profile.slug, email);
    const [registered, removed] = await Promise.allSettled([
      register(granted.token),
      confirm(removal.token),
    ]);
    expect([registered.status, removed.status].sort()).toEqual(["fulfilled", "rejected"]);
    const row = await world.profile(profile.id);
    if (registered.status === "fulfilled") expect(row?.userId).toBe(registered.value.account.id);
    else expect(row).toBeUndefined();
  }
});

test("a link works once, for three days, for what it was made for, and only as we made it", async () => {
  const email = someone();
  const profile = await collected({ email });
  const { id, token } = await ask("claim", profile.slug, email);
  const before = await world.rows();
  for (const wrong of [
    "",
    id,
    `${id}.`,
    `${token}x`,
    `${token}.x`,
    signRequest(id, "register"),
    signRequest(crypto.randomUUID(), "confirm"),
  ]) {
    expect((await refused(confirm(wrong))).code).toBe("INVALID_TOKEN");
    expect(await readRequest(world.nobody(), wrong)).toEqual({ state: "gone" });
  }
  const late = new Date(NOW.getTime() + 3 * DAY_MS);
  expect((await refused(confirm(token, late))).code).toBe("INVALID_TOKEN");
  expect(await readRequest(world.nobody(late), token)).toMatchObject({ state: "expired" });
  expect(await world.rows()).toEqual(before);
  const [one, two] = await Promise.allSettled([confirm(token), confirm(token)]);
  expect([one.status, two.status].sort()).toEqual(["fulfilled", "rejected"]);
});

test("only what nobody has claimed can be asked for, and not without end", async () => {
  const owned = await collected();
  const { id: userId, email } = await makeUser(world.database);
  await world.db
    .update(researchers)
    .set({ userId, email, rateCents: 10_000, standing: "listed" })
    .where(eq(researchers.id, owned.id));
  for (const slug of [owned.slug, "nobody-has-this"])
    expect((await refused(ask("claim", slug, someone()))).code).toBe("NOT_FOUND");
  const profile = await collected();
  const address = someone();
  const results = await Promise.allSettled(
    Array.from({ length: 8 }, () =>
      askForProfile(world.nobody(), "claim", { slug: profile.slug, email: address }),
    ),
  );
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
});

test("nobody but an administrator sees or decides what waits", async () => {
  const reader = { ...world.nobody(), actor: actorOf(await makeUser(world.database)) };
  const profile = await collected();
  const { id, token } = await ask("claim", profile.slug, someone());
  await confirm(token);
  for (const ctx of [reader, world.nobody()]) {
    const code = ctx === reader ? "FORBIDDEN" : "UNAUTHENTICATED";
    expect((await refused(listWaitingRequests(ctx))).code).toBe(code);
    expect((await refused(decideRequest(ctx, { requestId: id, grant: true }))).code).toBe(code);
  }
  expect((await stateOf(id))?.state).toBe("waiting");
});
