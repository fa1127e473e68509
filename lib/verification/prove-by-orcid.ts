import { and, eq, ne, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { type ProofEvidence, paperAuthors, researchers, verificationProofs } from "@/db/schema";
import { DomainError } from "@/lib/platform/errors";
import { enterProof, lockProfile } from "./enter-proof";

/**
 * Proves a profile by an iD that its owner signed in with: false when neither the profile nor the byline
 * of one of its papers has it. Throws ORCID_TAKEN when it is another profile's, ORCID_DIFFERS when the
 * profile has another.
 */
export async function proveByOrcid(
  tx: Tx,
  now: Date,
  { researcherId, orcid }: { researcherId: string; orcid: string },
): Promise<boolean> {
  const profile = await lockProfile(tx, researcherId);
  await requireNobodyElses(tx, researcherId, orcid);
  if (profile.orcid && profile.orcid.toUpperCase() !== orcid) {
    throw new DomainError(
      "ORCID_DIFFERS",
      `Your profile belongs to the iD ${profile.orcid}, and you signed in with ${orcid}`,
    );
  }
  const evidence = await evidenceOf(tx, profile, orcid);
  if (!evidence) return false;
  if (!profile.orcid)
    await tx.update(researchers).set({ orcid }).where(eq(researchers.id, researcherId));
  await enterProof(tx, now, { researcherId, kind: "orcid", subject: orcid, evidence });
  return true;
}

/** Says whose it is only as far as everybody can see that. */
async function requireNobodyElses(tx: Tx, researcherId: string, orcid: string): Promise<void> {
  const [other] = await tx
    .select({ slug: researchers.slug, standing: researchers.standing })
    .from(researchers)
    .where(and(eq(researchers.orcid, orcid), ne(researchers.id, researcherId)));
  if (!other) return;
  throw new DomainError(
    "ORCID_TAKEN",
    "This iD belongs to another profile on Colloquy",
    other.standing === "hidden" ? {} : { slug: other.slug },
  );
}

/** The byline first: an iD that the profile only has from such a proof must not outlive the paper. */
async function evidenceOf(
  tx: Tx,
  profile: { id: string; orcid: string | null },
  orcid: string,
): Promise<ProofEvidence | null> {
  const [paper] = await tx
    .select({ id: paperAuthors.paperId })
    .from(paperAuthors)
    .where(and(eq(paperAuthors.researcherId, profile.id), eq(paperAuthors.bylineOrcid, orcid)))
    .orderBy(paperAuthors.paperId)
    .limit(1);
  if (paper) return { basis: "byline", paper_id: paper.id };
  if (!profile.orcid) return null;
  const [earlier] = await tx
    .select({ id: verificationProofs.id })
    .from(verificationProofs)
    .where(
      and(
        eq(verificationProofs.researcherId, profile.id),
        eq(verificationProofs.subject, orcid),
        sql`${verificationProofs.evidence} ->> 'basis' = 'byline'`,
      ),
    )
    .limit(1);
  return earlier ? null : { basis: "profile" };
}
