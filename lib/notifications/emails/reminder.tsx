import type { Scene } from "../scene";
import { Action, Aside, Letter, Paragraph, TextLink } from "./letter";
import type { Mail } from "./mail";
import { because, SessionFacts } from "./session-facts";

/** The session comes near. `joinUrl` is null while the meeting is still being made. */
export function reminder(scene: Scene & { kind: "24h" | "1h"; joinUrl: string | null }): Mail {
  const { other, audience, joinUrl } = scene;
  const isReader = audience === "reader";
  const soon = scene.kind === "1h" ? "soon" : "coming up";
  return {
    subject: `${scene.kind === "1h" ? "Soon" : "Coming up"}: ${scene.shortWhen} with ${other.name}`,
    body: (
      <Letter
        title={`Your session with ${other.name} is ${soon}`}
        preview={scene.when}
        because={because(scene)}
      >
        {isReader && joinUrl ? (
          <Action href={joinUrl}>Join the session</Action>
        ) : (
          <Action href={scene.page}>Open the session</Action>
        )}
        <SessionFacts scene={scene} />
        {joinUrl ? (
          <Paragraph>
            {isReader
              ? `Open the link a minute early: ${other.name} will let you in from the waiting room.`
              : "You can start the meeting from the session’s page in the last 15 minutes before it begins."}
          </Paragraph>
        ) : (
          <Paragraph>The link is not ready yet. It will be on the session&rsquo;s page.</Paragraph>
        )}
        <Aside>
          The details are on <TextLink href={scene.page}>the session&rsquo;s page</TextLink>.
        </Aside>
      </Letter>
    ),
  };
}
