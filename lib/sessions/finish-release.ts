import type { Tx } from "@/db/client";
import type { Ctx } from "@/lib/platform/context";
import { endSession } from "./end-session";
import type { Session } from "./states";

/** Ends an `expiring` session once nobody can pay for it any more. The caller has locked it. */
export async function finishRelease(tx: Tx, ctx: Ctx, session: Session): Promise<Session> {
  const reason = session.cancelReason ?? "hold_expired";
  const by = reason === "reader_canceled" ? "reader" : "system";
  return endSession(tx, ctx, session, { move: "finishRelease", reason, by });
}
