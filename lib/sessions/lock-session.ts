import { and, eq, gt, inArray, lt, ne, sql } from "drizzle-orm";
import type { Database, Tx } from "@/db/client";
import { sessions } from "@/db/schema";
import { lockResearcher } from "@/lib/availability/lock-researcher";
import { notFound } from "@/lib/platform/errors";
import { noteInLog } from "@/lib/platform/log";
import { LIVE_STATES, type Session } from "./states";

/**
 * Locks a session for a change: its researcher's lock first, as everything that moves claims does,
 * then the row, read under both.
 */
export async function lockSession(tx: Tx, sessionId: string): Promise<Session> {
  noteInLog({ sessionId });
  const { researcherId } = await readSession(tx, sessionId);
  await lockResearcher(tx, researcherId);
  const [session] = await tx
    .select()
    .from(sessions)
    .where(eq(sessions.id, sessionId))
    .for("update");
  if (!session) throw notFound("Session");
  return session;
}

export async function readSession(db: Database | Tx, sessionId: string): Promise<Session> {
  const [session] = await db.select().from(sessions).where(eq(sessions.id, sessionId));
  if (!session) throw notFound("Session");
  return session;
}

/** Taken after the researcher's, so that one reader's claims on several researchers come one by one. */
export async function lockReader(tx: Tx, readerId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${readerId}::text, 2))`);
}

/** A reader's live sessions that overlap a range, other than `exceptId`. */
export async function findReaderOverlap(
  tx: Tx,
  readerId: string,
  range: { startsAt: Date; endsAt: Date },
  exceptId?: string,
): Promise<Session | null> {
  const [overlap] = await tx
    .select()
    .from(sessions)
    .where(
      and(
        eq(sessions.readerId, readerId),
        inArray(sessions.state, [...LIVE_STATES]),
        lt(sessions.startsAt, range.endsAt),
        gt(sessions.endsAt, range.startsAt),
        exceptId ? ne(sessions.id, exceptId) : undefined,
      ),
    )
    .limit(1);
  return overlap ?? null;
}
