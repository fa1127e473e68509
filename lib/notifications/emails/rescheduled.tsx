import type { Scene } from "../scene";
import { formatInstant } from "../when";
import { Action, Aside, Letter, Paragraph, TextLink } from "./letter";
import type { Mail } from "./mail";
import { because, SessionFacts } from "./session-facts";

/** A confirmed session has another time; the invite's next version is attached. */
export function rescheduled(
  scene: Scene & { joinUrl: string; previousStartsAt: Date | null },
): Mail {
  const { other, audience, previousStartsAt, recipient } = scene;
  const isReader = audience === "reader";
  return {
    subject: `New time: ${scene.shortWhen} with ${other.name}`,
    body: (
      <Letter
        title={`Your session with ${other.name} has a new time`}
        preview={`It is now on ${scene.when}.`}
        because={because(scene)}
      >
        <Action href={isReader ? scene.joinUrl : scene.page}>
          {isReader ? "Join the session" : "Open the session"}
        </Action>
        <SessionFacts
          scene={scene}
          was={previousStartsAt ? formatInstant(previousStartsAt, recipient.timeZone) : undefined}
        />
        <Paragraph>
          The price and the length stay as they were. The link is{" "}
          <TextLink href={scene.joinUrl}>{scene.joinUrl}</TextLink>
        </Paragraph>
        <Aside>The attached invitation replaces the one in your calendar.</Aside>
      </Letter>
    ),
  };
}
