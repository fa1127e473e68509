import type { ReactNode } from "react";
import type { Ask, InvitationContents } from "@/lib/outreach/read-invitation";
import type { Paper } from "@/lib/papers/paper";
import { env } from "@/lib/platform/env";
import { formatDate } from "../when";
import { Action, Aside, Facts, Letter, Paragraph, TextLink } from "./letter";
import type { Mail } from "./mail";

/** Absolute addresses; none of them does anything by being opened. */
export type InvitationLinks = { register: string; decline: string; unsubscribe: string };

type Invited = {
  contents: Pick<InvitationContents, "asks" | "expiresAt"> & { greeting: string | null };
  first: Ask;
  links: InvitationLinks;
};

/** To a researcher who is not here yet: somebody asks for an hour with them. */
export function outreachInvitation(invited: Invited): Mail {
  const { first } = invited;
  return {
    subject: `${first.readerName} would like to talk with you about “${first.paper.title}”`,
    body: (
      <InvitationLetter
        {...invited}
        title={`${first.readerName} would like to talk with you`}
        note="We will remind you once, in a week, and then leave you alone."
      >
        <Greeting of={invited} />
        <Paragraph>
          {first.readerName} has read your work and asks for an hour of your time on Colloquy, about
          this paper:
        </Paragraph>
      </InvitationLetter>
    ),
  };
}

/** The one reminder, a week later. */
export function outreachReminder(invited: Invited): Mail {
  const { first } = invited;
  return {
    subject: `A reminder: ${first.readerName} would like to talk with you`,
    body: (
      <InvitationLetter
        {...invited}
        title={`${first.readerName} is still hoping to talk with you`}
        note="This is the only reminder; we will not write about this again."
      >
        <Greeting of={invited} />
        <Paragraph>
          Last week we wrote to you that {first.readerName} asks for an hour of your time on
          Colloquy, about this paper:
        </Paragraph>
      </InvitationLetter>
    ),
  };
}

function InvitationLetter(props: Invited & { title: string; note: string; children: ReactNode }) {
  const { contents, first, links } = props;
  const others = contents.asks.length - 1;
  return (
    <Letter
      title={props.title}
      preview={`About “${first.paper.title}”. You choose the times and the rate.`}
      because={<Footer {...props} />}
    >
      {props.children}
      <Facts
        rows={[
          ["Paper", <Cited key="paper" paper={first.paper} />],
          [`${first.readerName} writes`, first.note ?? undefined],
          ["Also asking", others > 0 ? moreReaders(others) : undefined],
        ]}
      />
      <Action href={links.register}>See how it works</Action>
      <Paragraph>
        On Colloquy, readers book an hour with the researcher who wrote the paper. You set your
        hours and your rate, they pay beforehand, and you meet by video. Joining costs you nothing.
      </Paragraph>
      <Paragraph>
        Rather not? <TextLink href={links.decline}>Decline the invitation</TextLink>, and{" "}
        {first.readerName} will know not to wait.
      </Paragraph>
      <Aside>
        The invitation is yours alone. It works once, until {formatDate(contents.expiresAt, "UTC")}.{" "}
        {props.note}
      </Aside>
    </Letter>
  );
}

/** On a line of its own: two names in one sentence read as if both had written. */
const Greeting = ({ of: { contents } }: { of: Invited }) =>
  contents.greeting ? <Paragraph>Dear {contents.greeting},</Paragraph> : null;

const moreReaders = (count: number) =>
  count === 1 ? "one more reader of your papers" : `${count} more readers of your papers`;

function Cited({ paper }: { paper: Paper }) {
  const published = [paper.venue, paper.year].filter(Boolean).join(", ");
  return (
    <>
      <TextLink href={`${env().APP_URL}/papers/${paper.id}`}>{paper.title}</TextLink>
      {published && ` (${published})`}
    </>
  );
}

function Footer({ first, links }: Invited) {
  return (
    <>
      You get this mail because {first.readerName} asked us to invite you.{" "}
      {first.addressSource === "reader"
        ? "They gave us this address"
        : "We have this address from public records of your publications"}
      ; they do not see whether you have opened it.{" "}
      <TextLink href={links.unsubscribe}>Unsubscribe</TextLink> to never be invited again, by
      anybody.
      <br />
      {env().MAIL_POSTAL_ADDRESS}
    </>
  );
}

/** To the reader: whom they asked for is here. `profile` is null until the researcher takes bookings. */
export function researcherJoined(joined: {
  researcherName: string;
  paperTitle: string;
  profile: string | null;
}): Mail {
  const { researcherName, profile } = joined;
  const title = profile
    ? `${researcherName} can be booked`
    : `${researcherName} has joined Colloquy`;
  return {
    subject: title,
    body: (
      <Letter
        title={title}
        preview={`You asked to talk with them about “${joined.paperTitle}”.`}
        because="You get this mail because you asked us to invite this researcher."
      >
        <Action href={profile ?? `${env().APP_URL}/invitations`}>
          {profile ? "Choose a time" : "See your invitations"}
        </Action>
        <Paragraph>
          {profile
            ? `${researcherName} has joined, and takes bookings.`
            : `${researcherName} has accepted your invitation and is setting up their hours. We will write again once you can choose a time.`}{" "}
          You asked to talk with them about “{joined.paperTitle}”.
        </Paragraph>
      </Letter>
    ),
  };
}
