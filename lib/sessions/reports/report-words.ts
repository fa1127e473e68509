import { formatCents } from "@/lib/platform/money";
import type { Party } from "../parties";
import type { Report } from "./report";

type Seen = {
  report: Pick<Report, "reportedBy" | "outcome" | "refundCents" | "decidedBy">;
  role: Party["role"];
  otherName: string;
  /** All that was paid for the session has gone back, by the report or otherwise. */
  isRefunded: boolean;
};

/** What one party has said of the other, told to one of them: a heading. */
export function titleWords(seen: {
  report: Pick<Report, "kind" | "reportedBy">;
  role: Party["role"];
  otherName: string;
}): string {
  const { report, role, otherName } = seen;
  const isMine = report.reportedBy === role;
  if (report.kind === "problem") {
    return isMine ? "You have reported a problem" : `${otherName} has reported a problem`;
  }
  return isMine
    ? `You have reported that ${otherName} did not come`
    : `${otherName} reports that you did not come`;
}

/** What becomes of a reported no-show that nobody contests, told to one party: the end of a sentence. */
export function otherwiseWords({ report, role, otherName, isRefunded }: Seen): string {
  if (isRefunded) return "nothing changes: the session is refunded already";
  if (report.reportedBy === "reader") {
    return role === "reader" ? "you are refunded in full" : `${otherName} is refunded in full`;
  }
  return role === "reader"
    ? `${otherName} is paid for the session`
    : "you are paid for the session";
}

/** What happens to the money while somebody decides: a sentence. */
export const meanwhileWords = ({ isRefunded }: Pick<Seen, "isRefunded">): string =>
  isRefunded ? "The session is refunded already." : "Until then nothing is paid out or refunded.";

/** How a report ended, in a few words to one party. */
export function outcomeWords(seen: Seen): string {
  const { report, role, otherName } = seen;
  const isReader = role === "reader";
  if (wasRefundedBefore(seen)) {
    return isReader ? "You have been refunded already" : `${otherName} has been refunded already`;
  }
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
export function decisionWords(seen: Seen): string {
  const who =
    seen.report.decidedBy === null
      ? "The report was not answered in time, so what it says counts."
      : "Somebody at Colloquy has looked at what both of you say.";
  return `${who} ${seen.role === "reader" ? forReader(seen) : forResearcher(seen)}`;
}

function forReader(seen: Seen): string {
  if (wasRefundedBefore(seen)) return "All that you paid had gone back to your card before.";
  return seen.report.outcome === "pay"
    ? "Nothing is refunded."
    : "The money goes back to the card you paid with; banks take 5 to 10 days to show it.";
}

function forResearcher(seen: Seen): string {
  const { outcome } = seen.report;
  if (outcome === "refund" || wasRefundedBefore(seen)) return "You are not paid for this session.";
  if (outcome === "partial_refund") return "You are paid your share of the rest.";
  return "Your payout follows by itself, once your payout account is ready.";
}

/** The session was canceled or refunded for another reason, which left the report nothing to give back. */
const wasRefundedBefore = ({ report, isRefunded }: Seen) =>
  isRefunded && !(report.outcome === "refund" && report.refundCents);
