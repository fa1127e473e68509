import type { ReactNode } from "react";
import { formatCents } from "@/lib/platform/money";
import { appLink, type Scene } from "../scene";
import { formatDate } from "../when";
import { Action, Facts, Letter, Paragraph } from "./letter";
import type { Mail } from "./mail";
import { because } from "./session-facts";

export type PayoutFacts = {
  grossCents: number;
  feeCents: number;
  netCents: number;
  sentCents: number | null;
  reversedCents: number;
  currency: string;
  paidAt: Date | null;
  transactionId: string | null;
};

const facts = (scene: Scene, payout: PayoutFacts): [string, ReactNode | undefined][] => [
  ["Session", `${scene.minutes} minutes with ${scene.other.name}, ${scene.when}`],
  ["Gross", formatCents(payout.grossCents)],
  ["Colloquy’s fee", formatCents(payout.feeCents)],
  ["Net", `${formatCents(payout.netCents)} ${payout.currency.toUpperCase()}`],
];

/** To the researcher: the money for a session is on its way. */
export function payoutSent(scene: Scene & { payout: PayoutFacts }): Mail {
  const { payout, other, recipient } = scene;
  const amount = formatCents(payout.sentCents ?? payout.netCents);
  const isPart = (payout.sentCents ?? 0) < payout.netCents;
  return {
    subject: `${amount} is on its way to you for your session with ${other.name}`,
    body: (
      <Letter
        title={`Your payout of ${amount} is on its way`}
        preview="It is in your Stripe account, and goes on to your bank."
        because={because(scene)}
      >
        <Action href={appLink("/dashboard/earnings")}>See your earnings</Action>
        <Paragraph>
          It is in your Stripe account now, which passes it on to your bank on its usual schedule.
        </Paragraph>
        <Facts
          rows={[
            ...facts(scene, payout),
            ["Sent", isPart ? `${amount}; the rest went back to ${other.name}` : undefined],
            ["Date", payout.paidAt ? formatDate(payout.paidAt, recipient.timeZone) : undefined],
            ["Reference", payout.transactionId ?? undefined],
          ]}
        />
      </Letter>
    ),
  };
}

/** To the researcher: money that was sent for a session has been taken back. */
export function payoutReversed(scene: Scene & { payout: PayoutFacts }): Mail {
  const { payout, other } = scene;
  const amount = formatCents(payout.reversedCents);
  return {
    subject: `${amount} of your session with ${other.name} has been taken back`,
    body: (
      <Letter
        title={`We have taken ${amount} back from your Stripe account`}
        preview={`What ${other.name} paid went back to them.`}
        because={because(scene)}
      >
        <Action href={appLink("/dashboard/earnings")}>See your earnings</Action>
        <Paragraph>
          What {other.name} had paid for this session went back to them after you were paid, in part
          or whole: by a refund, or by their bank after a dispute. Answer this mail if that
          surprises you.
        </Paragraph>
        <Facts
          rows={[...facts(scene, payout), ["Taken back", `${amount} of what was sent to you`]]}
        />
      </Letter>
    ),
  };
}
