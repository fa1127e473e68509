import { and, eq, inArray, isNotNull, isNull, lt, ne, or, sql } from "drizzle-orm";
import { meetings, researchers, sessions, users } from "@/db/schema";
import { resolveAlert } from "@/lib/platform/alerts";
import type { Ctx } from "@/lib/platform/context";
import { emit } from "@/lib/platform/outbox";
import { agendaOf } from "./agenda";
import {
  createZoomMeeting,
  deleteZoomMeeting,
  findZoomMeeting,
  type MeetingPlan,
  moveZoomMeeting,
} from "./zoom";

const CLAIM_SECONDS = 60;
const UNSETTLED = ["wanted", "creating", "outdated", "removing"] as const;

type Meeting = typeof meetings.$inferSelect;

/**
 * Brings Zoom in line with what the meeting's row wants: makes, moves or deletes it. Safe to repeat
 * and to run twice at once: one claims the row, the other leaves it. Returns the row's state;
 * throws when Zoom fails, for the job to retry.
 */
export async function syncMeeting(ctx: Ctx, sessionId: string): Promise<Meeting["state"] | null> {
  const claimed = await claim(ctx, sessionId);
  if (!claimed) return stateOf(ctx, sessionId);
  const { meeting, claimedUntil } = claimed;
  try {
    if (meeting.state === "removing") await remove(ctx, meeting);
    else if (meeting.state === "outdated") await move(ctx, meeting);
    else await make(ctx, meeting);
  } finally {
    await ctx.db
      .update(meetings)
      .set({ claimedUntil: null })
      // A claim that took so long that it ended may have been followed by another's.
      .where(and(eq(meetings.sessionId, sessionId), eq(meetings.claimedUntil, claimedUntil)));
  }
  return stateOf(ctx, sessionId);
}

/** Sessions whose meeting still waits for something, for the sweep: those to come first, the next one before all. */
export async function listUnsettledMeetings(ctx: Ctx, limit = 50): Promise<string[]> {
  const rows = await ctx.db
    .select({ id: meetings.sessionId })
    .from(meetings)
    .where(
      and(
        inArray(meetings.state, [...UNSETTLED]),
        or(isNull(meetings.claimedUntil), lt(meetings.claimedUntil, sql`now()`)),
      ),
    )
    .orderBy(sql`${meetings.startsAt} <= ${ctx.now.toISOString()}::timestamptz`, meetings.startsAt)
    .limit(limit);
  return rows.map((row) => row.id);
}

/** The row as it was before the claim: `creating` means that an earlier attempt may have acted. */
async function claim(
  ctx: Ctx,
  sessionId: string,
): Promise<{ meeting: Meeting; claimedUntil: Date } | null> {
  return ctx.db.transaction(async (tx) => {
    const [meeting] = await tx
      .select()
      .from(meetings)
      .where(
        and(
          eq(meetings.sessionId, sessionId),
          inArray(meetings.state, [...UNSETTLED]),
          or(isNull(meetings.claimedUntil), lt(meetings.claimedUntil, sql`now()`)),
        ),
      )
      .for("update");
    if (!meeting) return null;
    const [row] = await tx
      .update(meetings)
      .set({
        // In whole milliseconds, all that a Date keeps, so that the claim can be told from others.
        claimedUntil: sql`date_trunc('milliseconds', clock_timestamp())
          + make_interval(secs => ${CLAIM_SECONDS})`,
        ...(meeting.state === "wanted" ? { state: "creating" } : {}),
      })
      .where(eq(meetings.sessionId, sessionId))
      .returning({ claimedUntil: meetings.claimedUntil });
    return row?.claimedUntil ? { meeting, claimedUntil: row.claimedUntil } : null;
  });
}

async function stateOf(ctx: Ctx, sessionId: string) {
  const [row] = await ctx.db
    .select({ state: meetings.state })
    .from(meetings)
    .where(eq(meetings.sessionId, sessionId));
  return row?.state ?? null;
}

async function make(ctx: Ctx, meeting: Meeting): Promise<void> {
  const plan = await planOf(ctx, meeting);
  const earlier =
    meeting.state === "creating" ? await findZoomMeeting(meeting.hostEmail, plan.agenda) : null;
  const made = earlier ?? (await createZoomMeeting(meeting.hostEmail, plan));
  const state = await ctx.db.transaction(async (tx) => {
    // A cancel or a move may have come while Zoom was busy: keep its wish, add what was made.
    const [row] = await tx
      .update(meetings)
      .set({
        zoomMeetingId: made.id,
        joinUrl: made.joinUrl,
        state: sql`case when ${meetings.state} = 'creating' then 'ready'::meeting_state
          else ${meetings.state} end`,
      })
      .where(
        and(
          eq(meetings.sessionId, meeting.sessionId),
          eq(meetings.hostEmail, meeting.hostEmail),
          // A link set by hand meanwhile has been mailed, and stays.
          or(ne(meetings.state, "ready"), isNotNull(meetings.zoomMeetingId)),
        ),
      )
      .returning({ state: meetings.state });
    if (row?.state === "ready" || row?.state === "outdated") {
      await emit(tx, "meeting/ready", { sessionId: meeting.sessionId });
      const trouble = { kind: "meeting_unavailable", subject: meeting.sessionId } as const;
      await resolveAlert(tx, ctx.now, trouble);
    }
    return row?.state ?? "elsewhere";
  });
  // The session went to another host meanwhile, or got a link by hand: nobody knows this meeting.
  if (state === "elsewhere") await deleteZoomMeeting(made.id);
  else if (state !== "ready") await followUp(ctx, meeting.sessionId);
}

/** What was wished while Zoom was busy is done at once, under the same claim. */
async function followUp(ctx: Ctx, sessionId: string): Promise<void> {
  const [row] = await ctx.db.select().from(meetings).where(eq(meetings.sessionId, sessionId));
  if (row?.state === "removing") await remove(ctx, row);
  if (row?.state === "outdated") await move(ctx, row);
}

async function move(ctx: Ctx, meeting: Meeting): Promise<void> {
  if (!meeting.zoomMeetingId) {
    // Moved while it was being made, and the result was lost: look for it as after any doubt.
    await make(ctx, { ...meeting, state: "creating" });
    return;
  }
  const isThere = await moveZoomMeeting(meeting.zoomMeetingId, meeting);
  const [row] = await ctx.db
    .update(meetings)
    .set(isThere ? { state: "ready" } : { state: "creating", zoomMeetingId: null, joinUrl: null })
    .where(
      and(
        eq(meetings.sessionId, meeting.sessionId),
        eq(meetings.state, "outdated"),
        eq(meetings.startsAt, meeting.startsAt),
      ),
    )
    .returning();
  // Somebody deleted it at Zoom: the session needs another.
  if (row?.state === "creating") await make(ctx, row);
}

async function remove(ctx: Ctx, meeting: Meeting): Promise<void> {
  const id =
    meeting.zoomMeetingId ??
    (await findZoomMeeting(meeting.hostEmail, agendaOf(meeting.sessionId)))?.id;
  if (id) await deleteZoomMeeting(id);
  await ctx.db
    .update(meetings)
    .set({ state: "removed" })
    .where(and(eq(meetings.sessionId, meeting.sessionId), eq(meetings.state, "removing")));
}

async function planOf(ctx: Ctx, meeting: Meeting): Promise<MeetingPlan> {
  const [names] = await ctx.db
    .select({ researcher: researchers.name, reader: users.name })
    .from(sessions)
    .innerJoin(researchers, eq(researchers.id, sessions.researcherId))
    .innerJoin(users, eq(users.id, sessions.readerId))
    .where(eq(sessions.id, meeting.sessionId));
  return {
    topic: `${names?.researcher} and ${names?.reader}`.slice(0, 200),
    agenda: agendaOf(meeting.sessionId),
    startsAt: meeting.startsAt,
    endsAt: meeting.endsAt,
  };
}
