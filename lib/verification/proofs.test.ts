import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { paperAuthors, papers, researchers, verificationProofs } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { parseInput } from "@/lib/api/input";
import { UpdateProfile } from "@/lib/profiles/profile-input";
import { updateProfile } from "@/lib/profiles/update-profile";
import { NOW, peopleOf, type TestResearcher } from "@/lib/sessions/people.fixture";

let database: TestDatabase;
let people: ReturnType<typeof peopleOf>;
beforeAll(async () => {
  database = await testDatabase();
  people = peopleOf(database);
});
afterAll(() => database?.close());

type Proof = typeof verificationProofs.$inferInsert;
const ORCID = "0000-0002-1825-0097";

async function proved(kind: Proof["kind"], values: { orcid?: string } = {}) {
  const one = await people.researcher({ affiliation: "Avalon", ...values });
  const subject = kind === "orcid" ? (values.orcid ?? "") : "Avalon";
  await database.db
    .insert(verificationProofs)
    .values({ researcherId: one.id, kind, subject, provedAt: NOW });
  return one;
}

async function isVerified({ id }: TestResearcher): Promise<boolean | undefined> {
  const [row] = await database.db.select().from(researchers).where(eq(researchers.id, id));
  return row?.verified;
}

const change = ({ actor }: TestResearcher, input: unknown) =>
  updateProfile({ db: database.db, actor, now: NOW }, parseInput(UpdateProfile, input));

test("the mark follows the proofs, and nobody can write it", async () => {
  const claimed = await people.researcher({ verified: true });
  expect(await isVerified(claimed)).toBe(false);
  await database.db
    .update(researchers)
    .set({ verified: true })
    .where(eq(researchers.id, claimed.id));
  expect(await isVerified(claimed)).toBe(false);

  const one = await proved("institution_email");
  expect(await isVerified(one)).toBe(true);
  await database.db.update(researchers).set({ verified: false }).where(eq(researchers.id, one.id));
  expect(await isVerified(one)).toBe(true);
  await database.db.delete(verificationProofs).where(eq(verificationProofs.researcherId, one.id));
  expect(await isVerified(one)).toBe(false);
});

test("the mark goes with the name or the place that it proves", async () => {
  const byMail = await proved("institution_email");
  const byOrcid = await proved("orcid", { orcid: ORCID });
  for (const one of [byMail, byOrcid]) {
    await change(one, { bio: "Other words.", rate: 40, affiliation: "Avalon" });
    expect(await isVerified(one)).toBe(true);
    await change(one, { affiliation: "Elsewhere" });
  }
  expect(await isVerified(byMail)).toBe(false);
  expect(await isVerified(byOrcid)).toBe(true);
  await change(byOrcid, { name: "Somebody Else" });
  expect(await isVerified(byOrcid)).toBe(false);
});

test("of two proofs one is enough", async () => {
  const one = await proved("institution_email", { orcid: "0000-0001-5109-3700" });
  const orcid = { kind: "orcid", subject: "0000-0001-5109-3700", provedAt: NOW } as const;
  await database.db.insert(verificationProofs).values({ researcherId: one.id, ...orcid });
  await change(one, { affiliation: "Elsewhere" });
  expect(await isVerified(one)).toBe(true);
  await database.db.update(researchers).set({ orcid: null }).where(eq(researchers.id, one.id));
  expect(await isVerified(one)).toBe(false);
});

test("a profile that loses its owner loses what they proved", async () => {
  const one = await proved("institution_email");
  await database.db
    .update(researchers)
    .set({ userId: null, standing: "unclaimed" })
    .where(eq(researchers.id, one.id));
  expect(await isVerified(one)).toBe(false);
});

test("an iD on a byline proves nothing once that paper is another's", async () => {
  const one = await people.researcher({ orcid: "0000-0002-9079-593X" });
  const paper = { title: "Spindles", authorNames: ["Amara Okafor"] };
  const [kept, lost] = await database.db.insert(papers).values([paper, paper]).returning();
  if (!kept || !lost) throw new Error("no papers");
  const written = { researcherId: one.id, position: 1 };
  await database.db.insert(paperAuthors).values([
    { ...written, paperId: kept.id },
    { ...written, paperId: lost.id },
  ]);
  await database.db.insert(verificationProofs).values({
    researcherId: one.id,
    kind: "orcid",
    subject: "0000-0002-9079-593X",
    evidence: { basis: "byline", paper_id: lost.id },
    provedAt: NOW,
  });
  await database.db.delete(paperAuthors).where(eq(paperAuthors.paperId, kept.id));
  expect(await isVerified(one)).toBe(true);
  await database.db.delete(papers).where(eq(papers.id, lost.id));
  expect(await isVerified(one)).toBe(false);
});
