import { and, eq, gt, inArray, lt, ne } from "drizzle-orm";
import { sessions } from "@/db/schema";
import { requireUser } from "@/lib/auth/actor";
import { computeSlots } from "@/lib/availability/compute-slots";
import { loadSchedule } from "@/lib/availability/load-schedule";
import type { Schedule } from "@/lib/availability/schedule";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { requireWindowOpen } from "./cancel-session";
import { isTooLate } from "./confirm-paid";
import { readSession } from "./lock-session";
import { withoutOwnClaim } from "./own-claim";
import { requireSessionReader } from "./parties";
import { LIVE_STATES, type Session } from "./states";

export type RescheduleSlots = {
  session: Session;
  schedule: Schedule;
  /** Epoch ms, ascending: starts to which the reader can move the session. */
  free: { startsAt: number; endsAt: number }[];
};

/**
 * The free times in [from, to) (epoch ms) that a session can move to: the researcher's offer without
 * the session's own claim, less its present time and whatever else the reader has booked.
 * Throws WRONG_STATE and CANCELLATION_WINDOW_CLOSED as rescheduling itself does.
 */
export async function listRescheduleSlots(
  ctx: Ctx,
  input: { sessionId: string; from: number; to: number },
): Promise<RescheduleSlots> {
  requireUser(ctx.actor);
  const session = await readSession(ctx.db, input.sessionId);
  requireSessionReader(ctx.actor, session);
  if (session.state !== "confirmed" && session.state !== "requested") {
    throw new DomainError("WRONG_STATE", "Only a paid session that is still to come can be moved");
  }
  requireWindowOpen(session, ctx.now);
  const now = ctx.now.getTime();
  const isRequest = session.state === "requested";
  const loaded = await loadSchedule(ctx.db, session.researcherId, Math.min(input.from, now));
  const schedule = withoutOwnClaim(loaded.schedule, session);
  const others = await readerTimes(ctx, session, input);
  const free = computeSlots(schedule, input, now)
    .filter((slot) => slot.available && slot.startsAt !== session.startsAt.getTime())
    .filter(({ startsAt }) => !isRequest || !isTooLate(session, new Date(startsAt), ctx.now))
    .filter((slot) => !others.some((o) => o.startsAt < slot.endsAt && o.endsAt > slot.startsAt))
    .map(({ startsAt, endsAt }) => ({ startsAt, endsAt }));
  return { session, schedule, free };
}

async function readerTimes(ctx: Ctx, session: Session, range: { from: number; to: number }) {
  const rows = await ctx.db
    .select({ startsAt: sessions.startsAt, endsAt: sessions.endsAt })
    .from(sessions)
    .where(
      and(
        eq(sessions.readerId, session.readerId),
        ne(sessions.id, session.id),
        inArray(sessions.state, [...LIVE_STATES]),
        gt(sessions.endsAt, new Date(range.from)),
        lt(
          sessions.startsAt,
          new Date(range.to + session.endsAt.getTime() - session.startsAt.getTime()),
        ),
      ),
    );
  return rows.map((row) => ({ startsAt: row.startsAt.getTime(), endsAt: row.endsAt.getTime() }));
}
