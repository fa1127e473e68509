import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { sessions } from "@/db/schema";
import { DomainError } from "@/lib/platform/errors";
import { DAY_MS } from "@/lib/platform/time";
import { paymentStatus } from "@/lib/sessions/read-sessions";
import type { SessionDetail } from "@/lib/sessions/session-view";
import type { Session } from "@/lib/sessions/states";

export const REVIEW_DAYS = 30;

/**
 * Until when a session can be reviewed, or null when it cannot: it must have taken place. One whose
 * whole price went back counts as not having done so.
 */
export function reviewableUntil(
  session: Pick<SessionDetail, "state" | "completedAt" | "paymentStatus">,
): Date | null {
  const { state, completedAt } = session;
  if (state !== "completed" || !completedAt || session.paymentStatus === "refunded") return null;
  return new Date(completedAt.getTime() + REVIEW_DAYS * DAY_MS);
}

/** Throws WRONG_STATE for a session that did not take place, REVIEW_CLOSED once 30 days are over. */
export async function requireReviewable(tx: Tx, session: Session, now: Date): Promise<void> {
  const [paid] = await tx
    .select({ paymentStatus })
    .from(sessions)
    .where(eq(sessions.id, session.id));
  const until = paid ? reviewableUntil({ ...session, ...paid }) : null;
  if (!until) {
    throw new DomainError("WRONG_STATE", "Only a session that has taken place can be reviewed");
  }
  if (now > until) {
    throw new DomainError(
      "REVIEW_CLOSED",
      `A session can be reviewed until ${REVIEW_DAYS} days after it`,
      { closed_at: until.toISOString() },
    );
  }
}
