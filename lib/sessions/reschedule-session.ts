import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { sessions } from "@/db/schema";
import { requireUser } from "@/lib/auth/actor";
import { claimSlot, releaseSlot } from "@/lib/availability/claim-slot";
import { isOffered } from "@/lib/availability/compute-slots";
import { loadSchedule } from "@/lib/availability/load-schedule";
import { nearestFree } from "@/lib/availability/nearest-free";
import { refreshNextAvailable } from "@/lib/availability/next-available";
import { decodeSlotId } from "@/lib/availability/slot-id";
import { alertNoHost } from "@/lib/meetings/reserve-host";
import { changeHost, moveMeeting } from "@/lib/meetings/want-meeting";
import type { Ctx } from "@/lib/platform/context";
import { DomainError, invalidInput } from "@/lib/platform/errors";
import { emit } from "@/lib/platform/outbox";
import { Text } from "@/lib/platform/text";
import { instant } from "@/lib/platform/time";
import { inTransaction, postgresError } from "@/lib/platform/transaction";
import { requireWindowOpen } from "./cancel-session";
import { answerDeadline, isTooLate } from "./confirm-paid";
import { NOT_A_SLOT } from "./hold-input";
import { findReaderOverlap, lockReader, lockSession } from "./lock-session";
import { withoutOwnClaim } from "./own-claim";
import { requireSessionReader } from "./parties";
import type { Session } from "./states";

/** The new time, by its start or by a slot's id; the length stays. */
export const RescheduleSession = z
  .object({ start_time: instant.optional(), time_slot_id: Text.optional() })
  .transform((input, issue): { startsAt: number; researcherId?: string } => {
    if (input.start_time) return { startsAt: input.start_time.getTime() };
    const slot = input.time_slot_id === undefined ? null : decodeSlotId(input.time_slot_id);
    if (slot) return { startsAt: slot.startsAt, researcherId: slot.researcherId };
    issue.addIssue(
      input.time_slot_id === undefined
        ? { code: "custom", path: ["start_time"], message: "is missing (or time_slot_id)" }
        : { code: "custom", path: ["time_slot_id"], message: NOT_A_SLOT },
    );
    return z.NEVER;
  });

export type RescheduleSession = z.output<typeof RescheduleSession> & { sessionId: string };

/**
 * Moves a paid session to another free time of the same researcher: price, length, state and
 * payment stay, the calendar invite keeps its UID. Until 24 h before the start.
 */
export async function rescheduleSession(ctx: Ctx, input: RescheduleSession): Promise<Session> {
  requireUser(ctx.actor);
  try {
    return await inTransaction(ctx.db, (tx) => reschedule(tx, ctx, input));
  } catch (error) {
    if (error instanceof DomainError && error.code === "NO_MEETING_HOST") await alertNoHost(ctx);
    // The constraint's word, should a move ever get past the checks.
    if (postgresError(error)?.code === "23P01") throw timeTaken();
    throw error;
  }
}

async function reschedule(tx: Tx, ctx: Ctx, input: RescheduleSession): Promise<Session> {
  const session = await lockSession(tx, input.sessionId);
  requireSessionReader(ctx.actor, session);
  requireMovable(session, input, ctx.now);
  await lockReader(tx, session.readerId);
  const length = session.endsAt.getTime() - session.startsAt.getTime();
  const slot = { startsAt: input.startsAt, endsAt: input.startsAt + length };
  await requireFree(tx, ctx, session, slot);
  const to = { startsAt: new Date(slot.startsAt), endsAt: new Date(slot.endsAt) };
  await releaseSlot(tx, session.id);
  const claim = { ...slot, researcherId: session.researcherId, sessionId: session.id };
  const timeSlotId = await claimSlot(tx, claim);
  if (!timeSlotId) throw timeTaken();
  const moved = await writeMove(tx, session, { ...to, timeSlotId });
  await keepMeeting(tx, session.id, to);
  await refreshNextAvailable(tx, session.researcherId, ctx.now);
  await emit(tx, "session/rescheduled", {
    sessionId: session.id,
    previousStartsAt: session.startsAt.toISOString(),
  });
  return moved;
}

const timeTaken = (details: Record<string, unknown> = {}) =>
  new DomainError("SLOT_UNAVAILABLE", "This time is no longer available", details);

function requireMovable(session: Session, input: RescheduleSession, now: Date): void {
  if (session.state !== "confirmed" && session.state !== "requested") {
    throw new DomainError("WRONG_STATE", "Only a paid session that is still to come can be moved");
  }
  requireWindowOpen(session, now);
  if (input.researcherId && input.researcherId !== session.researcherId) {
    throw invalidInput("time_slot_id", "belongs to another researcher");
  }
  if (input.startsAt === session.startsAt.getTime()) {
    throw invalidInput("start_time", "is the time the session has already");
  }
}

/** The same predicate as at the hold, with the session's own claim out of the way. */
async function requireFree(
  tx: Tx,
  ctx: Ctx,
  session: Session,
  slot: { startsAt: number; endsAt: number },
): Promise<void> {
  const now = ctx.now.getTime();
  const loaded = await loadSchedule(tx, session.researcherId, Math.min(slot.startsAt, now));
  const schedule = withoutOwnClaim(loaded.schedule, session);
  const offer = isOffered(schedule, slot, now);
  if (offer === "not-on-grid") {
    throw invalidInput("start_time", "is not one of this researcher's time slots");
  }
  if (slot.startsAt <= now) throw invalidInput("start_time", "is in the past");
  if (offer === "taken") {
    throw timeTaken({
      alternatives: nearestFree(schedule, session.researcherId, slot.startsAt, now),
    });
  }
  const range = { startsAt: new Date(slot.startsAt), endsAt: new Date(slot.endsAt) };
  if (session.state === "requested" && isTooLate(session, range.startsAt, ctx.now)) {
    throw invalidInput("start_time", "leaves the researcher no time to accept the request");
  }
  const own = await findReaderOverlap(tx, session.readerId, range, session.id);
  if (own) {
    throw new DomainError("READER_BUSY", "You have another session at this time", {
      session_id: own.id,
    });
  }
}

async function writeMove(
  tx: Tx,
  session: Session,
  to: Pick<Session, "startsAt" | "endsAt" | "timeSlotId">,
): Promise<Session> {
  const isRequest = session.state === "requested" && session.paidAt;
  const [moved] = await tx
    .update(sessions)
    .set({
      ...to,
      calendarSequence: session.calendarSequence + 1,
      answerBy: isRequest ? answerDeadline(isRequest, to.startsAt) : session.answerBy,
    })
    .where(and(eq(sessions.id, session.id), inArray(sessions.state, ["confirmed", "requested"])))
    .returning();
  if (!moved) throw new DomainError("WRONG_STATE", "This session can no longer be moved");
  return moved;
}

async function keepMeeting(tx: Tx, sessionId: string, to: { startsAt: Date; endsAt: Date }) {
  if (await moveMeeting(tx, { sessionId, ...to })) return;
  if (await changeHost(tx, { sessionId, ...to })) return;
  throw new DomainError("NO_MEETING_HOST", "This time cannot be booked right now");
}
