import type { Ctx } from "@/lib/platform/context";
import { inTransaction } from "@/lib/platform/transaction";
import { requireUser } from "./actor";
import { endSessions } from "./end-sessions";

/** Ends every browser session and API grant of the signed-in user, this one included. */
export async function signOutEverywhere(ctx: Ctx): Promise<void> {
  const actor = requireUser(ctx.actor);
  await inTransaction(ctx.db, (tx) => endSessions(tx, actor.id, ctx.now));
}
