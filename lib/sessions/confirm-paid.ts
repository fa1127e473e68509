import type { Tx } from "@/db/client";
import { wantMeeting } from "@/lib/meetings/want-meeting";
import type { Ctx } from "@/lib/platform/context";
import { emit } from "@/lib/platform/outbox";
import { addHours, earliest } from "@/lib/platform/time";
import { moveSession, type Session } from "./states";

const ANSWER_HOURS = 48;
const ANSWER_HOURS_BEFORE_START = 12;

/** Until when a request can be answered: 48 h after the payment, or 12 h before the start if sooner. */
export function answerDeadline(paidAt: Date, startsAt: Date): Date {
  return earliest(addHours(paidAt, ANSWER_HOURS), addHours(startsAt, -ANSWER_HOURS_BEFORE_START));
}

/** Whether nobody can make use of a session at `startsAt` any more: it has begun, or could not be accepted in time. */
export function isTooLate(
  { requiresAcceptance }: Pick<Session, "requiresAcceptance">,
  startsAt: Date,
  now: Date,
): boolean {
  return (requiresAcceptance ? answerDeadline(now, startsAt) : startsAt) <= now;
}

/**
 * A good payment has come for a session that has its slot: instant researchers' sessions are
 * confirmed, the others become requests. `late`: the slot was taken again after the hold had ended.
 */
export async function confirmPaidSession(
  tx: Tx,
  ctx: Ctx,
  session: Session,
  how: "paid" | "late",
): Promise<"confirmed" | "requested"> {
  const paid = { paidAt: ctx.now, cancelReason: null, canceledAt: null };
  if (session.requiresAcceptance) {
    await moveSession(tx, session.id, how === "late" ? "retakeRequested" : "requestAfterPayment", {
      ...paid,
      answerBy: answerDeadline(ctx.now, session.startsAt),
    });
    await emit(tx, "session/requested", { sessionId: session.id });
    return "requested";
  }
  await moveSession(tx, session.id, how === "late" ? "retakeConfirmed" : "confirmPayment", {
    ...paid,
    confirmedAt: ctx.now,
  });
  await wantMeeting(tx, session.id);
  await emit(tx, "session/confirmed", { sessionId: session.id, how });
  return "confirmed";
}
