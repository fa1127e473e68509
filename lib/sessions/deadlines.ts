import { and, eq, exists, gt, isNull, lte, not, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { meetings, sessions } from "@/db/schema";
import { raiseAlert } from "@/lib/platform/alerts";
import type { Ctx } from "@/lib/platform/context";
import { describeError, log, withLogFields } from "@/lib/platform/log";
import { emit } from "@/lib/platform/outbox";
import { addHours } from "@/lib/platform/time";
import { inTransaction } from "@/lib/platform/transaction";
import { endSession } from "./end-session";
import { lockSession } from "./lock-session";
import { openSessionPayout } from "./session-payout";
import { type Session, tryMove } from "./states";

const BATCH = 100;

/** Ends requests that nobody answered in time, with a full refund. Returns their ids. */
export async function endUnansweredRequests(ctx: Ctx): Promise<string[]> {
  const due = and(eq(sessions.state, "requested"), lte(sessions.answerBy, ctx.now));
  return forEach(ctx, due, async (session) => {
    const isDue = session.state === "requested" && session.answerBy && session.answerBy <= ctx.now;
    return isDue ? { move: "endRequest", reason: "request_unanswered", by: "system" } : null;
  });
}

/** Completes sessions whose time is over. Returns their ids. */
export async function completeSessions(ctx: Ctx): Promise<string[]> {
  const due = await ctx.db
    .select({ id: sessions.id })
    .from(sessions)
    .where(
      and(
        eq(sessions.state, "confirmed"),
        lte(sessions.endsAt, ctx.now),
        // One that could not take place is canceled and refunded instead, however late we come.
        not(withoutMeeting(ctx.db)),
      ),
    )
    .orderBy(sessions.endsAt)
    .limit(BATCH);
  return actOnEach(due, (id) => completeIfConfirmed(ctx, id));
}

async function completeIfConfirmed(ctx: Ctx, id: string): Promise<boolean> {
  return inTransaction(ctx.db, async (tx) => {
    const session = await tryMove(tx, id, "complete", { completedAt: ctx.now });
    if (!session) return false;
    await emit(tx, "session/completed", { sessionId: id });
    await openSessionPayout(tx, session);
    return true;
  });
}

const withoutMeeting = (db: Database) =>
  not(
    exists(
      db
        .select({ one: sql`1` })
        .from(meetings)
        .where(and(eq(meetings.sessionId, sessions.id), sql`${meetings.joinUrl} is not null`)),
    ),
  );

/** An hour before the start and still no meeting: both are told, and so is the operator, once. Returns their ids. */
export async function tellDelayedMeetings(ctx: Ctx): Promise<string[]> {
  const due = await ctx.db
    .select({ id: sessions.id })
    .from(sessions)
    .where(
      and(
        eq(sessions.state, "confirmed"),
        lte(sessions.startsAt, addHours(ctx.now, 1)),
        gt(sessions.startsAt, ctx.now),
        isNull(sessions.meetingDelayedAt),
        withoutMeeting(ctx.db),
      ),
    )
    .limit(BATCH);
  return actOnEach(due, (id) => tellIfDelayed(ctx, id));
}

async function tellIfDelayed(ctx: Ctx, id: string): Promise<boolean> {
  return inTransaction(ctx.db, async (tx) => {
    const [first] = await tx
      .update(sessions)
      .set({ meetingDelayedAt: ctx.now })
      .where(
        and(
          eq(sessions.id, id),
          eq(sessions.state, "confirmed"),
          isNull(sessions.meetingDelayedAt),
        ),
      )
      .returning({ id: sessions.id });
    if (!first) return false;
    await emit(tx, "meeting/delayed", { sessionId: id });
    await raiseAlert(tx, {
      kind: "meeting_unavailable",
      subject: id,
      message: "A session starts within the hour and has no meeting link",
      details: { sessionId: id },
    });
    return true;
  });
}

/** No meeting at the start: the session is canceled and refunded. Returns their ids. */
export async function cancelMeetingless(ctx: Ctx): Promise<string[]> {
  const due = and(
    eq(sessions.state, "confirmed"),
    lte(sessions.startsAt, ctx.now),
    withoutMeeting(ctx.db),
  );
  return forEach(ctx, due, async (session, hasMeeting) =>
    session.state === "confirmed" && !hasMeeting
      ? { move: "cancel", reason: "meeting_unavailable", by: "system" }
      : null,
  );
}

type Decide = (
  session: Session,
  hasMeeting: boolean,
) => Promise<Parameters<typeof endSession>[3] | null>;

/** Ends each session found, deciding again once it is locked. */
async function forEach(ctx: Ctx, due: ReturnType<typeof and>, decide: Decide): Promise<string[]> {
  const found = await ctx.db.select({ id: sessions.id }).from(sessions).where(due).limit(BATCH);
  return actOnEach(found, (id) => endIfDue(ctx, id, decide));
}

/** Returns the ids of those that `act` says it has acted on. */
async function actOnEach(
  found: { id: string }[],
  act: (id: string) => Promise<boolean>,
): Promise<string[]> {
  const done: string[] = [];
  for (const { id } of found) {
    try {
      if (await withLogFields({}, () => act(id))) done.push(id);
    } catch (error) {
      // Left to the next sweep, so that it does not keep the others waiting.
      log.error({ sessionId: id, ...describeError(error) }, "session left to the next sweep");
    }
  }
  return done;
}

async function endIfDue(ctx: Ctx, id: string, decide: Decide): Promise<boolean> {
  return inTransaction(ctx.db, async (tx) => {
    const session = await lockSession(tx, id);
    const [meeting] = await tx
      .select({ joinUrl: meetings.joinUrl })
      .from(meetings)
      .where(eq(meetings.sessionId, id));
    const ending = await decide(session, Boolean(meeting?.joinUrl));
    if (ending) await endSession(tx, ctx, session, ending);
    return ending !== null;
  });
}
