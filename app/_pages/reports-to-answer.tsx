import { LocalWhen } from "@/components/site/local-when";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Ctx } from "@/lib/platform/context";
import { listReportsToAnswer, type ReportToAnswer } from "@/lib/sessions/reports/list-to-answer";
import { otherwiseWords, titleWords } from "@/lib/sessions/reports/report-words";

type Props = { ctx: Ctx; as: "reader" | "researcher"; zone: string };

/** What one's readers or researchers have reported and still waits for the other side of it, by when. */
export async function ReportsToAnswer({ ctx, as, zone }: Props) {
  const open = await listReportsToAnswer(ctx, { as });
  return open.map((one) => {
    const { report, otherName } = one;
    const path = as === "reader" ? "/sessions" : "/dashboard/bookings";
    const isProblem = report.kind === "problem";
    return (
      <Notice key={report.id} tone="waiting" title={titleWords({ report, role: as, otherName })}>
        <p className="mb-3">
          <Meanwhile one={one} as={as} zone={zone} />
        </p>
        <LinkButton href={`${path}/${report.sessionId}#report`}>
          {isProblem ? "Add your view" : "Read and answer it"}
        </LinkButton>
      </Notice>
    );
  });
}

function Meanwhile({ one, as, zone }: Omit<Props, "ctx"> & { one: ReportToAnswer }) {
  const { report } = one;
  const until = <LocalWhen at={report.contestBy} zone={zone} />;
  if (report.kind === "problem") {
    return <>Somebody at Colloquy decides about it. You can add your view until {until}.</>;
  }
  return (
    <>
      If it was otherwise, say so by {until}. Without an answer{" "}
      {otherwiseWords({ ...one, role: as })}.
    </>
  );
}
