import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { users } from "@/db/schema";
import { requireUser } from "@/lib/auth/actor";
import { requireOwner } from "@/lib/availability/change-schedule";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { inTransaction } from "@/lib/platform/transaction";
import { endProof } from "./enter-proof";
import { proveByOrcid } from "./prove-by-orcid";

/**
 * Looks once more whether the connected iD proves the actor's profile: papers may have come to it since.
 * Throws WRONG_STATE without a connected iD, else as proveByOrcid does.
 */
export async function checkOrcidAgain(ctx: Ctx): Promise<boolean> {
  const { id, researcherId } = requireOwner(ctx);
  return inTransaction(ctx.db, async (tx) => {
    const orcid = await connectedOrcid(tx, id);
    if (!orcid) throw new DomainError("WRONG_STATE", "No iD is connected to your account");
    return proveByOrcid(tx, ctx.now, { researcherId, orcid });
  });
}

/** Takes the iD off the actor's account, and what it proved of their profile with it, if they have one. */
export async function disconnectOrcid(ctx: Ctx): Promise<void> {
  const { id, researcherId } = requireUser(ctx.actor);
  await inTransaction(ctx.db, async (tx) => {
    await connectedOrcid(tx, id);
    await tx.update(users).set({ orcid: null }).where(eq(users.id, id));
    if (researcherId) await endProof(tx, ctx.now, { researcherId, kind: "orcid" });
  });
}

/** Of an account that nobody else changes until the transaction ends. */
async function connectedOrcid(tx: Tx, userId: string): Promise<string | null> {
  const [user] = await tx
    .select({ orcid: users.orcid })
    .from(users)
    .where(eq(users.id, userId))
    .for("no key update");
  return user?.orcid ?? null;
}
