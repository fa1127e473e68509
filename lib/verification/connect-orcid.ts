import { and, eq, isNotNull, ne } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { researchers, users } from "@/db/schema";
import { requireVerified } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { emit } from "@/lib/platform/outbox";
import { inTransaction, postgresError } from "@/lib/platform/transaction";
import { proveByOrcid } from "./prove-by-orcid";

/** `proved`: the profile is verified by it. `connected`: it opens the account, and proves nothing yet. */
export type OrcidConnection = "proved" | "connected";

/**
 * Connects an iD to the actor's account, given that they have just signed in with it at ORCID, and tells
 * the account's address: the iD is a key to the account. Throws
 * ORCID_TAKEN when it opens another account or is another profile's, ORCID_DIFFERS when the account or
 * the profile has another one.
 */
export async function connectOrcid(
  ctx: Ctx,
  { orcid }: { orcid: string },
): Promise<OrcidConnection> {
  const actor = requireVerified(ctx.actor);
  try {
    return await inTransaction(ctx.db, async (tx) => {
      await keepOrcid(tx, actor.id, orcid);
      const { researcherId } = actor;
      if (researcherId === null) {
        await requireNobodysProfile(tx, actor.id, orcid);
        return "connected";
      }
      return (await proveByOrcid(tx, ctx.now, { researcherId, orcid })) ? "proved" : "connected";
    });
  } catch (error) {
    // Two accounts, or two profiles, at the same moment.
    const { code, constraint } = postgresError(error) ?? {};
    if (code !== "23505" || !constraint?.includes("orcid")) throw error;
    throw taken("This iD opens another account on Colloquy");
  }
}

async function keepOrcid(tx: Tx, userId: string, orcid: string): Promise<void> {
  const [other] = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.orcid, orcid), ne(users.id, userId)));
  if (other) throw taken("This iD opens another account on Colloquy");
  const [user] = await tx
    .select({ orcid: users.orcid })
    .from(users)
    .where(eq(users.id, userId))
    .for("no key update");
  if (user?.orcid && user.orcid !== orcid) {
    throw new DomainError(
      "ORCID_DIFFERS",
      `Your account is connected to the iD ${user.orcid}; disconnect it first`,
    );
  }
  if (user?.orcid === orcid) return;
  await tx.update(users).set({ orcid }).where(eq(users.id, userId));
  await emit(tx, "auth/orcid-connected", { userId, orcid });
}

/** Of a profile that nobody has claimed yet it may be: then this is the first step to claiming it. */
async function requireNobodysProfile(tx: Tx, userId: string, orcid: string): Promise<void> {
  const [other] = await tx
    .select({ id: researchers.id })
    .from(researchers)
    .where(
      and(
        eq(researchers.orcid, orcid),
        isNotNull(researchers.userId),
        ne(researchers.userId, userId),
      ),
    );
  if (other) throw taken("This iD belongs to another profile on Colloquy");
}

const taken = (message: string) => new DomainError("ORCID_TAKEN", message);
