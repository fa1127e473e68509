import { and, asc, eq, gte, isNull, ne } from "drizzle-orm";
import { researchers, sessionReports, sessions, users } from "@/db/schema";
import { requireResearcher, requireUser } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/platform/context";
import type { Party } from "../parties";
import { paymentStatus } from "../read-sessions";
import type { Report } from "./report";

export type ReportToAnswer = {
  report: Report;
  otherName: string;
  /** All that was paid for the session has gone back already. */
  isRefunded: boolean;
};

/** What the other parties of one's sessions have reported and one can still answer, the most urgent first. */
export async function listReportsToAnswer(
  ctx: Ctx,
  { as }: { as: Party["role"] },
): Promise<ReportToAnswer[]> {
  const user = requireUser(ctx.actor);
  const isOwn =
    as === "reader"
      ? eq(sessions.readerId, user.id)
      : eq(sessions.researcherId, requireResearcher(user).researcherId);
  const rows = await ctx.db
    .select({
      report: sessionReports,
      otherName: as === "reader" ? researchers.name : users.name,
      paymentStatus,
    })
    .from(sessionReports)
    .innerJoin(sessions, eq(sessions.id, sessionReports.sessionId))
    .innerJoin(researchers, eq(researchers.id, sessions.researcherId))
    .innerJoin(users, eq(users.id, sessions.readerId))
    .where(
      and(
        isOwn,
        ne(sessionReports.reportedBy, as),
        ne(sessionReports.status, "decided"),
        isNull(sessionReports.contestedAt),
        gte(sessionReports.contestBy, ctx.now),
      ),
    )
    .orderBy(asc(sessionReports.contestBy), asc(sessionReports.id));
  return rows.map(({ report, otherName, ...row }) => ({
    report,
    otherName,
    isRefunded: row.paymentStatus === "refunded",
  }));
}
