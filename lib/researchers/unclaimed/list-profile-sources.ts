import { asc, eq } from "drizzle-orm";
import { profileFacts } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";

export type ProfileSource = {
  /** A scholarly source, or "request" for what whoever asked for the profile said. */
  source: string;
  /** When the latest of these was read. */
  fetchedAt: Date;
  /** The profile's fields that come from there. */
  fields: string[];
};

/** Where what stands on a collected profile comes from, a source at a time. */
export async function listProfileSources(
  { db }: Ctx,
  researcherId: string,
): Promise<ProfileSource[]> {
  const facts = await db
    .select({
      field: profileFacts.field,
      source: profileFacts.source,
      fetchedAt: profileFacts.fetchedAt,
    })
    .from(profileFacts)
    .where(eq(profileFacts.researcherId, researcherId))
    .orderBy(asc(profileFacts.source), asc(profileFacts.field));
  const sources = new Map<string, ProfileSource>();
  for (const { field, source, fetchedAt } of facts) {
    const known = sources.get(source) ?? { source, fetchedAt, fields: [] };
    known.fields.push(field);
    if (fetchedAt > known.fetchedAt) known.fetchedAt = fetchedAt;
    sources.set(source, known);
  }
  return [...sources.values()];
}
