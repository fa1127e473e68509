import { and, isNull } from "drizzle-orm";
import { anyOf } from "@/db/any-of";
import { verificationProofs } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import type { ProofKind } from "./enter-proof";

/** A proof as everybody may see it: the address behind it is not told. */
export type Proof = { kind: ProofKind; subject: string; provedAt: Date };

/** What stands proved of each of these researchers, the oldest first; those of whom nothing does are not in it. */
export async function proofsOf(
  { db }: Pick<Ctx, "db">,
  researcherIds: string[],
): Promise<Map<string, Proof[]>> {
  if (researcherIds.length === 0) return new Map();
  const { researcherId, kind, subject, provedAt } = verificationProofs;
  const rows = await db
    .select({ researcherId, kind, subject, provedAt })
    .from(verificationProofs)
    .where(and(anyOf(researcherId, researcherIds), isNull(verificationProofs.endedAt)))
    .orderBy(provedAt);
  const proofs = new Map<string, Proof[]>();
  for (const { researcherId: id, ...proof } of rows)
    proofs.set(id, [...(proofs.get(id) ?? []), proof]);
  return proofs;
}
