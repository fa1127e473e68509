import { inArray, sql } from "drizzle-orm";
import type { PgInsertValue, PgTable } from "drizzle-orm/pg-core";
import { createDatabase, type Tx } from "@/db/client";
import * as schema from "@/db/schema";
import { hashPassword } from "@/lib/auth/password-hash";
import { DEMO_PASSWORD, seedAccounts } from "./accounts";
import { seedFields } from "./fields";
import { paperId, paperRows } from "./paper-rows";
import { pastSessions } from "./past-sessions";
import { listedRows, unclaimedRow } from "./researcher-rows";

const SEED_LOCK = 7_204_512;

/**
 * Fills the database with the demo's invented people, papers and past sessions, in one transaction.
 * Rows that exist stay as they are, and a researcher already there gets nothing added. Dates count
 * from `now`. Returns how many researchers were new.
 */
export async function seedDemo(url: string, now: Date = new Date()): Promise<number> {
  const db = createDatabase(url, { max: 1 });
  // One hash for all accounts: hashing is made to be slow, and there are eighty of them.
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  try {
    return await db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(${SEED_LOCK})`);
      await insertNew(tx, schema.users, seedAccounts(passwordHash, now));
      const added = await addResearchers(tx, now);
      await addPapers(tx);
      await addPastSessions(tx, added, now);
      return added.size;
    });
  } finally {
    await db.$client.end();
  }
}

async function insertNew<T extends PgTable>(tx: Tx, table: T, rows: PgInsertValue<T>[]) {
  if (rows.length > 0) await tx.insert(table).values(rows).onConflictDoNothing();
}

async function addResearchers(tx: Tx, now: Date): Promise<Set<string>> {
  const listed = seedFields.flatMap(({ field, researchers }) =>
    researchers.map((person) => listedRows(person, field, now)),
  );
  const unclaimed = seedFields.flatMap(({ field, unclaimed: people }) =>
    people.map((person) => unclaimedRow(person, field)),
  );
  const inserted = await tx
    .insert(schema.researchers)
    .values([...listed.map(({ researcher }) => researcher), ...unclaimed])
    .onConflictDoNothing()
    .returning({ id: schema.researchers.id });
  const added = new Set(inserted.map(({ id }) => id));
  const isNew = (row: { researcherId: string }) => added.has(row.researcherId);
  await insertNew(tx, schema.availabilityRules, listed.flatMap(({ rules }) => rules).filter(isNew));
  await insertNew(
    tx,
    schema.availabilityOverrides,
    listed.flatMap(({ overrides }) => overrides).filter(isNew),
  );
  await insertNew(tx, schema.timeOff, listed.flatMap(({ timeOff }) => timeOff).filter(isNew));
  await insertNew(tx, schema.travel, listed.flatMap(({ travel }) => travel).filter(isNew));
  await insertNew(
    tx,
    schema.verificationProofs,
    listed.flatMap(({ proofs }) => proofs).filter(isNew),
  );
  return added;
}

async function addPapers(tx: Tx): Promise<void> {
  const { papers, authors } = paperRows(seedFields);
  const inserted = await tx
    .insert(schema.papers)
    .values(papers)
    .onConflictDoNothing()
    .returning({ id: schema.papers.id });
  const added = new Set(inserted.map(({ id }) => id));
  const known = await tx
    .select({ id: schema.researchers.id })
    .from(schema.researchers)
    .where(inArray(schema.researchers.id, [...new Set(authors.map((row) => row.researcherId))]));
  const present = new Set(known.map(({ id }) => id));
  await insertNew(
    tx,
    schema.paperAuthors,
    authors.filter((row) => added.has(row.paperId) && present.has(row.researcherId)),
  );
}

async function addPastSessions(tx: Tx, added: Set<string>, now: Date): Promise<void> {
  const rows = seedFields.flatMap(({ researchers, papers }) =>
    researchers.flatMap((person) => {
      const paper = papers.find(({ authors }) => authors.includes(`@${person.slug}`));
      return pastSessions(person, paper && paperId(paper.key), now);
    }),
  );
  const fresh = rows.filter(({ session }) => added.has(session.researcherId));
  await insertNew(
    tx,
    schema.sessions,
    fresh.map(({ session }) => session),
  );
  await insertNew(
    tx,
    schema.payments,
    fresh.map(({ payment }) => payment),
  );
  await insertNew(
    tx,
    schema.meetings,
    fresh.map(({ meeting }) => meeting),
  );
  await insertNew(
    tx,
    schema.timeSlots,
    fresh.flatMap(({ slot }) => slot ?? []),
  );
  await insertNew(
    tx,
    schema.refunds,
    fresh.flatMap(({ refund }) => refund ?? []),
  );
  await insertNew(
    tx,
    schema.payouts,
    fresh.flatMap(({ payout }) => payout ?? []),
  );
  await insertNew(
    tx,
    schema.sessionReports,
    fresh.flatMap(({ report }) => report ?? []),
  );
  await insertNew(
    tx,
    schema.reviews,
    fresh.flatMap(({ review }) => review ?? []),
  );
}
