import { changeableUntil } from "@/lib/sessions/cancel-session";
import type { Scene } from "../scene";
import { formatInstant } from "../when";
import { Action, Aside, Letter, Paragraph, TextLink } from "./letter";
import type { Mail } from "./mail";
import { because, SessionFacts } from "./session-facts";

/** The session is confirmed and has its link; the calendar invite is attached. */
export function bookingConfirmed(scene: Scene & { joinUrl: string }): Mail {
  const { audience, other, shortWhen } = scene;
  const isReader = audience === "reader";
  const title = isReader
    ? `Your session with ${other.name} is confirmed`
    : `${other.name} has booked a session with you`;
  return {
    subject: isReader
      ? `Confirmed: ${shortWhen} with ${other.name}`
      : `New session: ${shortWhen} with ${other.name}`,
    body: (
      <Letter title={title} preview={`${scene.when}. The link is inside.`} because={because(scene)}>
        {isReader ? (
          <Action href={scene.joinUrl}>Join the session</Action>
        ) : (
          <Action href={scene.page}>Open the session</Action>
        )}
        <SessionFacts scene={scene} />
        {isReader ? (
          <ReaderTerms scene={scene} />
        ) : (
          <Paragraph>
            You can start the meeting from the session&rsquo;s page in the last 15 minutes before it
            begins. The link that {other.name} has is{" "}
            <TextLink href={scene.joinUrl}>{scene.joinUrl}</TextLink>
          </Paragraph>
        )}
        <Aside>A calendar invitation is attached.</Aside>
      </Letter>
    ),
  };
}

/** The session keeps its time, but its link is another one. */
export function linkChanged(scene: Scene & { joinUrl: string }): Mail {
  const { other } = scene;
  return {
    subject: `New link for ${scene.shortWhen} with ${other.name}`,
    body: (
      <Letter
        title={`Your session with ${other.name} has a new link`}
        preview="The time is unchanged. Please use the new link."
        because={because(scene)}
      >
        <Action href={scene.audience === "reader" ? scene.joinUrl : scene.page}>
          {scene.audience === "reader" ? "Join the session" : "Open the session"}
        </Action>
        <Paragraph>
          The earlier link no longer works. The time is unchanged, and the attached invitation
          replaces the one in your calendar.
        </Paragraph>
        <SessionFacts scene={scene} />
        <Aside>
          The new link: <TextLink href={scene.joinUrl}>{scene.joinUrl}</TextLink>
        </Aside>
      </Letter>
    ),
  };
}

function ReaderTerms({ scene }: { scene: Scene }) {
  const { session } = scene.booking;
  const until = changeableUntil(session, session.confirmedAt ?? session.createdAt);
  if (!until) {
    return (
      <Paragraph>
        It was confirmed less than 24 hours before it begins, so it can no longer be moved or
        canceled.
      </Paragraph>
    );
  }
  return (
    <Paragraph>
      Until {formatInstant(until, scene.recipient.timeZone)}, you can move the session or cancel it
      with a full refund on <TextLink href={scene.page}>its page</TextLink>.
    </Paragraph>
  );
}
