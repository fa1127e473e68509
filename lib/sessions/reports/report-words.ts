import { formatCents } from "@/lib/platform/money";
import type { Party } from "../parties";
import type { Report } from "./report";

type Seen = {
  report: Pick<Report, "reportedBy" | "outcome" | "refundCents" | "decidedBy">;
  role: Party["role"];
  otherName: string;
};

/** What becomes of a reported no-show that nobody contests, told to one party: the end of a sentence. */
export function otherwiseWords({ report, role, otherName }: Seen): string {
  if (report.reportedBy === "reader") {
    return role === "reader" ? "you are refunded in full" : `${otherName} is refunded in full`;
  }
  return role === "reader"
    ? `${otherName} is paid for the session`
    : "you are paid for the session";
}

/** How a report ended, in a few words to one party. */
export function outcomeWords({ report, role, otherName }: Seen): string {
  const isReader = role === "reader";
  switch (report.outcome) {
    case "refund":
      return isReader ? "You are refunded in full" : `${otherName} is refunded in full`;
    case "partial_refund": {
      const amount = formatCents(report.refundCents ?? 0);
      return isReader ? `You get ${amount} back` : `${otherName} gets ${amount} back`;
    }
    default:
      return isReader ? "The session stands as paid" : "You are paid for the session";
  }
}

/** Who decided, and what becomes of the money, in sentences to one party. */
export function decisionWords({ report, role }: Seen): string {
  const who =
    report.decidedBy === null
      ? "The report was not answered in time, so what it says counts."
      : "Somebody at Colloquy has looked at what both of you say.";
  return `${who} ${role === "reader" ? forReader(report) : forResearcher(report)}`;
}

const forReader = ({ outcome }: Seen["report"]) =>
  outcome === "pay"
    ? "Nothing is refunded."
    : "The money goes back to the card you paid with; banks take 5 to 10 days to show it.";

function forResearcher({ outcome }: Seen["report"]): string {
  if (outcome === "refund") return "You are not paid for this session.";
  if (outcome === "partial_refund") return "You are paid your share of the rest.";
  return "Your payout follows by itself, once your payout account is ready.";
}
