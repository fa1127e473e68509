import type { profileRequests } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import type { Researcher } from "@/lib/researchers/researcher";
import type { Registrant } from "./registrant";

export type Proof = NonNullable<typeof profileRequests.$inferSelect.proof>;

/**
 * What shows that whoever has confirmed an address is the person of a collected profile: it is the
 * address known for them. Null where nothing does; then a person decides.
 */
export async function claimProof(
  _ctx: Pick<Ctx, "db" | "now">,
  collected: Pick<Researcher, "id" | "email" | "name" | "affiliation">,
  email: string,
): Promise<Proof | null> {
  if (collected.email !== null && collected.email.toLowerCase() === email.toLowerCase())
    return "known_address";
  return null;
}

/** The same of a registrant: a granted claim was looked at before. */
export async function registrantProof(
  ctx: Pick<Ctx, "db" | "now">,
  { credential, collected, email }: Registrant,
): Promise<boolean> {
  if (!collected) return false;
  return credential.kind === "claim" || (await claimProof(ctx, collected, email)) !== null;
}
