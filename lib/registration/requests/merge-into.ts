import { and, eq, inArray, notInArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import {
  authorRecords,
  invitations,
  outreachRequests,
  paperAuthors,
  profileRequests,
  researchers,
} from "@/db/schema";
import { acceptRequestsFor } from "@/lib/outreach/accept-requests";
import { moveRequests } from "./profile-request";

/**
 * Gives a researcher's own profile what was collected of them under another one, which is gone then:
 * papers, identifiers, the sources' records, and what readers have asked of it, which is accepted. What
 * the researcher has written stays.
 */
export async function mergeInto(
  tx: Tx,
  now: Date,
  ownId: string,
  collectedId: string,
): Promise<void> {
  const [collected] = await tx.select().from(researchers).where(eq(researchers.id, collectedId));
  const [own] = await tx.select().from(researchers).where(eq(researchers.id, ownId));
  if (!collected || !own) return;
  const known = await tx
    .select({ paperId: paperAuthors.paperId })
    .from(paperAuthors)
    .where(eq(paperAuthors.researcherId, ownId));
  const ofCollected = eq(paperAuthors.researcherId, collectedId);
  const paperIds = known.map(({ paperId }) => paperId);
  await tx
    .update(paperAuthors)
    .set({ researcherId: ownId })
    .where(
      paperIds.length > 0
        ? and(ofCollected, notInArray(paperAuthors.paperId, paperIds))
        : ofCollected,
    );
  await tx
    .update(authorRecords)
    .set({ researcherId: ownId })
    .where(eq(authorRecords.researcherId, collectedId));
  await acceptAsked(tx, now, own, collectedId);
  await moveRequests(tx, eq(profileRequests.researcherId, collectedId), "end");
  await tx.delete(researchers).where(inArray(researchers.id, [collectedId]));
  await tx
    .update(researchers)
    .set({
      orcid: own.orcid ?? collected.orcid,
      openalexId: own.openalexId ?? collected.openalexId,
      affiliation: own.affiliation ?? collected.affiliation,
      field: own.field ?? collected.field,
    })
    .where(eq(researchers.id, ownId));
}

/** Whoever was asked for under an address of before is here now: nobody is to invite them any more. */
async function acceptAsked(
  tx: Tx,
  now: Date,
  own: Pick<typeof researchers.$inferSelect, "id" | "email">,
  collectedId: string,
): Promise<void> {
  for (const table of [invitations, outreachRequests])
    await tx.update(table).set({ researcherId: own.id }).where(eq(table.researcherId, collectedId));
  if (own.email) await acceptRequestsFor(tx, now, { email: own.email, researcherId: own.id });
}
