import { formatDate } from "@/components/ui/format-when";
import type { Earning, EarningState } from "@/lib/sessions/earnings/earning";

type BadgeTone = "neutral" | "accent" | "waiting" | "failure";

export const earningWord: Record<EarningState, [word: string, tone: BadgeTone]> = {
  pending: ["Pending", "waiting"],
  on_the_way: ["On the way", "accent"],
  paid: ["Paid", "neutral"],
  returned: ["Returned", "neutral"],
};

/** How far one session's money is, and what it waits for, in a sentence. Dates are told in `zone`. */
export function earningSentence(
  earning: Pick<Earning, "state" | "waitsFor" | "dueAt" | "paidAt" | "readerName">,
  zone: string,
): string {
  const day = (date: Date) => formatDate(date, zone, { year: true });
  switch (earning.state) {
    case "paid":
      return earning.paidAt
        ? `Sent to your Stripe account on ${day(earning.paidAt)}.`
        : "Sent to your Stripe account.";
    case "on_the_way":
      return "It is being sent to your Stripe account.";
    case "returned":
      return `The money went back to ${earning.readerName}.`;
    case "pending":
      return {
        date: `It is sent on ${day(earning.dueAt)}, once reports are closed.`,
        account: "It waits for your payout account.",
        report: "It waits until the report about this session is decided.",
        dispute: "It waits: the card payment is disputed at the reader’s bank.",
      }[earning.waitsFor];
  }
}

/** "March 2026" for 2026-03. */
export function monthName(month: string): string {
  const format = new Intl.DateTimeFormat("en-GB", {
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
  return format.format(new Date(`${month}-01T00:00:00Z`));
}
