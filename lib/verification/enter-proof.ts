import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { type ProofEvidence, researchers, verificationProofs } from "@/db/schema";
import { notFound } from "@/lib/platform/errors";

export type ProofKind = typeof verificationProofs.$inferSelect.kind;

/** The profile that something is proved of, which nobody changes until the transaction ends. */
export async function lockProfile(tx: Tx, researcherId: string) {
  const [profile] = await tx
    .select({
      id: researchers.id,
      name: researchers.name,
      affiliation: researchers.affiliation,
      orcid: researchers.orcid,
    })
    .from(researchers)
    .where(eq(researchers.id, researcherId))
    .for("no key update");
  if (!profile) throw notFound("Profile");
  return profile;
}

/** Enters a proof in place of one of the same kind. Only with the profile locked: it must be as it was proved. */
export async function enterProof(
  tx: Tx,
  now: Date,
  proof: { researcherId: string; kind: ProofKind; subject: string; evidence: ProofEvidence },
): Promise<void> {
  await endProof(tx, now, proof);
  await tx.insert(verificationProofs).values({ ...proof, provedAt: now });
}

export async function endProof(
  tx: Tx,
  now: Date,
  { researcherId, kind }: { researcherId: string; kind: ProofKind },
): Promise<void> {
  await tx
    .update(verificationProofs)
    .set({ endedAt: now })
    .where(
      and(
        eq(verificationProofs.researcherId, researcherId),
        eq(verificationProofs.kind, kind),
        isNull(verificationProofs.endedAt),
      ),
    );
}
