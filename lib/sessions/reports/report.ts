import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { sessionReports } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { notFound } from "@/lib/platform/errors";
import { addHours } from "@/lib/platform/time";
import type { Party } from "../parties";
import type { Session } from "../states";

export type Report = typeof sessionReports.$inferSelect;
export type ReportKind = Report["kind"];

export const REPORT_MAX = 2_000;
const REPORT_HOURS = 48;
export const CONTEST_HOURS = 48;

/** Until when something can be said about a session: 48 hours after its end. */
export const reportClosesAt = (session: Pick<Session, "endsAt">) =>
  addHours(session.endsAt, REPORT_HOURS);

/** Whether a session can be reported at all by now; nobody has reported it yet. */
export const isReportable = (
  session: Pick<Session, "state" | "startsAt" | "endsAt">,
  now: Date,
): boolean =>
  (session.state === "confirmed" || session.state === "completed") &&
  session.startsAt <= now &&
  now <= reportClosesAt(session);

/** Whether a party can still say otherwise: the other one reported, and it is not too late. */
export const isContestable = (report: Report, role: Party["role"], now: Date): boolean =>
  report.reportedBy !== role &&
  report.status !== "decided" &&
  report.contestedAt === null &&
  now <= report.contestBy;

/** The report about a session, if there is one; the caller knows who asks. */
export async function loadReport(
  { db }: Pick<Ctx, "db">,
  sessionId: string,
): Promise<Report | null> {
  const [report] = await db
    .select()
    .from(sessionReports)
    .where(eq(sessionReports.sessionId, sessionId));
  return report ?? null;
}

/** Locks a session's report for a change; the session is locked already. */
export async function lockReport(tx: Tx, sessionId: string): Promise<Report> {
  const [report] = await tx
    .select()
    .from(sessionReports)
    .where(eq(sessionReports.sessionId, sessionId))
    .for("update");
  if (!report) throw notFound("Report");
  return report;
}
