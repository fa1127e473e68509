import type { Alert } from "@/lib/platform/alerts";

/** What was done without the operator, and what is left for them to do. */
export type Guidance = { byItself: string; next: string };

const guidance: Record<Alert["kind"], Guidance> = {
  payment_mismatch: {
    byItself: "Nothing was sold for this money, and whatever came in is being refunded in full.",
    next: "Look at the intent in Stripe: our checkout does not make such payments. Find out who made or changed it, and write to the reader.",
  },
  payment_duplicate: {
    byItself: "The session stands, and the second payment is being refunded in full.",
    next: "See in Stripe that the refund has gone out.",
  },
  payment_unknown: {
    byItself: "Nothing: the money stays at Stripe.",
    next: "Look at the intent's metadata in Stripe. If it is one of ours, refund it there and write to the reader; if it belongs to other software on the account, there is nothing to do.",
  },
  payment_missing: {
    byItself: "Nothing: the session stands as it is.",
    next: "Check that STRIPE_SECRET_KEY is of the account that took the payment, then look for it there. If it never came, write to the reader, and cancel the session if need be.",
  },
  payment_differs: {
    byItself: "Nothing: the session stands as it is.",
    next: "Compare both amounts in Stripe, and refund the reader what is too much.",
  },
  payment_kept: {
    byItself: "It is being refunded in full, unless it was refunded in part.",
    next: "See in Stripe that the refund goes out, and find out how the session came to be canceled: only a change by hand or a defect leaves money behind.",
  },
  session_unpaid: {
    byItself: "Nothing: the session stands as it is.",
    next: "Only a change by hand or a defect books a session without a payment. Look for the payment in Stripe; if there is none, cancel the session and write to both parties.",
  },
  refund_failed: {
    byItself: "The money is back in Stripe's balance; the refund is not tried again.",
    next: "Write to the reader, and return the money another way, by bank transfer perhaps.",
  },
  refund_refused: {
    byItself:
      "Nothing was sent. It is tried again, first after two minutes, then ever more rarely, once a day in the end.",
    next: "Look up the reason in Stripe's documentation, and at the payment in Stripe. Once the cause is gone it can be tried again at once under Administration.",
  },
  refund_unknown: {
    byItself: "Nothing: the session stands as it is.",
    next: "Somebody refunded this payment in Stripe's dashboard. Find out why, and cancel the session if it is not to take place.",
  },
  refund_missing: {
    byItself: "Nothing: the refund is not asked for a second time.",
    next: "Look at the payment in Stripe. If the reader has not been refunded, refund them there and write to them.",
  },
  refund_differs: {
    byItself: "Nothing: both records stay as they are.",
    next: "Compare the refund in Stripe with the payment, and return to the reader what is still owed.",
  },
  payout_refused: {
    byItself: "Nothing was sent. It is tried again every hour.",
    next: "Look up the reason in Stripe's documentation, and at the payment's charge and the researcher's account in Stripe. Under Administration, Payments, it can be tried at once.",
  },
  payout_not_reversed: {
    byItself: "Nothing was taken back. It is tried again every day.",
    next: "The money has most likely gone on to the researcher's bank. It comes off their next payouts if there are any; else write to them.",
  },
  payout_duplicate: {
    byItself: "Nothing: the second transfer stands.",
    next: "Look at the session's transfers in Stripe, and reverse the one that was made by hand.",
  },
  transfer_unknown: {
    byItself: "Nothing: the transfer stands.",
    next: "Somebody moved money out of this payment in Stripe's dashboard. Find out why, and reverse it there if it was a mistake.",
  },
  transfer_missing: {
    byItself: "Nothing: the payout is not sent a second time.",
    next: "Check that STRIPE_SECRET_KEY is of the account that made the transfer, then look for it there.",
  },
  transfer_differs: {
    byItself: "What was taken back is noted here; nothing else is changed.",
    next: "Compare the transfer in Stripe with the payout: part of it was reversed by hand, or it is of another amount.",
  },
  dispute_opened: {
    byItself:
      "The researcher's payout waits if it is not sent yet. Refunds of this payment wait too.",
    next: "Answer the dispute in Stripe's dashboard before its deadline, with the booking, the questions and the meeting as evidence.",
  },
  dispute_closed: {
    byItself: "Won, the payout is let go; lost, it is taken back.",
    next: "Nothing, unless it surprises you.",
  },
  subscription_doubled: {
    byItself: "The membership that was known first stays the member's; the other one is not shown.",
    next: "Cancel one of the two in Stripe's dashboard, and refund what was charged for it.",
  },
  subscription_missing: {
    byItself: "The member keeps the benefits until somebody decides.",
    next: "Check that the server speaks to the right Stripe account; if it does, look for the member there.",
  },
  report_to_decide: {
    byItself: "The researcher's payout waits. Both parties were told that somebody looks at it.",
    next: "Read what both say, ask them if need be, and decide on the session's page: refund, part of it, or pay.",
  },
  meeting_unavailable: {
    byItself:
      "Both parties were told, and the meeting is tried every minute. With none at the start the session is canceled and refunded.",
    next: "Look at Zoom's status, at the app's credentials and at the host's license; the log says what Zoom answered. You can set a link of another service on the session's page.",
  },
  meeting_hosts_exhausted: {
    byItself: "The reader was told that this time cannot be booked; nothing was charged.",
    next: "Add licensed Zoom users to ZOOM_HOSTS and restart the server.",
  },
  claim_to_decide: {
    byItself: "The collected profile stays as it is. Whoever asks has confirmed their address.",
    next: "Compare the address with the person's papers and their institution's pages, ask them if need be, and decide under Administration, Profiles.",
  },
  removal_to_decide: {
    byItself: "The profile is hidden until you decide. Whoever asks has confirmed their address.",
    next: "See whether the person may well have this address, ask them if need be, and decide under Administration, Profiles: remove it for good, or show it again.",
  },
  job_failed: {
    byItself:
      "It was tried until its last retry. What has a sweep behind it (holds, refunds, meetings, reminders) is tried again every minute; other mails are not.",
    next: "Find the run in Inngest and its lines in the log, mend the cause, and run it again under Administration, Jobs.",
  },
};

const isKnown = (kind: string): kind is Alert["kind"] => Object.hasOwn(guidance, kind);

/** For an alert of any age: kinds of the past may be gone. */
export function guidanceFor(kind: string): Guidance {
  if (isKnown(kind)) return guidance[kind];
  return { byItself: "Nothing that is known.", next: "Look at the details below." };
}

export const ALERT_KINDS = Object.keys(guidance).filter(isKnown);
