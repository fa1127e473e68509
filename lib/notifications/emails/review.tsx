import type { Review } from "@/lib/reviews/review";
import { REVIEW_DAYS } from "@/lib/reviews/review-window";
import type { Scene } from "../scene";
import { formatDate } from "../when";
import { Action, Aside, Facts, Letter, Paragraph } from "./letter";
import type { Mail } from "./mail";
import { because } from "./session-facts";

/** To the reader, the day after: how was it? */
export function reviewRequest(scene: Scene & { until: Date }): Mail {
  const { other, recipient } = scene;
  const until = formatDate(scene.until, recipient.timeZone);
  return {
    subject: `How was your session with ${other.name}?`,
    body: (
      <Letter
        title={`How was your session with ${other.name}?`}
        preview="One to five stars, and a few words if you like."
        because={because(scene)}
      >
        <Action href={`${scene.page}#review`}>Write a review</Action>
        <Paragraph>
          You met on {formatDate(scene.booking.session.startsAt, recipient.timeZone)}. One to five
          stars and a few words help other readers choose, and tell {other.name} what was of use.
        </Paragraph>
        <Aside>
          Your review is public, with your first name and initial. You can write it until {until},{" "}
          {REVIEW_DAYS} days after the session; we will not ask again.
        </Aside>
      </Letter>
    ),
  };
}

/** To the researcher: somebody has reviewed their session. */
export function reviewReceived(scene: Scene & { review: Review }): Mail {
  const { other, review } = scene;
  const stars = `${review.rating} of 5 stars`;
  return {
    subject: `${other.name} reviewed your session: ${stars}`,
    body: (
      <Letter
        title={`${other.name} reviewed your session`}
        preview={review.text ?? stars}
        because={because(scene)}
      >
        <Facts
          rows={[
            ["Rating", stars],
            ["In their words", review.text ?? undefined],
            ["Session", scene.when],
          ]}
        />
        <Action href={`${scene.page}#review`}>Reply in public</Action>
        <Aside>
          The review is on your profile. You can reply once; your reply stands beneath it.
        </Aside>
      </Letter>
    ),
  };
}

/** To the reader: the researcher answered their review. */
export function reviewReplied(scene: Scene & { reply: string }): Mail {
  const { other } = scene;
  return {
    subject: `${other.name} replied to your review`,
    body: (
      <Letter
        title={`${other.name} replied to your review`}
        preview={scene.reply}
        because={because(scene)}
      >
        <Facts rows={[["They wrote", scene.reply]]} />
        <Action href={`${scene.page}#review`}>See your review</Action>
      </Letter>
    ),
  };
}
