import { formatInstant } from "../when";
import { Action, Aside, Letter, Paragraph } from "./letter";
import type { Mail } from "./mail";

export type AddressClaimMail = {
  name: string;
  institution: string;
  timeZone: string;
  link: string;
  expiresAt: Date;
};

/** To the address at an institution that a researcher says is theirs. */
export function addressClaimMail(claim: AddressClaimMail): Mail {
  const { name, institution, link } = claim;
  return {
    subject: `Confirm your address at ${institution}`,
    body: (
      <Letter
        title="Is this address yours?"
        preview={`Confirming it puts “Verified” on ${name}'s profile.`}
        because="You get this mail because this address was entered on Colloquy to prove an affiliation."
      >
        <Paragraph>
          {name}, readers see on your profile that you have an address at {institution}, and since
          when. The address itself is shown to nobody.
        </Paragraph>
        <Action href={link}>Confirm this address</Action>
        <Aside>
          The link works once, in the account that the profile belongs to, until{" "}
          {formatInstant(claim.expiresAt, claim.timeZone)}. If you are not {name}, or did not ask
          for this, ignore this mail; nothing happens without the link.
        </Aside>
      </Letter>
    ),
  };
}
