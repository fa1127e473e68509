import { and, eq, ne } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { sessionReports } from "@/db/schema";
import { setPayoutReported } from "@/lib/payments/payouts/align-payout";
import { refundPart, refundRest } from "@/lib/payments/session-refund";
import { resolveAlert } from "@/lib/platform/alerts";
import { DomainError } from "@/lib/platform/errors";
import { emit } from "@/lib/platform/outbox";
import type { Report } from "./report";

export type Decision = {
  outcome: NonNullable<Report["outcome"]>;
  /** Cents, for a partial refund. */
  refundCents?: number | undefined;
  decidedBy: string | null;
  decidedAt: Date;
  note?: string | undefined;
};

/** Ends a report, with its money: the refund is owed and the payout let go in one transaction. */
export async function closeReport(tx: Tx, report: Report, decision: Decision): Promise<Report> {
  const { outcome, decidedBy, decidedAt, note } = decision;
  const refundCents = await giveBack(tx, report, decision);
  const [closed] = await tx
    .update(sessionReports)
    .set({ status: "decided", outcome, refundCents, decidedBy, decidedAt, note: note || null })
    .where(and(eq(sessionReports.id, report.id), ne(sessionReports.status, "decided")))
    .returning();
  if (!closed) throw new DomainError("WRONG_STATE", "This report has been decided already");
  await setPayoutReported(tx, report.sessionId, false);
  await resolveAlert(tx, decidedAt, { kind: "report_to_decide", subject: report.id });
  await emit(tx, "report/decided", { reportId: report.id, sessionId: report.sessionId });
  return closed;
}

async function giveBack(
  tx: Tx,
  report: Report,
  { outcome, refundCents }: Decision,
): Promise<number | null> {
  if (outcome === "pay") return null;
  const reason = "report_upheld";
  if (outcome === "refund") return refundRest(tx, report.sessionId, reason);
  const key = `refund:report:${report.id}`;
  return refundPart(tx, report.sessionId, { cents: refundCents ?? 0, key, reason });
}
