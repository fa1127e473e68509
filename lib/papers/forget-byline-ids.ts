import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { paperAuthors, paperByline } from "@/db/schema/papers";

/** The printed name stays with the paper. */
const nameOnly = { orcid: null, openalexId: null, semanticScholarId: null, institutions: [] };

/** Forgets by what a source knows an author of a paper. */
export async function forgetBylineIds(tx: Tx, paperId: string, position: number): Promise<void> {
  await tx
    .update(paperByline)
    .set(nameOnly)
    .where(and(eq(paperByline.paperId, paperId), eq(paperByline.position, position)));
}

/** The same wherever a profile stands on a byline. */
export async function forgetBylineIdsOf(tx: Tx, researcherId: string): Promise<void> {
  await tx
    .update(paperByline)
    .set(nameOnly)
    .where(
      sql`(${paperByline.paperId}, ${paperByline.position}) in (select ${paperAuthors.paperId},
        ${paperAuthors.position} from ${paperAuthors} where ${paperAuthors.researcherId} = ${researcherId})`,
    );
}
