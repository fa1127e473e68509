import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { outbox, paperAuthors, papers, researchers, users, verificationProofs } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { signInWithOrcid } from "@/lib/auth/sign-in-with-orcid";
import type { Actor, Ctx } from "@/lib/platform/context";
import { NOW, peopleOf, type TestResearcher } from "@/lib/sessions/people.fixture";
import { raced, refusal } from "@/lib/sessions/sessions.fixture";
import { connectOrcid } from "./connect-orcid";
import { checkOrcidAgain, disconnectOrcid } from "./own-orcid";

let database: TestDatabase;
let people: ReturnType<typeof peopleOf>;
beforeAll(async () => {
  database = await testDatabase();
  people = peopleOf(database);
});
afterAll(() => database?.close());

let number = 1_000;
/** Another iD each time. */
const newOrcid = () => `0000-0009-0002-${number++}`;

const as = (actor: Actor): Ctx => ({ db: database.db, actor, now: NOW });
const connect = ({ actor }: { actor: Actor }, orcid: string) => connectOrcid(as(actor), { orcid });

async function rowOf({ id }: TestResearcher) {
  const [row] = await database.db.select().from(researchers).where(eq(researchers.id, id));
  return row;
}

async function wrote({ id }: TestResearcher, bylineOrcid: string): Promise<string> {
  const [paper] = await database.db
    .insert(papers)
    .values({ title: "Spindles", authorNames: ["Amara Okafor"] })
    .returning();
  if (!paper) throw new Error("no paper");
  await database.db
    .insert(paperAuthors)
    .values({ paperId: paper.id, researcherId: id, position: 1, bylineOrcid });
  return paper.id;
}

const proofsOf = ({ id }: TestResearcher) =>
  database.db.select().from(verificationProofs).where(eq(verificationProofs.researcherId, id));

test("an iD on a paper's byline proves the profile, which then has it", async () => {
  const [one, orcid] = [await people.researcher(), newOrcid()];
  const paperId = await wrote(one, orcid);
  expect(await connect(one, orcid)).toBe("proved");
  expect(await rowOf(one)).toMatchObject({ verified: true, orcid });
  expect(await proofsOf(one)).toMatchObject([
    { kind: "orcid", subject: orcid, evidence: { basis: "byline", paper_id: paperId } },
  ]);
  expect(await signInWithOrcid(as(one.actor), orcid)).toMatchObject({ id: one.actor.id });
});

test("an iD that the profile was found by proves it", async () => {
  const orcid = newOrcid();
  const one = await people.researcher({ orcid });
  expect(await connect(one, orcid)).toBe("proved");
  expect(await proofsOf(one)).toMatchObject([{ evidence: { basis: "profile" } }]);
});

test("an iD that nothing speaks for opens the account and proves nothing, until a paper has it", async () => {
  const [one, orcid] = [await people.researcher(), newOrcid()];
  expect(await connect(one, orcid)).toBe("connected");
  expect(await rowOf(one)).toMatchObject({ verified: false, orcid: null });
  expect(await checkOrcidAgain(as(one.actor))).toBe(false);
  await wrote(one, orcid);
  expect(await checkOrcidAgain(as(one.actor))).toBe(true);
  expect((await rowOf(one))?.verified).toBe(true);
});

test("once its paper is gone, an iD cannot prove itself by having been there", async () => {
  const [one, orcid] = [await people.researcher(), newOrcid()];
  const paperId = await wrote(one, orcid);
  await connect(one, orcid);
  await database.db.delete(papers).where(eq(papers.id, paperId));
  expect((await rowOf(one))?.verified).toBe(false);
  expect(await checkOrcidAgain(as(one.actor))).toBe(false);
});

test("an iD on somebody else's paper proves nothing here", async () => {
  const [one, other, orcid] = [await people.researcher(), await people.researcher(), newOrcid()];
  await wrote(other, orcid);
  expect(await connect(one, orcid)).toBe("connected");
});

test("an iD that another profile has is refused, and nothing is kept", async () => {
  const orcid = newOrcid();
  const owner = await people.researcher({ orcid });
  const one = await people.researcher();
  await wrote(one, orcid);
  const { code, details } = await refusal(connect(one, orcid));
  expect(code).toBe("ORCID_TAKEN");
  expect(details.slug).toBe((await rowOf(owner))?.slug);
  expect(await signInWithOrcid(as(one.actor), orcid)).toBeNull();
  expect(await rowOf(one)).toMatchObject({ verified: false, orcid: null });
});

test("a hidden profile's address is not told to whoever has its iD", async () => {
  const orcid = newOrcid();
  await people.researcher({ orcid, standing: "hidden" });
  const { code, details } = await refusal(connect(await people.researcher(), orcid));
  expect([code, details]).toEqual(["ORCID_TAKEN", {}]);
});

test("an iD that opens another account is refused", async () => {
  const orcid = newOrcid();
  await connect(await people.researcher(), orcid);
  expect((await refusal(connect(await people.researcher(), orcid))).code).toBe("ORCID_TAKEN");
});

test("a profile or an account with another iD is not given a second one", async () => {
  const found = await people.researcher({ orcid: newOrcid() });
  expect((await refusal(connect(found, newOrcid()))).code).toBe("ORCID_DIFFERS");
  const connected = await people.researcher();
  await connect(connected, newOrcid());
  expect((await refusal(connect(connected, newOrcid()))).code).toBe("ORCID_DIFFERS");
});

test("of two accounts that connect one iD at once, one has it", async () => {
  for (let round = 0; round < 5; round++) {
    const orcid = newOrcid();
    const both = [await people.researcher(), await people.researcher()];
    for (const one of both) await wrote(one, orcid);
    const { won, lost } = await raced(both.map((one) => connect(one, orcid)));
    expect([won, lost]).toEqual([["proved"], ["ORCID_TAKEN"]]);
    const rows = await database.db.select().from(researchers).where(eq(researchers.orcid, orcid));
    expect(rows).toHaveLength(1);
  }
});

test("a name that changes at the same moment is not proved by the iD", async () => {
  for (let round = 0; round < 5; round++) {
    const orcid = newOrcid();
    const one = await people.researcher({ orcid });
    await Promise.all([
      connect(one, orcid),
      database.db
        .update(researchers)
        .set({ name: "Somebody Else" })
        .where(eq(researchers.id, one.id)),
    ]);
    // Whoever came last: a proof after the change is of the new name, one before it has ended.
    const [proof] = await proofsOf(one);
    expect((await rowOf(one))?.verified).toBe(proof?.endedAt === null);
  }
});

test("disconnecting ends the sign-in and the proof", async () => {
  const orcid = newOrcid();
  const one = await people.researcher({ orcid });
  await connect(one, orcid);
  await disconnectOrcid(as(one.actor));
  expect((await rowOf(one))?.verified).toBe(false);
  expect(await signInWithOrcid(as(one.actor), orcid)).toBeNull();
  expect((await refusal(checkOrcidAgain(as(one.actor)))).code).toBe("WRONG_STATE");
  expect(await connect(one, orcid)).toBe("proved");
});

test("the account's address is told of each iD that comes to open it, once", async () => {
  const [one, orcid] = [await people.researcher(), newOrcid()];
  const told = async () => {
    const rows = await database.db.select().from(outbox);
    return rows.flatMap(({ name, data }) =>
      name === "auth/orcid-connected" && data.userId === one.actor.id ? [data.orcid] : [],
    );
  };
  await connect(one, orcid);
  await connect(one, orcid);
  expect(await told()).toEqual([orcid]);
  await disconnectOrcid(as(one.actor));
  await connect(one, orcid);
  expect(await told()).toEqual([orcid, orcid]);
});

test("a reader may connect the iD of a profile that nobody has claimed, not one of another's", async () => {
  const reader = await people.reader();
  const [free, owned] = [newOrcid(), newOrcid()];
  const [unclaimed] = await database.db
    .insert(researchers)
    .values({ slug: `u-${free}`, name: "Ada Byron", standing: "unclaimed", orcid: free })
    .returning();
  await people.researcher({ orcid: owned });
  expect((await refusal(connect({ actor: reader }, owned))).code).toBe("ORCID_TAKEN");
  expect(await connect({ actor: reader }, free)).toBe("connected");
  const [row] = await database.db
    .select()
    .from(researchers)
    .where(eq(researchers.id, unclaimed?.id ?? ""));
  expect(row).toMatchObject({ userId: null, verified: false });
  expect(await signInWithOrcid(as(reader), free)).toMatchObject({ id: reader.id });
  await disconnectOrcid(as(reader));
  expect(await signInWithOrcid(as(reader), free)).toBeNull();
});

test("whoever is signed out, or has not confirmed their address, connects nothing", async () => {
  const { actor } = await people.researcher();
  const unconfirmed: Actor = { ...actor, emailVerified: false };
  expect((await refusal(connect({ actor: { kind: "nobody" } }, newOrcid()))).code).toBe(
    "UNAUTHENTICATED",
  );
  expect((await refusal(connect({ actor: unconfirmed }, newOrcid()))).code).toBe(
    "EMAIL_UNVERIFIED",
  );
  const reader = await people.reader();
  expect((await refusal(checkOrcidAgain(as(reader)))).code).toBe("FORBIDDEN");
  expect((await refusal(disconnectOrcid(as({ kind: "nobody" })))).code).toBe("UNAUTHENTICATED");
  expect(await database.db.select().from(users).where(eq(users.id, actor.id))).toMatchObject([
    { orcid: null },
  ]);
});
