import { randomUUID } from "node:crypto";
import { and, count, eq, gt, isNull } from "drizzle-orm";
import type { z } from "zod";
import type { Tx } from "@/db/client";
import { addressClaims, researchers } from "@/db/schema";
import { limitUser } from "@/lib/auth/limit-caller";
import { hashSecret } from "@/lib/auth/secret-hash";
import { requireOwner } from "@/lib/availability/change-schedule";
import type { Ctx } from "@/lib/platform/context";
import { DomainError, invalidInput, notFound } from "@/lib/platform/errors";
import { emit } from "@/lib/platform/outbox";
import { addHours } from "@/lib/platform/time";
import { CLAIM_HOURS, type ClaimAddress, claimSecret } from "./address-claim";
import { lockProfile } from "./enter-proof";
import { type Institution, institutionOfAddress } from "./institution-of-address";
import {
  type AddressProof,
  proveByAddress,
  provingByAddress,
  requireSamePlace,
} from "./prove-by-address";

const MAILS_A_DAY = 3;

/** `proved`: the account's own confirmed address was it. `mailed`: a link is on its way there. */
export type AddressClaimed = { state: "proved" } | { state: "mailed"; expiresAt: Date };

/**
 * Proves, or begins to, that the actor has an address at the institution of their profile. Throws
 * WRONG_STATE without an affiliation, INSTITUTION_UNKNOWN when ROR does not know it, INVALID_INPUT for an
 * address elsewhere, EMAIL_TAKEN for one that proved another profile, RATE_LIMITED, and
 * INSTITUTIONS_UNAVAILABLE.
 */
export async function claimAddress(
  ctx: Ctx,
  { address }: z.output<typeof ClaimAddress>,
): Promise<AddressClaimed> {
  const owner = requireOwner(ctx);
  await limitUser(ctx, "verification");
  const affiliation = await affiliationOf(ctx, owner.researcherId);
  const institution = await requireThere(ctx, address, affiliation);
  const proof = { researcherId: owner.researcherId, address, affiliation, institution };
  return provingByAddress(ctx.db, async (tx) => {
    const profile = await lockProfile(tx, owner.researcherId);
    requireSamePlace(profile, affiliation);
    if (address === owner.email.toLowerCase()) {
      await proveByAddress(tx, ctx.now, proof);
      return { state: "proved" };
    }
    return { state: "mailed", expiresAt: await askMailbox(tx, ctx.now, proof) };
  });
}

async function affiliationOf({ db }: Ctx, researcherId: string): Promise<string> {
  const [profile] = await db
    .select({ affiliation: researchers.affiliation })
    .from(researchers)
    .where(eq(researchers.id, researcherId));
  if (!profile) throw notFound("Profile");
  if (profile.affiliation) return profile.affiliation;
  throw new DomainError("WRONG_STATE", "Say in your profile where you work first");
}

async function requireThere(ctx: Ctx, address: string, affiliation: string): Promise<Institution> {
  const match = await institutionOfAddress(ctx, { address, affiliation });
  if (match.isThere) return match.institution;
  if (match.reason === "free_mail") {
    throw invalidInput("address", "is one that anybody can have, so it proves nothing");
  }
  if (match.reason === "other_domain") {
    const { name, domains } = match.institution;
    throw invalidInput(
      "address",
      `is not at ${name}, whose addresses end in ${domains.slice(0, 3).join(" or ")}`,
    );
  }
  throw new DomainError(
    "INSTITUTION_UNKNOWN",
    `The register of institutions (ROR) is not sure which one "${affiliation}" is, or knows no domain of it. Write its full name in your profile`,
  );
}

/** Leaves a link to be mailed there; earlier ones stop working. */
async function askMailbox(tx: Tx, now: Date, proof: AddressProof): Promise<Date> {
  const { researcherId, address, affiliation, institution } = proof;
  await requireFewMails(tx, now, address);
  await tx
    .update(addressClaims)
    .set({ usedAt: now })
    .where(and(eq(addressClaims.researcherId, researcherId), isNull(addressClaims.usedAt)));
  const id = randomUUID();
  const expiresAt = addHours(now, CLAIM_HOURS);
  await tx.insert(addressClaims).values({
    id,
    researcherId,
    address,
    domain: institution.domain,
    rorId: institution.rorId,
    institution: institution.name,
    affiliation,
    secretHash: hashSecret(claimSecret(id)),
    expiresAt,
    createdAt: now,
  });
  await emit(tx, "verification/address-claimed", { claimId: id });
  return expiresAt;
}

/** Whoever owns the mailbox did not ask for these mails as long as nobody shows that it is theirs. */
async function requireFewMails(tx: Tx, now: Date, address: string): Promise<void> {
  const [recent] = await tx
    .select({ count: count() })
    .from(addressClaims)
    .where(
      and(eq(addressClaims.address, address), gt(addressClaims.createdAt, addHours(now, -24))),
    );
  if ((recent?.count ?? 0) < MAILS_A_DAY) return;
  throw new DomainError(
    "RATE_LIMITED",
    "Several links went to this address today; look in its spam folder, or try again tomorrow",
  );
}
