import { eq } from "drizzle-orm";
import { addressClaims, researchers } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { claimLink } from "@/lib/verification/address-claim";
import { addressClaimMail } from "./emails/address-claim";
import { sendMail } from "./send-mail";
import type { Sent } from "./send-to-party";

/** Sends the link that proves an address at an institution; not once it was used, replaced or expired. */
export async function sendAddressClaim(ctx: Ctx, claimId: string): Promise<Sent> {
  const [claim] = await ctx.db
    .select({
      address: addressClaims.address,
      institution: addressClaims.institution,
      usedAt: addressClaims.usedAt,
      expiresAt: addressClaims.expiresAt,
      name: researchers.name,
      timeZone: researchers.timeZone,
    })
    .from(addressClaims)
    .innerJoin(researchers, eq(researchers.id, addressClaims.researcherId))
    .where(eq(addressClaims.id, claimId));
  if (!claim || claim.usedAt || claim.expiresAt <= ctx.now) return "skipped";
  return sendMail(ctx, {
    ...addressClaimMail({ ...claim, link: claimLink(claimId) }),
    kind: "address-claim",
    to: claim.address,
    key: `address-claim:${claimId}`,
  });
}
