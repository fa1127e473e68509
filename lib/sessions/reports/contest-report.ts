import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { sessionReports } from "@/db/schema";
import { requireUser } from "@/lib/auth/actor";
import { raiseAlert } from "@/lib/platform/alerts";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { emit } from "@/lib/platform/outbox";
import { inTransaction } from "@/lib/platform/transaction";
import { lockSession } from "../lock-session";
import { requireParty } from "../parties";
import { lockReport, type Report } from "./report";
import { ReportSession } from "./report-session";

export const ContestReport = ReportSession.pick({ sessionId: true, text: true });

/**
 * The other party says how it was instead, within 48 hours of the report and once: it is then for an
 * administrator to decide. Throws REPORT_CLOSED when the time is over, WRONG_STATE when there is
 * nothing left to contest.
 */
export async function contestReport(
  ctx: Ctx,
  input: z.output<typeof ContestReport>,
): Promise<Report> {
  requireUser(ctx.actor);
  return inTransaction(ctx.db, async (tx) => {
    const session = await lockSession(tx, input.sessionId);
    const { role } = requireParty(ctx.actor, session);
    const report = await lockReport(tx, session.id);
    if (report.reportedBy === role) {
      throw new DomainError("FORBIDDEN", "Only the other party can answer a report");
    }
    if (report.status === "decided" || report.contestedAt) {
      throw new DomainError("WRONG_STATE", "This report has been answered already");
    }
    if (ctx.now > report.contestBy) {
      throw new DomainError("REPORT_CLOSED", "The time to answer this report is over", {
        closed_at: report.contestBy.toISOString(),
      });
    }
    const [contested] = await tx
      .update(sessionReports)
      .set({ status: "with_admin", contestedAt: ctx.now, contestText: input.text })
      .where(and(eq(sessionReports.id, report.id), isNull(sessionReports.contestedAt)))
      .returning();
    if (!contested) throw new DomainError("WRONG_STATE", "This report has been answered already");
    await emit(tx, "report/contested", { reportId: report.id, sessionId: session.id });
    await raiseAlert(tx, {
      kind: "report_to_decide",
      subject: report.id,
      message: `What a session's ${report.reportedBy} reports, its ${role} contests`,
      details: { sessionId: session.id, reportId: report.id },
    });
    return contested;
  });
}
