import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { outbox, researchers, sourceTurns, verificationProofs } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import type { Actor, Ctx } from "@/lib/platform/context";
import { SETTINGS } from "@/lib/platform/settings.fixture";
import { addHours } from "@/lib/platform/time";
import { NOW, peopleOf, type TestResearcher } from "@/lib/sessions/people.fixture";
import { raced, refusal } from "@/lib/sessions/sessions.fixture";
import { FaultInput } from "@/sandbox/faults";
import { startTestSandbox, type TestSandbox } from "@/scripts/testing/sandbox";
import { CLAIM_HOURS, claimSecret, findAddressClaim } from "./address-claim";
import { claimAddress } from "./claim-address";
import { confirmAddress } from "./confirm-address";
import { getOwnVerification } from "./get-own-verification";
import { institutionOfAddress } from "./institution-of-address";
import { proofsOf } from "./proofs-of";

const FJORDVIK = "Fjordvik University";
let database: TestDatabase;
let sandbox: TestSandbox;
let people: ReturnType<typeof peopleOf>;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  Object.assign(process.env, SETTINGS, { ROR_BASE_URL: `${sandbox.url}/ror` });
  database = await testDatabase();
  people = peopleOf(database);
});
afterAll(async () => {
  await database?.close();
  await sandbox?.close();
});

const as = (actor: Actor, now = NOW): Ctx => ({ db: database.db, actor, now });
const newAddress = (domain = "fjordvik.example") => `${crypto.randomUUID().slice(0, 8)}@${domain}`;
const atFjordvik = () => people.researcher({ affiliation: FJORDVIK });

/** Without waiting for the turns that tests at one and the same instant take. */
async function claim({ actor }: TestResearcher, address: string, now = NOW) {
  await database.db.delete(sourceTurns);
  return claimAddress(as(actor, now), { address });
}

/** The secrets of the links that were asked for a profile, the newest last. */
async function linksOf({ id }: TestResearcher): Promise<string[]> {
  const rows = await database.sql<{ id: string }[]>`
    select c.id from address_claims c join outbox o on o.data ->> 'claimId' = c.id::text
    where c.researcher_id = ${id} order by o.created_at`;
  return rows.map((row) => claimSecret(row.id));
}

async function lastLinkOf(one: TestResearcher): Promise<string> {
  const link = (await linksOf(one)).at(-1);
  if (!link) throw new Error("no link");
  return link;
}

const confirm = ({ actor }: TestResearcher, token: string, now = NOW) =>
  confirmAddress(as(actor, now), { token });
const own = ({ actor }: TestResearcher) => getOwnVerification(as(actor));

test("an address at the institution is proved by the mailed link, which says nothing of it to readers", async () => {
  const [one, address] = [await atFjordvik(), newAddress("mail.fjordvik.example")];
  expect(await claim(one, address)).toEqual({
    state: "mailed",
    expiresAt: addHours(NOW, CLAIM_HOURS),
  });
  expect(await own(one)).toMatchObject({ verified: false, waiting: { address } });
  const token = await lastLinkOf(one);
  expect(await findAddressClaim(as(one.actor), token)).toMatchObject({ state: "live", address });
  await confirm(one, token);
  expect(await own(one)).toMatchObject({
    verified: true,
    waiting: null,
    proofs: [{ kind: "institution_email", subject: FJORDVIK, provedAt: NOW, address }],
  });
  const shown = (await proofsOf(as(one.actor), [one.id])).get(one.id);
  expect(shown).toEqual([{ kind: "institution_email", subject: FJORDVIK, provedAt: NOW }]);
});

test("the account's own confirmed address needs no second mail", async () => {
  const address = newAddress();
  const one = await atFjordvik();
  const actor = { ...one.actor, email: address.toUpperCase() };
  expect(await claim({ ...one, actor }, address)).toEqual({ state: "proved" });
  expect(await linksOf(one)).toEqual([]);
  expect((await own(one)).verified).toBe(true);
});

test.each([
  ["a look-alike", "ada@fjordvik.example.com", "INVALID_INPUT"],
  ["a longer name", "ada@notfjordvik.example", "INVALID_INPUT"],
  ["free mail", "ada@gmail.com", "INVALID_INPUT"],
  ["former members", "ada@alumni.fjordvik.example", "INVALID_INPUT"],
])("%s proves nothing, and no mail goes out", async (_what, address, code) => {
  const one = await atFjordvik();
  const refused = await refusal(claim(one, address));
  expect(refused.code).toBe(code);
  expect(Object.keys(refused.details.fields ?? {})).toEqual(["address"]);
  expect(await linksOf(one)).toEqual([]);
  expect((await own(one)).waiting).toBeNull();
});

test("an institution that nobody knows, or none at all, is said to be", async () => {
  const unknown = await people.researcher({ affiliation: "Somewhere else" });
  expect((await refusal(claim(unknown, newAddress()))).code).toBe("INSTITUTION_UNKNOWN");
  const none = await people.researcher({ affiliation: null });
  expect((await refusal(claim(none, newAddress()))).code).toBe("WRONG_STATE");
});

test("an institution's website tells its domain where ROR lists none", async () => {
  const one = await people.researcher({ affiliation: "Halden Marine Station" });
  expect(await claim(one, newAddress("halden-marine.example"))).toMatchObject({ state: "mailed" });
});

test("while ROR does not answer, it can be tried again", async () => {
  const one = await atFjordvik();
  sandbox.deps.faults.add(FaultInput.parse({ service: "ror", kind: "status", status: 503 }));
  expect((await refusal(claim(one, newAddress()))).code).toBe("INSTITUTIONS_UNAVAILABLE");
  expect(await claim(one, newAddress())).toMatchObject({ state: "mailed" });
});

test("a link is good once, for its own profile, and until it expires", async () => {
  const [one, other] = [await atFjordvik(), await atFjordvik()];
  await claim(one, newAddress());
  const token = await lastLinkOf(one);
  const late = addHours(NOW, CLAIM_HOURS);
  for (const [who, secret, now] of [
    [other, token, NOW],
    [one, token, late],
    [one, `${token}x`, NOW],
    [one, "", NOW],
  ] as const) {
    expect((await refusal(confirm(who, secret, now))).code).toBe("INVALID_TOKEN");
  }
  expect([(await own(one)).verified, (await own(other)).verified]).toEqual([false, false]);
  expect(await findAddressClaim(as(one.actor, late), token)).toMatchObject({ state: "expired" });
  await confirm(one, token);
  expect((await refusal(confirm(one, token))).code).toBe("INVALID_TOKEN");
  expect(await findAddressClaim(as(one.actor), token)).toMatchObject({ state: "used" });
  expect(await findAddressClaim(as(one.actor), "invented")).toBeNull();
});

test("of many clicks on one link at once, one counts", async () => {
  const one = await atFjordvik();
  await claim(one, newAddress());
  const token = await lastLinkOf(one);
  const { won, lost } = await raced(Array.from({ length: 6 }, () => confirm(one, token)));
  expect([won.length, new Set(lost)]).toEqual([1, new Set(["INVALID_TOKEN"])]);
  const proofs = await database.db
    .select()
    .from(verificationProofs)
    .where(eq(verificationProofs.researcherId, one.id));
  expect(proofs).toHaveLength(1);
});

test("a newer link ends the older ones, and few go to one address in a day", async () => {
  const [one, address] = [await atFjordvik(), newAddress()];
  for (let mail = 0; mail < 3; mail++) await claim(one, address);
  const [first, , third] = await linksOf(one);
  expect((await refusal(confirm(one, first ?? ""))).code).toBe("INVALID_TOKEN");
  const neighbour = await atFjordvik();
  expect((await refusal(claim(neighbour, address))).code).toBe("RATE_LIMITED");
  await confirm(one, third ?? "");
  expect((await own(one)).verified).toBe(true);
  expect(await claim(neighbour, address, addHours(NOW, 25))).toMatchObject({ state: "mailed" });
});

test("a link asked for at one affiliation proves nothing at another", async () => {
  const one = await atFjordvik();
  await claim(one, newAddress());
  const token = await lastLinkOf(one);
  await database.db
    .update(researchers)
    .set({ affiliation: "Lakeshore University" })
    .where(eq(researchers.id, one.id));
  expect((await refusal(confirm(one, token))).code).toBe("WRONG_STATE");
  expect(await own(one)).toMatchObject({ verified: false, waiting: null });
});

test("an affiliation that changes at the moment of the click is never verified by it", async () => {
  for (let round = 0; round < 5; round++) {
    const one = await atFjordvik();
    await claim(one, newAddress());
    const token = await lastLinkOf(one);
    await Promise.allSettled([
      confirm(one, token),
      database.db
        .update(researchers)
        .set({ affiliation: "Lakeshore University" })
        .where(eq(researchers.id, one.id)),
    ]);
    expect((await own(one)).verified).toBe(false);
  }
});

test("one address proves one profile, also when two are proved at once", async () => {
  const address = newAddress();
  const both = [await atFjordvik(), await atFjordvik()];
  for (const one of both) await claim(one, address);
  const links = await Promise.all(both.map(lastLinkOf));
  const { won, lost } = await raced(both.map((one, at) => confirm(one, links[at] ?? "")));
  expect([won.length, lost]).toEqual([1, ["EMAIL_TAKEN"]]);
  const third = await atFjordvik();
  const actor = { ...third.actor, email: address };
  expect((await refusal(claim({ ...third, actor }, address))).code).toBe("EMAIL_TAKEN");
});

test("proving again replaces the proof", async () => {
  const one = await atFjordvik();
  for (const address of [newAddress(), newAddress()]) {
    await claim(one, address);
    await confirm(one, await lastLinkOf(one));
    expect(await own(one)).toMatchObject({ verified: true, proofs: [{ address }] });
  }
});

test("whoever owns no profile, or has not confirmed their address, proves nothing", async () => {
  const reader = await people.reader();
  const one = await atFjordvik();
  const unconfirmed = { ...one.actor, emailVerified: false };
  const calls = (actor: Actor) => [
    () => claimAddress(as(actor), { address: newAddress() }),
    () => confirmAddress(as(actor), { token: "x" }),
    () => getOwnVerification(as(actor)),
  ];
  for (const call of calls(reader)) expect((await refusal(call())).code).toBe("FORBIDDEN");
  for (const call of calls(unconfirmed))
    expect((await refusal(call())).code).toBe("EMAIL_UNVERIFIED");
  for (const call of calls({ kind: "nobody" }))
    expect((await refusal(call())).code).toBe("UNAUTHENTICATED");
});

test("an institution is named by its ROR id too, and what is no address is refused", async () => {
  const [event] = await database.db
    .select()
    .from(outbox)
    .where(and(eq(outbox.name, "verification/address-claimed")))
    .limit(1);
  expect(Object.keys(event?.data ?? {})).toEqual(["claimId"]);
  const ctx = { db: database.db, now: NOW };
  const asked = { address: newAddress(), affiliation: `Department of Fish, ${FJORDVIK}` };
  await database.db.delete(sourceTurns);
  const match = await institutionOfAddress(ctx, asked);
  if (!match.isThere) throw new Error("no match");
  const { rorId, name } = match.institution;
  expect(name).toBe(FJORDVIK);
  expect(await institutionOfAddress(ctx, { address: asked.address, rorId })).toEqual(match);
  expect(await institutionOfAddress(ctx, { address: "ada@limmat.example", rorId })).toMatchObject({
    isThere: false,
    reason: "other_domain",
  });
  expect((await refusal(institutionOfAddress(ctx, { address: "ada", rorId }))).code).toBe(
    "INVALID_INPUT",
  );
});
