import { eq, type SQL, sql } from "drizzle-orm";
import type { Database, Tx } from "@/db/client";
import { sessions } from "@/db/schema";
import { DomainError, notFound } from "@/lib/platform/errors";
import { DAY_MS } from "@/lib/platform/time";
import { paymentStatus } from "@/lib/sessions/read-sessions";

export const REVIEW_DAYS = 30;

const hasNoShow = (which: SQL) => sql<boolean>`exists (select from session_reports no_show
  where no_show.session_id = sessions.id and no_show.kind = 'no_show' and ${which})`;

/** Somebody is said not to have come, and it is not settled yet. */
export const isInQuestion = hasNoShow(sql`no_show.status <> 'decided'`);

/** The reader did not come: the researcher said so, and is paid all the same. */
export const wasReaderAbsent = hasNoShow(
  sql`no_show.reported_by = 'researcher' and no_show.outcome = 'pay'`,
);

export type ReviewWindow =
  | { kind: "open" | "closed"; until: Date }
  /** Whether it took place is being settled. */
  | { kind: "in_question" }
  /** It did not take place: not yet, or its whole price went back, or the reader did not come. */
  | { kind: "none" };

/** Whether the reader of a session can review it now: it took place, and no more than 30 days ago. */
export async function readReviewWindow(
  db: Database | Tx,
  sessionId: string,
  now: Date,
): Promise<ReviewWindow> {
  const [session] = await db
    .select({
      state: sessions.state,
      completedAt: sessions.completedAt,
      paymentStatus,
      isInQuestion,
      wasReaderAbsent,
    })
    .from(sessions)
    .where(eq(sessions.id, sessionId));
  if (!session) throw notFound("Session");
  const { state, completedAt } = session;
  const tookPlace = session.paymentStatus !== "refunded" && !session.wasReaderAbsent;
  if (state !== "completed" || !completedAt || !tookPlace) return { kind: "none" };
  if (session.isInQuestion) return { kind: "in_question" };
  const until = new Date(completedAt.getTime() + REVIEW_DAYS * DAY_MS);
  return { kind: now > until ? "closed" : "open", until };
}

/** Throws WRONG_STATE for a session that did not take place, REVIEW_CLOSED once 30 days are over. */
export async function requireReviewable(tx: Tx, sessionId: string, now: Date): Promise<void> {
  const window = await readReviewWindow(tx, sessionId, now);
  switch (window.kind) {
    case "none":
      throw new DomainError("WRONG_STATE", "Only a session that has taken place can be reviewed");
    case "in_question":
      throw new DomainError(
        "WRONG_STATE",
        "This session can be reviewed once it is settled whether it took place",
      );
    case "closed":
      throw new DomainError(
        "REVIEW_CLOSED",
        `A session can be reviewed until ${REVIEW_DAYS} days after it`,
        { closed_at: window.until.toISOString() },
      );
  }
}
