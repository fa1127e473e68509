import { formatCents } from "@/lib/platform/money";
import type { Scene } from "../scene";
import { formatInstant } from "../when";
import { Action, Letter, Paragraph } from "./letter";
import type { Mail } from "./mail";
import { because, SessionFacts } from "./session-facts";

/** To the researcher: a paid request waits for an answer. */
export function requestReceived(scene: Scene & { answerBy: Date; moved: boolean }): Mail {
  const by = formatInstant(scene.answerBy, scene.recipient.timeZone);
  const { other } = scene;
  return {
    subject: scene.moved
      ? `Request moved to ${scene.shortWhen}: ${other.name}`
      : `Request for ${scene.shortWhen} from ${other.name}`,
    body: (
      <Letter
        title={
          scene.moved
            ? `${other.name} asks for another time`
            : `${other.name} asks for a session with you`
        }
        preview={`Please answer by ${by}.`}
        because={because(scene)}
      >
        <Action href={scene.page}>Accept or decline</Action>
        <SessionFacts scene={scene} />
        <Paragraph>
          Please answer by {by}. Without an answer the request ends and {other.name} is refunded.
          The session is already paid for, and the time is kept for you both until then.
        </Paragraph>
      </Letter>
    ),
  };
}

/** To the reader: the researcher was asked, and when to expect an answer. */
export function requestSent(scene: Scene & { answerBy: Date; moved: boolean }): Mail {
  const by = formatInstant(scene.answerBy, scene.recipient.timeZone);
  const { other, booking } = scene;
  return {
    subject: scene.moved
      ? `Your request is now for ${scene.shortWhen}`
      : `We asked ${other.name} for ${scene.shortWhen}`,
    body: (
      <Letter
        title={
          scene.moved ? `Your request has a new time` : `We have asked ${other.name} for this time`
        }
        preview={`You will hear by ${by}.`}
        because={because(scene)}
      >
        <Action href={scene.page}>See your request</Action>
        <Paragraph>
          {other.name} answers each request in person. You will hear by {by}. If the answer is no,
          or none comes, the {formatCents(booking.paidCents)} you paid is refunded in full.
        </Paragraph>
        <SessionFacts scene={scene} />
        <Paragraph>
          You can withdraw the request until it is accepted, with a full refund.
        </Paragraph>
      </Letter>
    ),
  };
}
