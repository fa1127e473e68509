import { appLink } from "../scene";
import { Aside, Letter, Paragraph, TextLink } from "./letter";
import type { Mail } from "./mail";

/** The last mail to whoever has deleted their account. */
export function accountDeleted(): Mail {
  return {
    subject: "Your account is deleted",
    body: (
      <Letter
        title="Your account is deleted"
        preview="You are signed out everywhere, and we have forgotten who you were."
        because="You get this mail because this address had an account on Colloquy. It is the last one."
      >
        <Paragraph>
          You are signed out everywhere, programs that used your tokens are too, and your name, your
          address, your questions and your profile are gone. Refunds that were still on their way
          reach your card as they would have.
        </Paragraph>
        <Paragraph>
          Of your sessions and payments we keep what the law asks for, without your name. More about
          that is on <TextLink href={appLink("/privacy")}>our privacy page</TextLink>.
        </Paragraph>
        <Aside>
          You can sign up with this address again at any time; it begins with nothing. If you did
          not delete the account yourself, answer this mail.
        </Aside>
      </Letter>
    ),
  };
}
