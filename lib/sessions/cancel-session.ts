import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { sessions } from "@/db/schema";
import { requireUser } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { describeError, log } from "@/lib/platform/log";
import { addMinutes } from "@/lib/platform/time";
import { inTransaction } from "@/lib/platform/transaction";
import { type Ending, endSession } from "./end-session";
import { lockSession, readSession } from "./lock-session";
import { type Party, requireParty } from "./parties";
import { releaseHold } from "./release-hold";
import type { Session } from "./states";

/** The last moment at which the reader can cancel or move a confirmed session. */
export const cancellationClosesAt = (
  session: Pick<Session, "startsAt" | "cancellationWindowMinutes">,
) => addMinutes(session.startsAt, -session.cancellationWindowMinutes);

/** The same as seen at an earlier moment; null where nothing could be changed any more by then. */
export function changeableUntil(
  session: Pick<Session, "startsAt" | "cancellationWindowMinutes">,
  at: Date,
): Date | null {
  const closesAt = cancellationClosesAt(session);
  return closesAt > at ? closesAt : null;
}

/** Refuses a reader's change of a confirmed session within its cancellation window. */
export function requireWindowOpen(session: Session, now: Date): void {
  const closesAt = cancellationClosesAt(session);
  if (now <= closesAt) return;
  throw new DomainError(
    "CANCELLATION_WINDOW_CLOSED",
    "Sessions can be changed or canceled until 24 hours before they start",
    { closed_at: closesAt.toISOString() },
  );
}

/**
 * Cancels a session for one of its parties, with a full refund of whatever was paid: a reader lets
 * go of a hold, withdraws a request, or cancels in time; a researcher any time before the start.
 */
export async function cancelSession(ctx: Ctx, input: { sessionId: string }): Promise<Session> {
  requireUser(ctx.actor);
  const canceled = await inTransaction(ctx.db, async (tx) => {
    const session = await lockSession(tx, input.sessionId);
    const { role } = requireParty(ctx.actor, session);
    if (session.state === "held") return beginRelease(tx, session, role);
    return endSession(tx, ctx, session, endingOf(session, role, ctx.now));
  });
  if (canceled.state !== "expiring") return canceled;
  try {
    await releaseHold(ctx, canceled.id);
  } catch (error) {
    // Stripe must cancel the intent first; the sweep goes on with it, and the slot stays blocked.
    log.warn({ sessionId: canceled.id, ...describeError(error) }, "hold not released yet");
  }
  return readSession(ctx.db, canceled.id);
}

async function beginRelease(tx: Tx, session: Session, role: Party["role"]): Promise<Session> {
  if (role === "researcher") {
    throw new DomainError(
      "WRONG_STATE",
      "This time is being paid for; cancel it once it is booked",
    );
  }
  const [held] = await tx
    .update(sessions)
    // The hold's time ends now, which is what the sweep looks at.
    .set({ state: "expiring", cancelReason: "reader_canceled", holdExpiresAt: sessions.createdAt })
    .where(and(eq(sessions.id, session.id), eq(sessions.state, "held")))
    .returning();
  if (!held) throw new DomainError("WRONG_STATE", "This hold has already ended");
  return held;
}

/** How one of its parties ends a session that is not merely held; throws where that is not theirs to do any more. */
export function endingOf(session: Session, role: Party["role"], now: Date): Ending {
  if (session.state === "requested") {
    return role === "reader"
      ? { move: "endRequest", reason: "request_withdrawn", by: role }
      : { move: "endRequest", reason: "request_declined", by: role };
  }
  if (session.state !== "confirmed" || session.startsAt <= now) {
    throw new DomainError("WRONG_STATE", "This session can no longer be canceled");
  }
  if (role === "reader") requireWindowOpen(session, now);
  const reason = role === "reader" ? "reader_canceled" : "researcher_canceled";
  return { move: "cancel", reason, by: role };
}
