import { env } from "@/lib/platform/env";
import { Action, Aside, Letter, Paragraph, TextLink } from "./letter";
import type { Mail } from "./mail";

/** To an account's owner: whoever can sign in with this iD at ORCID can open the account from now on. */
export function orcidConnected({ orcid }: { orcid: string }): Mail {
  return {
    subject: "An ORCID iD was connected to your account",
    body: (
      <Letter
        title="An ORCID iD was connected to your account"
        preview={`From now on ${orcid} opens your account.`}
        because="You get this mail because it is about the safety of your account."
      >
        <Paragraph>
          The iD {orcid} was connected to your account. Whoever signs in with it at ORCID can open
          your account from now on.
        </Paragraph>
        <Action href={`${env().APP_URL}/account`}>See your account</Action>
        <Aside>
          If it was not you,{" "}
          <TextLink href={`${env().APP_URL}/forgot-password`}>choose a new password</TextLink> with
          a link that we mail you: that disconnects the iD and signs everybody out.
        </Aside>
      </Letter>
    ),
  };
}
