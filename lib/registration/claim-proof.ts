import { eq } from "drizzle-orm";
import { authorRecords, type profileRequests } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { nameWords } from "@/lib/researchers/collection/matching/compare-names";
import type { Researcher } from "@/lib/researchers/researcher";
import { institutionOfAddress } from "@/lib/verification/institution-of-address";
import type { Registrant } from "./registrant";

export type Proof = NonNullable<typeof profileRequests.$inferSelect.proof>;

type Collected = Pick<Researcher, "id" | "email" | "name" | "affiliation">;

/**
 * What shows that whoever has confirmed an address is the person of a collected profile: it is the
 * address known for them, or one at their institution with their family name in it; a colleague has one
 * at the same institution too, but not that name. Null where nothing shows it; then a person decides.
 * Asks ROR, so not inside a transaction. Throws INSTITUTIONS_UNAVAILABLE while it does not answer.
 */
export async function claimProof(
  ctx: Pick<Ctx, "db" | "now">,
  collected: Collected,
  email: string,
): Promise<Proof | null> {
  if (collected.email !== null && collected.email.toLowerCase() === email.toLowerCase())
    return "known_address";
  if (!bearsName(email, collected.name)) return null;
  return (await isAtInstitution(ctx, collected, email)) ? "institution" : null;
}

async function isAtInstitution(
  ctx: Pick<Ctx, "db" | "now">,
  collected: Collected,
  email: string,
): Promise<boolean> {
  for (const institution of await institutionsOf(ctx, collected)) {
    const match = await institutionOfAddress(ctx, { address: email, ...institution });
    if (match.isThere) return true;
  }
  return false;
}

/**
 * Whether an address that proves nothing is at least one at the person's institution: a shared one, or
 * one without their name. Asks ROR, so not inside a transaction; false while it does not answer.
 */
export async function isFromInstitution(
  ctx: Pick<Ctx, "db" | "now">,
  collected: Collected,
  email: string,
): Promise<boolean> {
  return isAtInstitution(ctx, collected, email).catch(unlessUnavailable);
}

/** Nobody is kept waiting because ROR does not answer; a person decides then. */
function unlessUnavailable(error: unknown): false {
  if (error instanceof DomainError && error.code === "INSTITUTIONS_UNAVAILABLE") return false;
  throw error;
}

/** Whether the part before the @ has the family name in it; a short one must stand by itself. */
export function bearsName(email: string, name: string): boolean {
  const family = nameWords(name).at(-1) ?? "";
  const local = nameWords(email.split("@", 1).join(""));
  if (family.length >= 4) return local.some((word) => word.includes(family));
  return local.includes(family) && local.length > 1;
}

/** Where the sources place them, by ROR's ids; else what their profile says. */
async function institutionsOf(
  { db }: Pick<Ctx, "db">,
  { id, affiliation }: Collected,
): Promise<({ rorId: string } | { affiliation: string })[]> {
  const records = await db
    .select({ author: authorRecords.author })
    .from(authorRecords)
    .where(eq(authorRecords.researcherId, id));
  const rorIds = records.flatMap(({ author }) =>
    author.institutions.flatMap(({ rorId }) => rorId ?? []),
  );
  if (rorIds.length > 0) return [...new Set(rorIds)].slice(0, 3).map((rorId) => ({ rorId }));
  return affiliation ? [{ affiliation }] : [];
}

/** The same as claimProof of a registrant: a granted claim was looked at before. */
export async function registrantProof(
  ctx: Pick<Ctx, "db" | "now">,
  { credential, collected, email }: Registrant,
): Promise<boolean> {
  if (!collected) return false;
  if (credential.kind === "claim") return true;
  return claimProof(ctx, collected, email).then((proof) => proof !== null, unlessUnavailable);
}
