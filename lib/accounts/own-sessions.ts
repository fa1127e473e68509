import { and, asc, eq, inArray, or } from "drizzle-orm";
import type { Database, Tx } from "@/db/client";
import { researchers, sessions, users } from "@/db/schema";
import type { UserActor } from "@/lib/platform/context";
import { cancellationClosesAt } from "@/lib/sessions/cancel-session";
import { LIVE_STATES, type Session } from "@/lib/sessions/states";

/** What can be done about a session that is still to come: who leaves can cancel it, or has to wait. */
export type OwnSession = {
  session: Session;
  role: "reader" | "researcher";
  /** The other party. */
  withName: string;
  path: string;
  standing: "cancelable" | "hold" | "being_paid" | "too_late" | "under_way";
};

/** The sessions of somebody, on either side, that are not over yet; the next one first. */
export async function listOwnSessions(
  db: Database | Tx,
  { id, researcherId }: Pick<UserActor, "id" | "researcherId">,
  now: Date,
): Promise<OwnSession[]> {
  const rows = await db
    .select({ session: sessions, researcherName: researchers.name, readerName: users.name })
    .from(sessions)
    .innerJoin(researchers, eq(researchers.id, sessions.researcherId))
    .innerJoin(users, eq(users.id, sessions.readerId))
    .where(
      and(
        inArray(sessions.state, [...LIVE_STATES]),
        or(
          eq(sessions.readerId, id),
          researcherId ? eq(sessions.researcherId, researcherId) : undefined,
        ),
      ),
    )
    .orderBy(asc(sessions.startsAt), asc(sessions.id));
  return rows.map(({ session, researcherName, readerName }) => {
    const role = session.readerId === id ? "reader" : "researcher";
    const pages = role === "reader" ? "/sessions" : "/dashboard/bookings";
    return {
      session,
      role,
      withName: role === "reader" ? researcherName : readerName,
      path: `${pages}/${session.id}`,
      standing: standingOf(session, role, now),
    };
  });
}

function standingOf(session: Session, role: OwnSession["role"], now: Date): OwnSession["standing"] {
  if (session.state === "held" || session.state === "expiring")
    return role === "reader" ? "hold" : "being_paid";
  if (session.startsAt <= now) return "under_way";
  if (session.state === "requested" || role === "researcher") return "cancelable";
  return now <= cancellationClosesAt(session) ? "cancelable" : "too_late";
}
