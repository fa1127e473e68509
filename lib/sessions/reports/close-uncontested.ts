import { and, asc, eq, lt } from "drizzle-orm";
import { sessionReports } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { describeError, log } from "@/lib/platform/log";
import { inTransaction } from "@/lib/platform/transaction";
import { lockSession } from "../lock-session";
import { closeReport } from "./close-report";
import { lockReport, type Report } from "./report";

const BATCH = 100;

/**
 * Decides reported no-shows that nobody contested in time: a researcher who did not come is not
 * paid and the reader gets everything back; a reader who did not come has paid. Returns their ids.
 */
export async function closeUncontestedReports(ctx: Ctx): Promise<string[]> {
  const due = await ctx.db
    .select({ id: sessionReports.id, sessionId: sessionReports.sessionId })
    .from(sessionReports)
    .where(and(eq(sessionReports.status, "open"), lt(sessionReports.contestBy, ctx.now)))
    .orderBy(asc(sessionReports.contestBy))
    .limit(BATCH);
  const closed: string[] = [];
  for (const { id, sessionId } of due) {
    try {
      if (await closeIfDue(ctx, sessionId)) closed.push(id);
    } catch (error) {
      // Left to the next sweep, so that it does not keep the others waiting.
      log.error({ sessionId, ...describeError(error) }, "report not closed");
    }
  }
  return closed;
}

async function closeIfDue(ctx: Ctx, sessionId: string): Promise<boolean> {
  return inTransaction(ctx.db, async (tx) => {
    await lockSession(tx, sessionId);
    const report = await lockReport(tx, sessionId);
    if (report.status !== "open" || report.contestBy >= ctx.now) return false;
    const outcome = outcomeOf(report);
    await closeReport(tx, report, { outcome, decidedBy: null, decidedAt: ctx.now });
    return true;
  });
}

const outcomeOf = ({ reportedBy }: Report) => (reportedBy === "reader" ? "refund" : "pay");
