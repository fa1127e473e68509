import { appLink, type Scene } from "../scene";
import { Action, Facts, Letter, Paragraph } from "./letter";
import type { Mail } from "./mail";
import { refundSentence } from "./refund-sentence";
import { because, SessionFacts } from "./session-facts";

/** To the reader: the researcher said no. */
export function requestDeclined(scene: Scene): Mail {
  const { other, booking } = scene;
  return {
    subject: `${other.name} cannot take your session on ${scene.shortWhen}`,
    body: (
      <Letter
        title={`${other.name} cannot take this session`}
        preview={refundSentence(booking)}
        because={because(scene)}
      >
        <Action href={appLink(`/researchers/${booking.slug}`)}>See other times</Action>
        <Paragraph>{refundSentence(booking)}</Paragraph>
        {booking.session.declineReason ? (
          <Facts rows={[[`${other.name} writes`, booking.session.declineReason]]} />
        ) : null}
        <SessionFacts scene={scene} />
      </Letter>
    ),
  };
}

/** No answer came in time. */
export function requestUnanswered(scene: Scene): Mail {
  const { other, booking } = scene;
  if (scene.audience === "researcher") {
    return {
      subject: `The request for ${scene.shortWhen} has ended`,
      body: (
        <Letter
          title={`The request from ${other.name} has ended`}
          preview="It was not answered in time."
          because={because(scene)}
        >
          <Action href={appLink("/dashboard/bookings")}>See your bookings</Action>
          <Paragraph>
            It was not answered in time, so {other.name} is refunded and the time is free again.
            Nothing else is needed.
          </Paragraph>
          <SessionFacts scene={scene} />
        </Letter>
      ),
    };
  }
  return {
    subject: `No answer from ${other.name} for ${scene.shortWhen}`,
    body: (
      <Letter
        title={`${other.name} did not answer in time`}
        preview={refundSentence(booking)}
        because={because(scene)}
      >
        <Action href={appLink(`/researchers/${booking.slug}`)}>See other times</Action>
        <Paragraph>Your request has ended. {refundSentence(booking)}</Paragraph>
        <SessionFacts scene={scene} />
      </Letter>
    ),
  };
}

/** The reader took the request back. */
export function requestWithdrawn(scene: Scene): Mail {
  const { other, booking, audience } = scene;
  const isReader = audience === "reader";
  return {
    subject: isReader
      ? `You withdrew your request for ${scene.shortWhen}`
      : `Request withdrawn: ${scene.shortWhen} from ${other.name}`,
    body: (
      <Letter
        title={isReader ? "Your request is withdrawn" : `${other.name} has withdrawn the request`}
        preview={isReader ? refundSentence(booking) : "No answer is needed any more."}
        because={because(scene)}
      >
        <Action href={isReader ? scene.page : appLink("/dashboard/bookings")}>
          {isReader ? "See the details" : "See your bookings"}
        </Action>
        <Paragraph>
          {isReader
            ? refundSentence(booking)
            : "No answer is needed any more, and the time is free again."}
        </Paragraph>
        <SessionFacts scene={scene} />
      </Letter>
    ),
  };
}
