import { guidanceFor } from "../alert-guidance";
import { formatInstant } from "../when";
import { type AlertToTell, BECAUSE } from "./alert";
import { Facts, Letter, Paragraph } from "./letter";
import type { Mail } from "./mail";

const SHOWN = 20;

/** To the operator, oldest first: what came too fast, or was held up too long, for mails of its own. */
export function alertDigestMail(alerts: AlertToTell[]): Mail {
  const kinds = [...new Set(alerts.map(({ kind }) => kind))];
  const countOf = (kind: string) => alerts.filter((alert) => alert.kind === kind).length;
  const title =
    alerts.length === 1 ? "One more thing needs a look" : `${alerts.length} things need a look`;
  const left = alerts.length - SHOWN;
  return {
    subject: title,
    body: (
      <Letter title={title} preview={kinds.join(", ")} because={BECAUSE}>
        <Paragraph>They have had no mail of their own.</Paragraph>
        <Facts
          rows={kinds.map((kind): [string, string] => {
            const { byItself, next } = guidanceFor(kind);
            return [`${countOf(kind)} × ${kind}`, `${byItself} ${next}`];
          })}
        />
        <Paragraph>The first of them:</Paragraph>
        <Facts
          rows={alerts
            .slice(0, SHOWN)
            .map(({ createdAt, message, id }): [string, string] => [
              `${formatInstant(createdAt, "UTC")}, alert ${id}`,
              message,
            ])}
        />
        {left > 0 && <Paragraph>{`And ${left} more, in the table of alerts.`}</Paragraph>}
      </Letter>
    ),
  };
}
