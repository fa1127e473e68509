import { eq, sql } from "drizzle-orm";
import { researchers } from "@/db/schema";
import { requireOwner } from "@/lib/availability/change-schedule";
import { lockResearcher } from "@/lib/availability/lock-researcher";
import { refreshNextAvailable } from "@/lib/availability/next-available";
import type { Ctx } from "@/lib/platform/context";
import { DomainError, notFound } from "@/lib/platform/errors";
import { inTransaction } from "@/lib/platform/transaction";
import { whatIsMissing } from "./what-is-missing";

/**
 * Puts the actor's own profile into the directory. Throws PROFILE_INCOMPLETE with what is `missing`.
 * Where payouts do not reach it is shown all the same, and takes no bookings.
 */
export async function publishProfile(ctx: Ctx): Promise<void> {
  const { researcherId, email } = requireOwner(ctx);
  await inTransaction(ctx.db, async (tx) => {
    await lockResearcher(tx, researcherId);
    const [profile] = await tx.select().from(researchers).where(eq(researchers.id, researcherId));
    if (!profile) throw notFound("Profile");
    const missing = await whatIsMissing(tx, profile, ctx.now);
    if (missing.length > 0) {
      throw new DomainError(
        "PROFILE_INCOMPLETE",
        `The profile cannot be published without: ${missing.join(", ")}`,
        { missing },
      );
    }
    await tx
      .update(researchers)
      .set({ standing: "listed", email: sql`coalesce(${researchers.email}, ${email})` })
      .where(eq(researchers.id, researcherId));
    await refreshNextAvailable(tx, researcherId, ctx.now);
  });
}
