import { and, eq, ne, or } from "drizzle-orm";
import type { Tx } from "@/db/client";
import {
  authorRecords,
  invitations,
  paperAuthors,
  papers,
  profileRequests,
  researchers,
} from "@/db/schema";
import { hashAddress } from "@/lib/outreach/address-hash";
import { endInvitations } from "@/lib/outreach/end-invitations";
import { suppressHash } from "@/lib/outreach/suppressions";
import { forgetBylineIdsOf } from "@/lib/papers/forget-byline-ids";
import { rememberRemoved } from "@/lib/researchers/unclaimed/removed-people";
import { moveRequests } from "./profile-request";

type Collected = Pick<
  typeof researchers.$inferSelect,
  "id" | "email" | "name" | "orcid" | "openalexId"
>;

/**
 * Removes a collected profile for good: what was collected is deleted, its identifiers stay as hashes
 * only, so that it is never made again, its open invitations end, and its addresses are not written to
 * any more. The caller holds the profile's lock and knows that nobody has claimed it.
 */
export async function removeProfile(
  tx: Tx,
  now: Date,
  collected: Collected,
  askedFrom: string | null,
): Promise<void> {
  await rememberRemoval(tx, now, collected);
  const addresses = [collected.email, askedFrom].filter((address) => address !== null);
  const hashes = addresses.map(hashAddress);
  for (const addressHash of hashes) await suppressHash(tx, now, { addressHash, reason: "removed" });
  await endInvitations(
    tx,
    now,
    or(
      eq(invitations.researcherId, collected.id),
      ...hashes.map((hash) => eq(invitations.addressHash, hash)),
    ),
    "decline",
  );
  const ofIt = eq(profileRequests.researcherId, collected.id);
  await moveRequests(tx, ofIt, "end", { decidedAt: now });
  // The one that is done keeps its address until its sender has been told.
  await tx
    .update(profileRequests)
    .set({ email: null })
    .where(and(ofIt, ne(profileRequests.state, "done")));
  await forgetBylineIdsOf(tx, collected.id);
  await tx.delete(researchers).where(eq(researchers.id, collected.id));
}

/** Keeps of a profile what it takes to make none of this person again: hashes of all that tells of them. */
export async function rememberRemoval(tx: Tx, now: Date, collected: Collected): Promise<void> {
  const records = await tx
    .select({ source: authorRecords.source, sourceId: authorRecords.sourceId })
    .from(authorRecords)
    .where(eq(authorRecords.researcherId, collected.id));
  const works = await tx
    .select({ doi: papers.doi })
    .from(paperAuthors)
    .innerJoin(papers, eq(papers.id, paperAuthors.paperId))
    .where(eq(paperAuthors.researcherId, collected.id));
  await rememberRemoved(tx, now, {
    name: collected.name,
    orcid: collected.orcid,
    openalexId: collected.openalexId,
    email: collected.email,
    dois: works.flatMap(({ doi }) => doi ?? []),
  });
  for (const { source, sourceId } of records)
    await rememberRemoved(tx, now, {
      name: collected.name,
      ...(source === "openalex" && { openalexId: sourceId }),
      ...(source === "semantic_scholar" && { semanticScholarId: sourceId }),
      ...(source === "orcid" && { orcid: sourceId }),
    });
}
