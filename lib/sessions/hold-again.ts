import { requireUser } from "@/lib/auth/actor";
import { isOffered } from "@/lib/availability/compute-slots";
import { loadSchedule } from "@/lib/availability/load-schedule";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { holdSession } from "./hold-session";
import { readSession } from "./lock-session";
import { withoutOwnClaim } from "./own-claim";
import { requireSessionReader } from "./parties";
import { expireHold } from "./release-hold";
import type { Session } from "./states";

/** Whether the time of a hold that has ended could be held once more right now. */
export async function canHoldAgain(ctx: Ctx, session: Session): Promise<boolean> {
  const { takesBookings, schedule } = await loadSchedule(
    ctx.db,
    session.researcherId,
    Math.min(session.startsAt.getTime(), ctx.now.getTime()),
  );
  const slot = { startsAt: session.startsAt.getTime(), endsAt: session.endsAt.getTime() };
  const isOver = session.state === "canceled";
  const free = isOver ? schedule : withoutOwnClaim(schedule, session);
  return takesBookings && isOffered(free, slot, ctx.now.getTime()) === "offered";
}

/**
 * Holds the time of an ended hold once more, with the same paper and questions. A payment that came
 * through at the last moment counts: the session it bought is returned instead.
 * Throws WRONG_STATE while the old hold's payment is still on its way, else as holdSession does.
 */
export async function holdAgain(ctx: Ctx, input: { sessionId: string }): Promise<Session> {
  requireUser(ctx.actor);
  const before = await readSession(ctx.db, input.sessionId);
  requireSessionReader(ctx.actor, before);
  await expireHold(ctx, before.id);
  const ended = await readSession(ctx.db, before.id);
  if (ended.state === "expiring") {
    throw new DomainError(
      "WRONG_STATE",
      "Your bank has not finished with the earlier payment: try again in a minute",
    );
  }
  if (ended.state !== "canceled") return ended;
  return holdSession(ctx, {
    researcherId: ended.researcherId,
    startsAt: ended.startsAt.getTime(),
    endsAt: ended.endsAt.getTime(),
    paperId: ended.paperId ?? undefined,
    questions: ended.questions ?? undefined,
  });
}
