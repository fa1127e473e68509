import { and, eq, ne, or, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { authorRecords, type CollectionInput, profileFacts, researchers } from "@/db/schema";
import {
  type Fact,
  type FactField,
  fieldsOfClaimed,
  mayWrite,
  mergeFacts,
  type Saying,
} from "./merge-facts";

/** What the request itself said of a person. */
export function sayingOf(jobId: string, input: CollectionInput, at: Date): Saying {
  return {
    source: "request",
    sourceId: jobId,
    fetchedAt: at,
    position: input.position,
    email: input.email,
    author: {
      name: input.name ?? "",
      otherNames: [],
      orcid: null,
      openalexId: null,
      semanticScholarId: null,
      institutions: input.affiliation ? [{ name: input.affiliation, rorId: null }] : [],
      topics: [],
      worksCount: null,
      citationCount: null,
      homepage: null,
      authorships: [],
    },
  };
}

/** What records say of a person; ROR tells of organizations only. */
export const sayingsOf = (records: readonly (typeof authorRecords.$inferSelect)[]): Saying[] =>
  records.flatMap(({ source, ...record }) => (source === "ror" ? [] : [{ source, ...record }]));

/**
 * Brings a profile up to what the records linked to it say, each field with its source. What a person
 * wrote stays.
 */
export async function writeFacts(
  tx: Tx,
  researcherId: string,
  asked: Saying | null,
): Promise<void> {
  const [row] = await tx
    .select()
    .from(researchers)
    .where(eq(researchers.id, researcherId))
    .for("update");
  if (!row) return;
  const records = await tx
    .select()
    .from(authorRecords)
    .where(eq(authorRecords.researcherId, researcherId));
  const before = await tx
    .select()
    .from(profileFacts)
    .where(eq(profileFacts.researcherId, researcherId));
  const written = new Map(before.map((fact) => [fact.field, fact.value]));
  const facts = mergeFacts([...sayingsOf(records), ...(asked ? [asked] : [])]);
  const taken = await takenIds(tx, researcherId, facts);
  const accepted = (Object.entries(facts) as [FactField, Fact][]).filter(
    ([field]) =>
      (row.userId === null || fieldsOfClaimed.includes(field)) &&
      !taken.has(field) &&
      mayWrite({ now: row[field], written: written.get(field) ?? null }),
  );
  if (accepted.length === 0) return;
  const values = Object.fromEntries(accepted.map(([field, { value }]) => [field, value]));
  await tx.update(researchers).set(values).where(eq(researchers.id, researcherId));
  await tx
    .insert(profileFacts)
    .values(accepted.map(([field, fact]) => ({ researcherId, field, ...fact })))
    .onConflictDoUpdate({
      target: [profileFacts.researcherId, profileFacts.field],
      set: {
        value: sql`excluded.value`,
        source: sql`excluded.source`,
        sourceId: sql`excluded.source_id`,
        fetchedAt: sql`excluded.fetched_at`,
      },
    });
}

/** Ids that another profile has: whether the two are one is for a person to say. */
async function takenIds(
  tx: Tx,
  researcherId: string,
  { orcid, openalexId }: Partial<Record<FactField, Fact>>,
): Promise<Set<FactField>> {
  const others = await tx
    .select({ orcid: researchers.orcid, openalexId: researchers.openalexId })
    .from(researchers)
    .where(
      and(
        ne(researchers.id, researcherId),
        or(
          orcid && eq(researchers.orcid, String(orcid.value)),
          openalexId && eq(researchers.openalexId, String(openalexId.value)),
        ) ?? eq(researchers.id, researcherId),
      ),
    );
  const taken = new Set<FactField>();
  for (const other of others) {
    if (other.orcid && other.orcid === orcid?.value) taken.add("orcid");
    if (other.openalexId && other.openalexId === openalexId?.value) taken.add("openalexId");
  }
  return taken;
}
