import { and, isNull, ne, sql } from "drizzle-orm";
import type { Database, Tx } from "@/db/client";
import { verificationProofs } from "@/db/schema";
import { DomainError } from "@/lib/platform/errors";
import { inTransaction, postgresError } from "@/lib/platform/transaction";
import { enterProof } from "./enter-proof";
import type { Institution } from "./institution-of-address";

export type AddressProof = {
  researcherId: string;
  address: string;
  affiliation: string;
  institution: Institution;
};

/** What was asked about one affiliation proves nothing of another. */
export function requireSamePlace(
  profile: { affiliation: string | null },
  affiliation: string,
): void {
  if (profile.affiliation === affiliation) return;
  throw new DomainError(
    "WRONG_STATE",
    "Your profile names another affiliation by now: give your address there once more",
  );
}

/** Enters that an address is the researcher's, with the profile locked. Throws EMAIL_TAKEN when it proved another profile. */
export async function proveByAddress(tx: Tx, now: Date, proof: AddressProof): Promise<void> {
  const { researcherId, address, institution } = proof;
  const [other] = await tx
    .select({ id: verificationProofs.id })
    .from(verificationProofs)
    .where(
      and(
        sql`lower(${verificationProofs.evidence} ->> 'address') = ${address.toLowerCase()}`,
        isNull(verificationProofs.endedAt),
        ne(verificationProofs.researcherId, researcherId),
      ),
    );
  if (other) throw addressTaken();
  await enterProof(tx, now, {
    researcherId,
    kind: "institution_email",
    subject: institution.name,
    evidence: { address, domain: institution.domain, ror_id: institution.rorId },
  });
}

/** Runs a transaction that proves by an address; of two profiles at the same moment the index takes one. */
export async function provingByAddress<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await inTransaction(db, work);
  } catch (error) {
    const { code, constraint } = postgresError(error) ?? {};
    if (code === "23505" && constraint === "verification_proofs_address") throw addressTaken();
    throw error;
  }
}

const addressTaken = () =>
  new DomainError("EMAIL_TAKEN", "This address has proved another profile", {
    fields: { address: "has proved another profile" },
  });
