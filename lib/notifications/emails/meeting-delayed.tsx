import type { Scene } from "../scene";
import { Action, Letter, Paragraph } from "./letter";
import type { Mail } from "./mail";
import { because, SessionFacts } from "./session-facts";

/** The session is near and has no link yet; both are told what happens next. */
export function meetingDelayed(scene: Scene): Mail {
  const { other } = scene;
  const refund =
    scene.audience === "reader"
      ? "you are refunded in full, without asking"
      : `${other.name} is refunded in full`;
  return {
    subject: `The link for ${scene.shortWhen} is late`,
    body: (
      <Letter
        title="The link for your session is late"
        preview="We are working on it. The session stands."
        because={because(scene)}
      >
        <Action href={scene.page}>Open the session</Action>
        <Paragraph>
          Zoom has not given us a meeting yet, and somebody is working on it. The session stands:
          the link will be on its page, and we will mail it as soon as it is there. If there is none
          when the session begins, it is canceled and {refund}.
        </Paragraph>
        <SessionFacts scene={scene} />
      </Letter>
    ),
  };
}
