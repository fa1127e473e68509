import type { SignedInCtx } from "@/app/_pages/signed-in-context";
import { DecideReportForm } from "@/components/admin/decide-report-form";
import { LocalWhen } from "@/components/site/local-when";
import { DataList } from "@/components/ui/data-list";
import type { SessionStory } from "@/lib/operations/admin/read-session-story";
import { formatCents } from "@/lib/platform/money";
import { isParty } from "@/lib/sessions/parties";
import { REPORT_MAX, type Report } from "@/lib/sessions/reports/report";
import { decide } from "./actions";
import { Section } from "./money-parts";

type Part = { ctx: SignedInCtx; story: SessionStory; zone: string };

/** What one party reports and the other says, and the decision. */
export function ReportPart({ ctx, story, zone }: Part) {
  const { report, session } = story;
  if (!report) return null;
  return (
    <Section id="report" title="Report">
      <div className="max-w-reading">
        <DataList rows={reportRows(report, zone)} />
        {report.status !== "decided" &&
          (isParty(ctx.actor, session) ? (
            <p className="mt-4">You took part in this session: somebody else decides.</p>
          ) : (
            <DecideReportForm maximum={REPORT_MAX} action={decide.bind(null, session.id)} />
          ))}
      </div>
    </Section>
  );
}

function reportRows(report: Report, zone: string) {
  const other = report.reportedBy === "reader" ? "researcher" : "reader";
  const kind = report.kind === "no_show" ? `The ${other} did not come` : "Something else";
  const when = (name: string, at: Date) =>
    [name, <LocalWhen key={name} at={at} zone={zone} />] as const;
  return [
    ["What", kind] as const,
    when("Reported", report.createdAt),
    [`The ${report.reportedBy} wrote`, <Words key="text" of={report.text} />] as const,
    report.contestText
      ? ([`The ${other} answered`, <Words key="answer" of={report.contestText} />] as const)
      : null,
    report.status === "open" ? when("Can be answered until", report.contestBy) : null,
    report.outcome ? (["Decision", outcomeWords(report)] as const) : null,
    report.decidedAt ? when("Decided", report.decidedAt) : null,
    report.note ? (["Told to both", <Words key="note" of={report.note} />] as const) : null,
  ];
}

function outcomeWords({ outcome, refundCents, decidedBy }: Report): string {
  const by = decidedBy ? "" : ", because nobody answered in time";
  if (outcome === "pay") return `It stands as paid${by}`;
  return `${formatCents(refundCents ?? 0)} went back to the reader${by}`;
}

const Words = ({ of }: { of: string }) => (
  <span className="wrap-anywhere whitespace-pre-wrap">{of}</span>
);
