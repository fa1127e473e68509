import type { Report } from "@/lib/sessions/reports/report";
import {
  decisionWords,
  meanwhileWords,
  otherwiseWords,
  outcomeWords,
} from "@/lib/sessions/reports/report-words";
import type { Scene } from "../scene";
import { formatInstant } from "../when";
import { Action, Facts, Letter, Paragraph } from "./letter";
import type { Mail } from "./mail";
import { because, SessionFacts } from "./session-facts";

type ReportScene = Scene & { report: Report };

const contestBy = ({ report, recipient }: ReportScene) =>
  formatInstant(report.contestBy, recipient.timeZone);

const seen = ({ report, audience, other, booking }: ReportScene) => ({
  report,
  role: audience,
  otherName: other.name,
  isRefunded: booking.paidCents > 0 && booking.refundedCents >= booking.paidCents,
});

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
    ? `${other.name} has time to answer until ${contestBy(scene)}. Without an answer ${otherwiseWords(seen(scene))}; with one, somebody at Colloquy looks at both and decides.`
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
            ? `If it was otherwise, say so by ${contestBy(scene)}; somebody at Colloquy then looks at both and decides. Without an answer ${otherwiseWords(seen(scene))}.`
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
          Somebody at Colloquy looks at both sides and decides, and may ask you for more.{" "}
          {meanwhileWords(seen(scene))}
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
  const outcome = outcomeWords(seen(scene));
  return {
    subject: `Decided: your session with ${other.name} on ${scene.shortWhen}`,
    body: (
      <Letter title={outcome} preview={outcome} because={because(scene)}>
        <Action href={scene.page}>See the details</Action>
        <Paragraph>{decisionWords(seen(scene))}</Paragraph>
        {report.note ? <Facts rows={[["Colloquy writes", report.note]]} /> : null}
        <SessionFacts scene={scene} />
      </Letter>
    ),
  };
}
