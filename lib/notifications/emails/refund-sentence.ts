import { formatCents } from "@/lib/platform/money";
import type { Booking } from "../load-booking";

/** What happens to the reader's money, in a sentence. */
export function refundSentence({ paidCents, refundedCents }: Booking): string {
  if (paidCents === 0) return "Nothing was charged.";
  if (refundedCents === 0) return `The ${formatCents(paidCents)} you paid is not refunded.`;
  if (refundedCents === paidCents) {
    return `The full ${formatCents(refundedCents)} goes back to the card you paid with; banks take 5 to 10 days to show it.`;
  }
  return `${formatCents(refundedCents)} of the ${formatCents(paidCents)} you paid goes back to your card; banks take 5 to 10 days to show it.`;
}
