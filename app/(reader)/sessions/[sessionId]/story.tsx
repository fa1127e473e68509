import { endingWords } from "@/components/sessions/session-words";
import { LocalWhen } from "@/components/site/local-when";
import { Money } from "@/components/ui/money";
import { Notice } from "@/components/ui/notice";
import { changeableUntil } from "@/lib/sessions/cancel-session";
import type { ReceiptPayment } from "@/lib/sessions/get-receipt";
import type { SessionDetail } from "@/lib/sessions/session-view";

type StoryProps = {
  session: SessionDetail;
  receipt: ReceiptPayment[];
  zone: string;
  email: string;
  /** The reader has just paid. */
  isNew: boolean;
  isMoved: boolean;
};

/** How things stand with a session, and what happens next. */
export function Story(props: StoryProps) {
  const { session, zone } = props;
  switch (session.state) {
    case "requested":
      return <Waiting {...props} />;
    case "confirmed":
      if (props.isMoved) {
        return (
          <Notice tone="success" title="Your session has moved" live>
            The price and the link stay; a new invitation is on its way to {props.email}.
          </Notice>
        );
      }
      return props.isNew ? <WhatNext {...props} /> : null;
    case "completed":
      return (
        <p className="text-muted">
          This session took place on <LocalWhen at={session.startsAt} zone={zone} format="date" />.
        </p>
      );
    case "canceled":
      return <Ended {...props} />;
    default:
      return null;
  }
}

function Waiting({ session, zone, email, isNew, isMoved }: StoryProps) {
  const name = session.researcherName;
  return (
    <Notice
      tone="waiting"
      title={isMoved ? "Your request has moved to the new time" : `${name} answers each request`}
      live={isMoved}
    >
      <ol className="grid list-inside list-decimal gap-1">
        <li>
          The answer comes{" "}
          {session.answerBy && (
            <>
              by <LocalWhen at={session.answerBy} zone={zone} />
            </>
          )}
          , by mail to {email}.
        </li>
        <li>If it is yes, the Zoom link and a calendar invitation come with it.</li>
        <li>
          If it is no, or none comes, <Money cents={session.priceCents} /> goes back to your card in
          full.
        </li>
      </ol>
      {isNew && <p className="mt-2">A receipt is on its way.</p>}
    </Notice>
  );
}

function WhatNext({ session, zone, email }: StoryProps) {
  // Whoever books within its last day has neither that time nor a day's reminder.
  const until = changeableUntil(session, session.confirmedAt ?? session.createdAt);
  return (
    <Notice tone="success" title="Paid and booked. What happens next:" live>
      <ol className="grid list-inside list-decimal gap-1">
        <li>A calendar invitation and a receipt are on their way to {email}.</li>
        <li>
          You and {session.researcherName} are reminded {until && "a day and "}an hour before.
        </li>
        <li>
          Join from this page at the time.
          {until && (
            <>
              {" "}
              Until <LocalWhen at={until} zone={zone} /> you can cancel or move it.
            </>
          )}
        </li>
      </ol>
    </Notice>
  );
}

function Ended({ session, receipt, zone }: StoryProps) {
  const refunds = receipt.flatMap((payment) => payment.refunds);
  const back = refunds.reduce((sum, refund) => sum + refund.amountCents, 0);
  const words = endingWords(session.cancelReason, "reader", session.researcherName);
  return (
    <Notice tone="info" title={`Canceled. ${words}`}>
      {session.declineReason && (
        <p>
          {session.researcherName} wrote:{" "}
          <span className="text-ink">“{session.declineReason}”</span>
        </p>
      )}
      {receipt.length === 0 && <p>Nothing was charged.</p>}
      {back > 0 && (
        <p>
          <Money cents={back} /> goes back to the card you paid with
          {session.canceledAt && (
            <>
              , as of <LocalWhen at={session.canceledAt} zone={zone} format="date" />
            </>
          )}
          . Banks take 5 to 10 days to show it.
        </p>
      )}
    </Notice>
  );
}
