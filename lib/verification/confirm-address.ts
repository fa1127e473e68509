import { and, eq, gt, isNull } from "drizzle-orm";
import type { z } from "zod";
import { addressClaims } from "@/db/schema";
import { hashSecret } from "@/lib/auth/secret-hash";
import { requireOwner } from "@/lib/availability/change-schedule";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import type { ConfirmAddress } from "./address-claim";
import { lockProfile } from "./enter-proof";
import { proveByAddress, provingByAddress, requireSamePlace } from "./prove-by-address";

/**
 * Takes a mailed link, once: whoever reads the mailbox and owns the profile has proved it. Throws
 * INVALID_TOKEN, also for another profile's link, WRONG_STATE when the affiliation has changed since, and
 * EMAIL_TAKEN when the address has proved another profile meanwhile.
 */
export async function confirmAddress(
  ctx: Ctx,
  { token }: z.output<typeof ConfirmAddress>,
): Promise<void> {
  const { researcherId } = requireOwner(ctx);
  await provingByAddress(ctx.db, async (tx) => {
    const profile = await lockProfile(tx, researcherId);
    const [claim] = await tx
      .update(addressClaims)
      .set({ usedAt: ctx.now })
      .where(
        and(
          eq(addressClaims.secretHash, hashSecret(token)),
          eq(addressClaims.researcherId, researcherId),
          isNull(addressClaims.usedAt),
          gt(addressClaims.expiresAt, ctx.now),
        ),
      )
      .returning();
    if (!claim) {
      throw new DomainError(
        "INVALID_TOKEN",
        "This link has expired, was used already, is incomplete, or belongs to another profile",
      );
    }
    requireSamePlace(profile, claim.affiliation);
    const { address, affiliation, rorId, institution: name, domain } = claim;
    const institution = { rorId, name, domain };
    await proveByAddress(tx, ctx.now, { researcherId, address, affiliation, institution });
  });
}
