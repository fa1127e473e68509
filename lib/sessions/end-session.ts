import type { Tx } from "@/db/client";
import { releaseSlot } from "@/lib/availability/claim-slot";
import { refreshNextAvailable } from "@/lib/availability/next-available";
import { dropMeeting } from "@/lib/meetings/want-meeting";
import { oweSessionBack } from "@/lib/payments/refunds";
import type { Ctx } from "@/lib/platform/context";
import { emit } from "@/lib/platform/outbox";
import { type CancelReason, moveSession, type Session } from "./states";

export type Ending = {
  move: "finishRelease" | "endRequest" | "cancel";
  reason: CancelReason;
  by: "reader" | "researcher" | "system";
  declineReason?: string;
};

/**
 * Ends a session before it began: its slot and host are free again, whatever was paid is owed back,
 * and the event tells the rest. The caller holds the researcher's lock.
 */
export async function endSession(
  tx: Tx,
  ctx: Ctx,
  session: Session,
  { move, reason, by, declineReason }: Ending,
): Promise<Session> {
  const ended = await moveSession(tx, session.id, move, {
    cancelReason: reason,
    canceledAt: ctx.now,
    declineReason,
    calendarSequence: session.calendarSequence + 1,
  });
  await releaseSlot(tx, session.id);
  await dropMeeting(tx, session.id);
  await oweSessionBack(tx, session.id, reason);
  await refreshNextAvailable(tx, session.researcherId, ctx.now);
  await emit(tx, "session/canceled", { sessionId: session.id, reason, by });
  return ended;
}
