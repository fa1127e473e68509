import { and, eq, inArray, sql } from "drizzle-orm";
import type { Database, Tx } from "@/db/client";
import { meetings } from "@/db/schema";
import { emit } from "@/lib/platform/outbox";
import { type Reservation, reserveHostAnew } from "./reserve-host";

/** States in which Zoom may have a meeting, whether or not its answer reached us. */
const MAYBE_MADE = ["creating", "ready", "outdated"] as const;

/** The session is confirmed: the meeting is to be made on the reserved host. */
export async function wantMeeting(tx: Tx, sessionId: string): Promise<void> {
  await tx
    .update(meetings)
    .set({ state: "wanted" })
    .where(and(eq(meetings.sessionId, sessionId), eq(meetings.state, "reserved")));
}

/**
 * Somebody deleted the meeting at Zoom: the sweep makes another. The dead link stays until then, or the
 * session would count as one that cannot take place.
 */
export async function replaceMeeting(
  db: Database,
  { sessionId, zoomMeetingId }: { sessionId: string; zoomMeetingId: string },
): Promise<void> {
  await db
    .update(meetings)
    .set({ state: "creating", zoomMeetingId: null })
    .where(
      and(
        eq(meetings.sessionId, sessionId),
        eq(meetings.zoomMeetingId, zoomMeetingId),
        eq(meetings.state, "ready"),
      ),
    );
}

/** The session is over before it began: the host is free, and what was made on Zoom goes. */
export async function dropMeeting(tx: Tx, sessionId: string): Promise<void> {
  await tx
    .update(meetings)
    .set({
      blocking: false,
      state: sql`case when ${meetings.state} in ('reserved', 'wanted', 'removed')
        then 'removed'::meeting_state else 'removing'::meeting_state end`,
    })
    .where(eq(meetings.sessionId, sessionId));
}

/**
 * Moves the meeting with its session, on the same host and link. False: the host has another
 * meeting then.
 */
export async function moveMeeting(
  tx: Tx,
  { sessionId, startsAt, endsAt }: { sessionId: string; startsAt: Date; endsAt: Date },
): Promise<boolean> {
  const from = startsAt.toISOString();
  const to = endsAt.toISOString();
  const [taken] = await tx.execute(sql`
    select 1 from meetings other join meetings mine on mine.session_id = ${sessionId}
      and other.host_email = mine.host_email
    where other.session_id <> mine.session_id and other.blocking
      and tstzrange(other.starts_at, other.ends_at) && tstzrange(${from}, ${to})`);
  if (taken) return false;
  await tx
    .update(meetings)
    .set({
      startsAt,
      endsAt,
      state: sql`case when ${meetings.state} in ('ready', 'creating')
        then 'outdated'::meeting_state else ${meetings.state} end`,
    })
    .where(and(eq(meetings.sessionId, sessionId), inArray(meetings.blocking, [true])));
  return true;
}

/**
 * Gives the session another host for another time; what was made on Zoom for it is deleted by the
 * event's job. False: no host is free.
 */
export async function changeHost(tx: Tx, reservation: Reservation): Promise<boolean> {
  const [before] = await tx
    .select({
      state: meetings.state,
      zoomMeetingId: meetings.zoomMeetingId,
      hostEmail: meetings.hostEmail,
    })
    .from(meetings)
    .where(eq(meetings.sessionId, reservation.sessionId));
  if (!(await reserveHostAnew(tx, reservation))) return false;
  if (before && before.state !== "reserved") await wantMeeting(tx, reservation.sessionId);
  if (before && MAYBE_MADE.some((state) => state === before.state)) {
    const { zoomMeetingId, hostEmail } = before;
    await emit(tx, "meeting/abandoned", {
      sessionId: reservation.sessionId,
      zoomMeetingId,
      hostEmail,
    });
  }
  return true;
}
