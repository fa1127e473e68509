import { FREE_OUTREACH_REQUESTS } from "@/lib/membership/outreach-allowance";
import { formatCents } from "@/lib/platform/money";
import { appLink } from "../scene";
import { formatDate } from "../when";
import { Action, Facts, Letter, Paragraph } from "./letter";
import type { Mail } from "./mail";

export type MembershipFacts = {
  priceCents: number;
  discountPercent: number;
  periodEndsAt: Date;
  retryAt: Date | null;
  needsAction: boolean;
  /** Set to end by its member, as opposed to one that was not paid. */
  wasCanceled: boolean;
  timeZone: string;
};

const BECAUSE = "You get this mail because you are a member of Colloquy.";
const page = () => appLink("/membership");

/** To whoever has just become a member: what it gives, what it costs and how to get out of it. */
export function membershipStarted(facts: MembershipFacts): Mail {
  const { priceCents, discountPercent, periodEndsAt, timeZone } = facts;
  return {
    subject: "You are a member of Colloquy",
    body: (
      <Letter
        title="You are a member of Colloquy"
        preview={`${discountPercent} % off every session, from now on.`}
        because={BECAUSE}
      >
        <Action href={appLink("/researchers")}>Find a researcher</Action>
        <Paragraph>
          From now on you pay {discountPercent} % less for every session you book, and you may
          invite as many researchers as you like; others may invite {FREE_OUTREACH_REQUESTS} a
          month.
        </Paragraph>
        <Facts
          rows={[
            ["Price", `${formatCents(priceCents)} a month`],
            ["Renews on", formatDate(periodEndsAt, timeZone)],
          ]}
        />
        <Paragraph>
          You can cancel any time on your membership’s page. It then lasts to the end of the month
          that you have paid for.
        </Paragraph>
      </Letter>
    ),
  };
}

/** To a member whose renewal failed: the way to pay it first, then what happens otherwise. */
export function membershipPaymentFailed(facts: MembershipFacts): Mail {
  const { priceCents, retryAt, needsAction, timeZone } = facts;
  const amount = formatCents(priceCents);
  return {
    subject: needsAction
      ? "Your bank wants you to confirm your membership’s payment"
      : "Your membership could not be renewed",
    body: (
      <Letter
        title={
          needsAction
            ? `Please confirm the payment of ${amount}`
            : `Your card was not charged the ${amount} for this month`
        }
        preview="Your membership goes on for now. Pay with any card to keep it."
        because={BECAUSE}
      >
        <Action href={page()}>Pay this month</Action>
        <Paragraph>
          {needsAction
            ? "Your bank asks you to confirm the payment yourself, or you can use another card. "
            : "Your bank turned the payment down. You can pay with the same card or with another one. "}
          Your membership goes on for now.
        </Paragraph>
        <Paragraph>
          {retryAt
            ? `Otherwise we try your card again on ${formatDate(retryAt, timeZone)}. After a few attempts the membership ends.`
            : "Otherwise the membership ends."}
        </Paragraph>
      </Letter>
    ),
  };
}

/** To whoever was a member: it is over, why, and that nothing more is charged. */
export function membershipEnded({ wasCanceled }: MembershipFacts): Mail {
  return {
    subject: "Your membership has ended",
    body: (
      <Letter
        title="Your membership has ended"
        preview="Nothing more is charged to your card."
        because="You get this mail because you were a member of Colloquy."
      >
        <Paragraph>
          {wasCanceled
            ? "It ended as you asked, with the month that you had paid for."
            : "The last month could not be charged, so it has ended."}{" "}
          Nothing more is charged to your card, and the sessions that you have booked stay as they
          are.
        </Paragraph>
        <Action href={page()}>Join again</Action>
      </Letter>
    ),
  };
}
