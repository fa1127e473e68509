import type { ReactNode } from "react";
import { contest, report as sendReport } from "@/app/_actions/reports";
import { ContestForm, ReportForm } from "@/components/sessions/report-form";
import { LocalWhen } from "@/components/site/local-when";
import { Notice, type NoticeTone } from "@/components/ui/notice";
import {
  isContestable,
  isReportable,
  loadReport,
  REPORT_MAX,
  type Report,
  reportClosesAt,
} from "@/lib/sessions/reports/report";
import {
  decisionWords,
  meanwhileWords,
  otherwiseWords,
  outcomeWords,
  titleWords,
} from "@/lib/sessions/reports/report-words";
import type { OwnSession } from "./own-session";

type Props = OwnSession & { zone: string };
type Told = Props & { report: Report; otherName: string };

/** What one party can say, or has said, of a session that went wrong, and what becomes of it. */
export async function SessionReport(props: Props) {
  const { ctx, session, zone } = props;
  const otherName = session.role === "reader" ? session.researcherName : session.readerName;
  const report = await loadReport(ctx, session.id);
  if (report) return <Reported {...props} report={report} otherName={otherName} />;
  if (!isReportable(session, ctx.now)) return null;
  return (
    <section id="report" tabIndex={-1} className="border-t pt-5 focus:outline-none">
      <details>
        <summary className="inline-flex min-h-8 cursor-pointer items-center text-accent hover:underline pointer-coarse:min-h-11">
          Did something go wrong?
        </summary>
        <p className="mt-3 max-w-reading text-muted">
          You can report it until <LocalWhen at={reportClosesAt(session)} zone={zone} />. If{" "}
          {otherName} did not come, they have 48 hours to answer; without an answer{" "}
          {otherwiseWords({
            ...seenBy(session, otherName),
            report: { ...undecided, reportedBy: session.role },
          })}
          . Anything else is looked at by somebody at Colloquy.
        </p>
        <ReportForm
          otherName={otherName}
          maximum={REPORT_MAX}
          action={sendReport.bind(null, session.id)}
        />
      </details>
    </section>
  );
}

const seenBy = ({ role, paymentStatus }: Told["session"], otherName: string) => ({
  role,
  otherName,
  isRefunded: paymentStatus === "refunded",
});

const undecided = { outcome: null, refundCents: null, decidedBy: null };

function Reported(props: Told) {
  const { report, session, otherName } = props;
  const seen = { ...seenBy(session, otherName), report };
  if (report.status === "decided") {
    return (
      <Frame tone="info" title={outcomeWords(seen)}>
        <p>{decisionWords(seen)}</p>
        {report.note && (
          <p className="mt-1">
            Colloquy wrote: <Quote>{report.note}</Quote>
          </p>
        )}
        <Sides {...props} />
      </Frame>
    );
  }
  const isMine = report.reportedBy === session.role;
  return (
    <Frame tone="waiting" title={titleWords(seen)}>
      <Next {...props} isMine={isMine} />
      <Sides {...props} />
      {isContestable(report, session.role, props.ctx.now) && <Contest {...props} />}
    </Frame>
  );
}

function Next({ report, session, otherName, zone, isMine }: Told & { isMine: boolean }) {
  if (report.status === "with_admin") {
    return (
      <p>
        Somebody at Colloquy looks at it and decides, and may write to you before.{" "}
        {meanwhileWords(seenBy(session, otherName))}
      </p>
    );
  }
  const until = <LocalWhen at={report.contestBy} zone={zone} />;
  const otherwise = otherwiseWords({ ...seenBy(session, otherName), report });
  return isMine ? (
    <p>
      {otherName} can answer until {until}. Without an answer {otherwise}.
    </p>
  ) : (
    <p>
      If it was otherwise, say so by {until}; somebody at Colloquy then looks at both sides. Without
      an answer {otherwise}.
    </p>
  );
}

function Contest({ report, session, zone }: Told) {
  const isProblem = report.kind === "problem";
  return (
    <>
      {isProblem && (
        <p className="mt-2">
          You can add your view until <LocalWhen at={report.contestBy} zone={zone} />.
        </p>
      )}
      <ContestForm
        label={isProblem ? "Your view" : "How it was"}
        button={isProblem ? "Add your view" : "Contest the report"}
        maximum={REPORT_MAX}
        action={contest.bind(null, session.id)}
      />
    </>
  );
}

/** Both sides in their own words. */
function Sides({ report, session, otherName }: Told) {
  const isMine = report.reportedBy === session.role;
  return (
    <div className="mt-2 grid gap-1">
      <p>
        {isMine ? "You wrote" : `${otherName} wrote`}: <Quote>{report.text}</Quote>
      </p>
      {report.contestText && (
        <p>
          {isMine ? `${otherName} answered` : "You answered"}: <Quote>{report.contestText}</Quote>
        </p>
      )}
    </div>
  );
}

const Quote = ({ children }: { children: string }) => (
  <span className="whitespace-pre-wrap text-ink">“{children}”</span>
);

function Frame(props: { tone: NoticeTone; title: string; children: ReactNode }) {
  return (
    <section id="report" tabIndex={-1} aria-label="Report" className="focus:outline-none">
      <Notice tone={props.tone} title={props.title}>
        {props.children}
      </Notice>
    </section>
  );
}
