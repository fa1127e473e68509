import { createHmac } from "node:crypto";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { addressClaims } from "@/db/schema";
import { EmailAddress, MailToken } from "@/lib/auth/inputs";
import { hashSecret } from "@/lib/auth/secret-hash";
import type { Ctx } from "@/lib/platform/context";
import { env } from "@/lib/platform/env";

export const CLAIM_HOURS = 72;

export const ClaimAddress = z.object({ address: EmailAddress });
export const ConfirmAddress = z.object({ token: MailToken });

/** The secret of a claim's link. Derived, not drawn: only its hash is kept, and mailing may be repeated. */
export const claimSecret = (claimId: string): string =>
  createHmac("sha256", env().NEXTAUTH_SECRET)
    .update(JSON.stringify(["address-claim", claimId]))
    .digest("base64url");

export const claimLink = (claimId: string): string =>
  new URL(`/dashboard/verification/confirm?token=${claimSecret(claimId)}`, env().APP_URL).href;

export type AddressClaimState = {
  state: "live" | "used" | "expired";
  address: string;
  institution: string;
  researcherId: string;
};

/** What a mailed link's page may say before it is acted on; null for a secret that we never made. */
export async function findAddressClaim(
  { db, now }: Pick<Ctx, "db" | "now">,
  token: string,
): Promise<AddressClaimState | null> {
  const [claim] = await db
    .select()
    .from(addressClaims)
    .where(eq(addressClaims.secretHash, hashSecret(token)));
  if (!claim) return null;
  const { address, institution, researcherId, usedAt, expiresAt } = claim;
  const state = usedAt ? "used" : expiresAt <= now ? "expired" : "live";
  return { state, address, institution, researcherId };
}
