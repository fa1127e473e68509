import type { MailPurpose } from "@/lib/auth/mail-requested";
import { formatInstant } from "../when";
import { Action, Aside, Letter, Paragraph, TextLink } from "./letter";
import type { Mail } from "./mail";

export type AccountMail = {
  name: string;
  timeZone: string;
  link: string;
  signInLink: string;
  expiresAt: Date;
};

/** The mails with a single-use link for an account. */
export function accountMail(purpose: MailPurpose, mail: AccountMail): Mail {
  return words[purpose](mail);
}

const words: Record<MailPurpose, (mail: AccountMail) => Mail> = {
  verify_email: (mail) => ({
    subject: "Confirm your address",
    body: (
      <AccountLetter
        mail={mail}
        title="Please confirm your address"
        action="Confirm this address"
        text={`${mail.name}, this tells us that the address is yours, so that links and receipts reach you and nobody else.`}
        otherwise="If you did not sign up, ignore this mail; nothing happens without the link."
      />
    ),
  }),
  set_password: (mail) => ({
    subject: "Set a password for your account",
    body: (
      <AccountLetter
        mail={mail}
        title="Set a password for your account"
        action="Set a password"
        text={`${mail.name}, we made an account for you when you booked. With a password you can come back to your sessions from any device; setting one also confirms this address.`}
        otherwise="If you did not book anything, ignore this mail."
      />
    ),
  }),
  reset_password: (mail) => ({
    subject: "Choose a new password",
    body: (
      <AccountLetter
        mail={mail}
        title="Choose a new password"
        action="Choose a new password"
        text="Somebody, probably you, asked for a new password for this account. The old one works until you choose another."
        otherwise="If it was not you, ignore this mail; your password stays as it is."
      />
    ),
  }),
  delete_account: (mail) => ({
    subject: "Delete your account",
    body: (
      <AccountLetter
        mail={mail}
        title="Delete your account"
        action="Go on to delete it"
        text="Somebody, probably you, asked to delete this account. The page behind the link says what happens, and asks once more."
        otherwise="If it was not you, ignore this mail; nothing was changed."
      />
    ),
  }),
  account_exists: (mail) => ({
    subject: "You already have an account",
    body: (
      <AccountLetter
        mail={mail}
        title="You already have an account"
        action="Sign in"
        href={mail.signInLink}
        text="Somebody, probably you, tried to sign up with this address. It already has an account, so please sign in."
        linkIs="The link to a new password"
        otherwise="If it was not you, ignore this mail; nothing was changed."
      >
        <Paragraph>
          No password any more? <TextLink href={mail.link}>Choose a new one</TextLink>.
        </Paragraph>
      </AccountLetter>
    ),
  }),
};

function AccountLetter(props: {
  mail: AccountMail;
  title: string;
  action: string;
  href?: string;
  text: string;
  otherwise: string;
  linkIs?: string;
  children?: React.ReactNode;
}) {
  const { mail } = props;
  return (
    <Letter
      title={props.title}
      preview={props.text}
      because="You get this mail because this address was entered on Colloquy."
    >
      <Action href={props.href ?? mail.link}>{props.action}</Action>
      <Paragraph>{props.text}</Paragraph>
      {props.children}
      <Aside>
        {props.linkIs ?? "The link"} works once, until{" "}
        {formatInstant(mail.expiresAt, mail.timeZone)}. {props.otherwise}
      </Aside>
    </Letter>
  );
}
