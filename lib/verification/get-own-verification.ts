import { and, desc, eq, gt, isNull } from "drizzle-orm";
import { z } from "zod";
import { addressClaims, proofKind, researchers, users, verificationProofs } from "@/db/schema";
import { hasOrcid } from "@/lib/auth/orcid/client";
import { requireOwner } from "@/lib/availability/change-schedule";
import type { Ctx } from "@/lib/platform/context";
import { notFound } from "@/lib/platform/errors";
import { instant } from "@/lib/platform/time";
import type { ProofKind } from "./enter-proof";

export type OwnProof = {
  kind: ProofKind;
  subject: string;
  provedAt: Date;
  /** Of an institution; null for an iD. */
  address: string | null;
};

/** What is proved of the actor's own profile, and what can be done for it. */
export type OwnVerification = {
  verified: boolean;
  proofs: OwnProof[];
  affiliation: string | null;
  /** An address that waits for the click on its link. */
  waiting: { address: string; institution: string; expiresAt: Date } | null;
  /** The iD of the profile, the one connected to the account, and whether one can be connected. */
  profileOrcid: string | null;
  connectedOrcid: string | null;
  isOrcidOffered: boolean;
};

export async function getOwnVerification(ctx: Ctx): Promise<OwnVerification> {
  const { researcherId } = requireOwner(ctx);
  const [profile] = await ctx.db
    .select({
      verified: researchers.verified,
      affiliation: researchers.affiliation,
      profileOrcid: researchers.orcid,
      connectedOrcid: users.orcid,
    })
    .from(researchers)
    .innerJoin(users, eq(users.id, researchers.userId))
    .where(eq(researchers.id, researcherId));
  if (!profile) throw notFound("Profile");
  const proofs = await ctx.db
    .select()
    .from(verificationProofs)
    .where(
      and(eq(verificationProofs.researcherId, researcherId), isNull(verificationProofs.endedAt)),
    )
    .orderBy(verificationProofs.provedAt);
  const [waiting] = await ctx.db
    .select({
      address: addressClaims.address,
      institution: addressClaims.institution,
      expiresAt: addressClaims.expiresAt,
    })
    .from(addressClaims)
    .where(
      and(
        eq(addressClaims.researcherId, researcherId),
        isNull(addressClaims.usedAt),
        gt(addressClaims.expiresAt, ctx.now),
        eq(addressClaims.affiliation, profile.affiliation ?? ""),
      ),
    )
    .orderBy(desc(addressClaims.createdAt))
    .limit(1);
  return {
    ...profile,
    proofs: proofs.map(({ kind, subject, provedAt, evidence }) => ({
      kind,
      subject,
      provedAt,
      address: evidence.address ?? null,
    })),
    waiting: waiting ?? null,
    isOrcidOffered: hasOrcid(),
  };
}

/** The same in the API. */
export const OwnVerificationView = z
  .object({
    verified: z.boolean(),
    proofs: z.array(
      z.object({
        kind: z.enum(proofKind.enumValues),
        subject: z.string().describe("The institution's name, or the ORCID iD"),
        proved_at: instant,
        address: z.string().nullable().describe("Shown to you alone"),
      }),
    ),
    affiliation: z.string().nullable(),
    waiting: z
      .object({ address: z.string(), institution: z.string(), expires_at: instant })
      .nullable()
      .describe("An address that waits for the click on its link"),
    connected_orcid: z.string().nullable(),
  })
  .meta({ id: "OwnVerification" });

export function encodeOwnVerification(own: OwnVerification): z.input<typeof OwnVerificationView> {
  const { verified, affiliation, waiting } = own;
  return OwnVerificationView.encode({
    verified,
    proofs: own.proofs.map(({ provedAt, ...proof }) => ({ ...proof, proved_at: provedAt })),
    affiliation,
    waiting: waiting && {
      address: waiting.address,
      institution: waiting.institution,
      expires_at: waiting.expiresAt,
    },
    connected_orcid: own.connectedOrcid,
  });
}
