import { z } from "zod";
import { reportKind, reportOutcome, reportParty, reportStatus } from "@/db/schema";
import { centsToDollars } from "@/lib/platform/money";
import { instant } from "@/lib/platform/time";
import type { Report } from "./report";

/** A report as the API shows it to both parties of the session, and to administrators. */
export const ReportView = z
  .object({
    id: z.guid(),
    session_id: z.guid(),
    reported_by: z.enum(reportParty.enumValues),
    kind: z.enum(reportKind.enumValues),
    text: z.string(),
    status: z.enum(reportStatus.enumValues),
    contest_by: instant,
    contested_at: instant.nullable(),
    contest_text: z.string().nullable(),
    outcome: z.enum(reportOutcome.enumValues).nullable(),
    refund_amount: z.number().nullable(),
    note: z.string().nullable(),
    decided_at: instant.nullable(),
    created_at: instant,
  })
  .meta({ id: "Report" });

export const viewReport = (report: Report): z.input<typeof ReportView> =>
  ReportView.encode({
    id: report.id,
    session_id: report.sessionId,
    reported_by: report.reportedBy,
    kind: report.kind,
    text: report.text,
    status: report.status,
    contest_by: report.contestBy,
    contested_at: report.contestedAt,
    contest_text: report.contestText,
    outcome: report.outcome,
    refund_amount: report.refundCents === null ? null : centsToDollars(report.refundCents),
    note: report.note,
    decided_at: report.decidedAt,
    created_at: report.createdAt,
  });
