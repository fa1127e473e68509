import { and, eq, ne, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { paperAuthors } from "@/db/schema/papers";
import { researchers } from "@/db/schema/researchers";
import type { BylineRecord } from "@/lib/scholarly/records";

/** Says that a researcher is an author of a paper; once, however often it is said. */
export async function addAuthorship(
  tx: Tx,
  paperId: string,
  researcherId: string,
  author: Pick<BylineRecord, "position" | "orcid">,
): Promise<void> {
  const { position } = author;
  const bylineOrcid = await undisputedOrcid(tx, researcherId, author.orcid);
  await tx
    .insert(paperAuthors)
    .values({ paperId, researcherId, position, bylineOrcid, isPrimary: position === 1 })
    .onConflictDoUpdate({
      target: [paperAuthors.paperId, paperAuthors.researcherId],
      set: { bylineOrcid: sql`coalesce(${paperAuthors.bylineOrcid}, excluded.byline_orcid)` },
    });
}

/** A source's iD for an author, unless it is known to be another's: it proves who signs in with it. */
async function undisputedOrcid(
  tx: Tx,
  researcherId: string,
  orcid: string | null,
): Promise<string | null> {
  if (!orcid) return null;
  const [other] = await tx
    .select({ id: researchers.id })
    .from(researchers)
    .where(and(eq(researchers.orcid, orcid), ne(researchers.id, researcherId)));
  return other ? null : orcid;
}
