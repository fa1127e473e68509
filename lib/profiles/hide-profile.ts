import { eq } from "drizzle-orm";
import { researchers } from "@/db/schema";
import { requireOwner } from "@/lib/availability/change-schedule";
import { lockResearcher } from "@/lib/availability/lock-researcher";
import type { Ctx } from "@/lib/platform/context";
import { inTransaction } from "@/lib/platform/transaction";

/** Takes the actor's own profile out of the directory. What is booked stays booked. */
export async function hideProfile(ctx: Ctx): Promise<void> {
  const { researcherId } = requireOwner(ctx);
  await inTransaction(ctx.db, async (tx) => {
    await lockResearcher(tx, researcherId);
    await tx
      .update(researchers)
      .set({ standing: "hidden" })
      .where(eq(researchers.id, researcherId));
  });
}
