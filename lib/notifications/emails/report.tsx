import { formatCents } from "@/lib/platform/money";
import type { Report } from "@/lib/sessions/reports/report";
import type { Scene } from "../scene";
import { formatInstant } from "../when";
import { Action, Facts, Letter, Paragraph } from "./letter";
import type { Mail } from "./mail";
import { because, SessionFacts } from "./session-facts";

type ReportScene = Scene & { report: Report };

const contestBy = ({ report, recipient }: ReportScene) =>
  formatInstant(report.contestBy, recipient.timeZone);

/** What becomes of a reported no-show that nobody contests, in the recipient's words. */
function otherwise({ report, audience, other }: ReportScene): string {
  const isReader = audience === "reader";
  if (report.reportedBy === "reader") {
    return isReader ? "you are refunded in full" : `${other.name} is refunded in full`;
  }
  return isReader ? `${other.name} is paid for the session` : "you are paid for the session";
}

/** A report was filed: to who filed it, that it has arrived; to the other party, what it says. */
export function reportFiled(scene: ReportScene): Mail {
  return scene.report.reportedBy === scene.audience
    ? reportReceived(scene)
    : reportedByOther(scene);
}

function reportReceived(scene: ReportScene): Mail {
  const { report, other } = scene;
  const isNoShow = report.kind === "no_show";
  const next = isNoShow
    ? `${other.name} has time to answer until ${contestBy(scene)}. Without an answer ${otherwise(scene)}; with one, somebody at Colloquy looks at both and decides.`
    : "Somebody at Colloquy looks at it and decides, and may ask you for more. You hear of it by mail.";
  return {
    subject: `We have your report about ${scene.shortWhen} with ${other.name}`,
    body: (
      <Letter title="We have your report" preview={next} because={because(scene)}>
        <Action href={scene.page}>See your report</Action>
        <Paragraph>{next}</Paragraph>
        <Facts rows={[["You wrote", report.text]]} />
        <SessionFacts scene={scene} />
      </Letter>
    ),
  };
}

function reportedByOther(scene: ReportScene): Mail {
  const { report, other } = scene;
  const isNoShow = report.kind === "no_show";
  return {
    subject: isNoShow
      ? `${other.name} reports that you did not come on ${scene.shortWhen}`
      : `${other.name} reports a problem with your session on ${scene.shortWhen}`,
    body: (
      <Letter
        title={
          isNoShow
            ? `${other.name} reports that you did not come`
            : `${other.name} reports a problem`
        }
        preview={`You can answer until ${contestBy(scene)}.`}
        because={because(scene)}
      >
        <Action href={scene.page}>{isNoShow ? "Say how it was" : "Add your view"}</Action>
        <Paragraph>
          {isNoShow
            ? `If it was otherwise, say so by ${contestBy(scene)}; somebody at Colloquy then looks at both and decides. Without an answer ${otherwise(scene)}.`
            : `Somebody at Colloquy looks at it and decides. You can add your view until ${contestBy(scene)}.`}
        </Paragraph>
        <Facts rows={[[`${other.name} writes`, report.text]]} />
        <SessionFacts scene={scene} />
      </Letter>
    ),
  };
}

/** The other party has answered: both hear that somebody decides. */
export function reportContested(scene: ReportScene): Mail {
  const { report, other, audience } = scene;
  const isReporter = report.reportedBy === audience;
  return {
    subject: isReporter
      ? `${other.name} has answered your report about ${scene.shortWhen}`
      : `We have your answer about ${scene.shortWhen} with ${other.name}`,
    body: (
      <Letter
        title={isReporter ? `${other.name} says otherwise` : "We have your answer"}
        preview="Somebody at Colloquy looks at both sides and decides."
        because={because(scene)}
      >
        <Action href={scene.page}>See both sides</Action>
        <Paragraph>
          Somebody at Colloquy looks at both sides and decides, and may ask you for more. Until then
          nothing is paid out or refunded.
        </Paragraph>
        <Facts
          rows={[
            [isReporter ? "You wrote" : `${other.name} wrote`, report.text],
            [isReporter ? `${other.name} writes` : "You wrote", report.contestText ?? undefined],
          ]}
        />
        <SessionFacts scene={scene} />
      </Letter>
    ),
  };
}

/** How it ended, for either party. */
export function reportDecided(scene: ReportScene): Mail {
  const { report, other } = scene;
  const outcome = outcomeWords(scene);
  return {
    subject: `Decided: your session with ${other.name} on ${scene.shortWhen}`,
    body: (
      <Letter title={outcome} preview={outcome} because={because(scene)}>
        <Action href={scene.page}>See the details</Action>
        <Paragraph>
          {report.decidedBy === null
            ? "The report was not answered in time, so what it says counts."
            : "Somebody at Colloquy has looked at what both of you say."}{" "}
          {moneyWords(scene)}
        </Paragraph>
        {report.note ? <Facts rows={[["Colloquy writes", report.note]]} /> : null}
        <SessionFacts scene={scene} />
      </Letter>
    ),
  };
}

function outcomeWords({ report, audience, other }: ReportScene): string {
  const isReader = audience === "reader";
  switch (report.outcome) {
    case "refund":
      return isReader ? "You are refunded in full" : `${other.name} is refunded in full`;
    case "partial_refund":
      return isReader
        ? `You get ${formatCents(report.refundCents ?? 0)} back`
        : `${other.name} gets ${formatCents(report.refundCents ?? 0)} back`;
    default:
      return isReader ? "The session stands as paid" : "You are paid for the session";
  }
}

function moneyWords({ report, audience }: ReportScene): string {
  const isReader = audience === "reader";
  if (isReader) {
    return report.outcome === "pay"
      ? "Nothing is refunded."
      : "The money goes back to the card you paid with; banks take 5 to 10 days to show it.";
  }
  switch (report.outcome) {
    case "refund":
      return "You are not paid for this session.";
    case "partial_refund":
      return "You are paid your share of the rest.";
    default:
      return "Your payout goes out within a day, if your payout account is ready.";
  }
}
