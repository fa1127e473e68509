import { z } from "zod";
import { sessionReports } from "@/db/schema";
import { requireUser } from "@/lib/auth/actor";
import { setPayoutReported } from "@/lib/payments/payouts/align-payout";
import { raiseAlert } from "@/lib/platform/alerts";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { emit } from "@/lib/platform/outbox";
import { Text } from "@/lib/platform/text";
import { addHours } from "@/lib/platform/time";
import { inTransaction } from "@/lib/platform/transaction";
import { lockSession } from "../lock-session";
import { requireParty } from "../parties";
import { SessionId } from "../session-id";
import type { Session } from "../states";
import { CONTEST_HOURS, isReportable, REPORT_MAX, type Report, reportClosesAt } from "./report";

export const ReportSession = SessionId.extend({
  kind: z.enum(["no_show", "problem"], 'must be "no_show" or "problem"'),
  text: Text.trim()
    .min(1, "must say what happened")
    .max(REPORT_MAX, `must have at most ${REPORT_MAX} characters`)
    .describe("What happened, for the other party and for whoever decides"),
});

/**
 * One party says that the other did not come, or that something else went wrong; from the start
 * until 48 hours after the end, and once for each session. The payout waits until it is decided. Throws
 * REPORT_CLOSED, ALREADY_REPORTED or WRONG_STATE.
 */
export async function reportSession(
  ctx: Ctx,
  input: z.output<typeof ReportSession>,
): Promise<Report> {
  requireUser(ctx.actor);
  return inTransaction(ctx.db, async (tx) => {
    const session = await lockSession(tx, input.sessionId);
    const { role } = requireParty(ctx.actor, session);
    requireReportable(session, ctx.now);
    const [report] = await tx
      .insert(sessionReports)
      .values({
        sessionId: session.id,
        reportedBy: role,
        kind: input.kind,
        text: input.text,
        // Who came is for the two to agree on; anything else takes somebody to judge it.
        status: input.kind === "no_show" ? "open" : "with_admin",
        contestBy: addHours(ctx.now, CONTEST_HOURS),
        createdAt: ctx.now,
      })
      .onConflictDoNothing({ target: sessionReports.sessionId })
      .returning();
    if (!report) {
      throw new DomainError("ALREADY_REPORTED", "This session has been reported already");
    }
    await setPayoutReported(tx, session.id, true);
    await emit(tx, "report/filed", { reportId: report.id, sessionId: session.id });
    if (report.status === "with_admin") {
      await raiseAlert(tx, {
        kind: "report_to_decide",
        subject: report.id,
        message: `A problem with a session was reported by its ${role}`,
        details: { sessionId: session.id, reportId: report.id },
      });
    }
    return report;
  });
}

function requireReportable(session: Session, now: Date): void {
  if (isReportable(session, now)) return;
  const closedAt = reportClosesAt(session);
  const isLate = session.state === "completed" || session.state === "confirmed";
  if (isLate && now > closedAt) {
    throw new DomainError(
      "REPORT_CLOSED",
      "Sessions can be reported until 48 hours after their end",
      { closed_at: closedAt.toISOString() },
    );
  }
  throw new DomainError("WRONG_STATE", "Only a session that has begun can be reported");
}
