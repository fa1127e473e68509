import { and, eq, ne } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { payments } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { endSession } from "./end-session";
import type { Session } from "./states";

/** The attempts at paying a session that may still succeed at Stripe, as far as we know. */
export const openAttempts = (sessionId: string) =>
  and(
    eq(payments.sessionId, sessionId),
    eq(payments.capturedCents, 0),
    ne(payments.status, "canceled"),
  );

/**
 * Ends an `expiring` session once nobody can pay for it any more; with an attempt still open, other
 * than `exceptPaymentId`, it is left to the sweep. The caller has locked it.
 */
export async function finishRelease(
  tx: Tx,
  ctx: Ctx,
  session: Session,
  exceptPaymentId?: string,
): Promise<Session> {
  const [open] = await tx
    .select({ id: payments.id })
    .from(payments)
    .where(
      and(openAttempts(session.id), exceptPaymentId ? ne(payments.id, exceptPaymentId) : undefined),
    )
    .limit(1);
  if (open) return session;
  const reason = session.cancelReason ?? "hold_expired";
  const by = reason === "reader_canceled" ? "reader" : "system";
  return endSession(tx, ctx, session, { move: "finishRelease", reason, by });
}
