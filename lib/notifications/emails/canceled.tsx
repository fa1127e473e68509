import { appLink, type Scene } from "../scene";
import { Action, Aside, Letter, Paragraph } from "./letter";
import type { Mail } from "./mail";
import { refundSentence } from "./refund-sentence";
import { because, SessionFacts } from "./session-facts";

export type CanceledBy = "reader" | "researcher" | "no-meeting";

/** A confirmed session is off: who ended it, what becomes of the money, where to go next. */
export function sessionCanceled(scene: Scene & { by: CanceledBy; invited: boolean }): Mail {
  const { other, booking, audience, by } = scene;
  const isReader = audience === "reader";
  return {
    subject: `Canceled: ${scene.shortWhen} with ${other.name}`,
    body: (
      <Letter title={title(scene)} preview={preview(scene)} because={because(scene)}>
        {isReader && by !== "reader" ? (
          <Action href={appLink(`/researchers/${booking.slug}`)}>See other times</Action>
        ) : (
          <Action href={scene.page}>See the details</Action>
        )}
        {by === "no-meeting" ? (
          <Paragraph>
            We could not set up the meeting in time, and we are sorry for the trouble this makes.
          </Paragraph>
        ) : null}
        <Paragraph>{preview(scene)}</Paragraph>
        <SessionFacts scene={scene} />
        {scene.invited ? (
          <Aside>The attached file takes the session out of your calendar.</Aside>
        ) : null}
      </Letter>
    ),
  };
}

function title({ audience, other, by }: Scene & { by: CanceledBy }): string {
  if (by === "no-meeting") return `Your session with ${other.name} could not take place`;
  if (by === audience) return `You canceled the session with ${other.name}`;
  return `${other.name} has canceled the session`;
}

function preview({ audience, other, booking }: Scene): string {
  if (audience === "reader") return refundSentence(booking);
  return booking.refundedCents > 0
    ? `${other.name} is refunded, and the time no longer counts as booked.`
    : "The time no longer counts as booked.";
}
