import type { Finding, Summary } from "@/lib/payments/findings";

/** What an operator reads of each finding: those of `looked` were compared, `repaired` mended. */
const words: Record<Finding, { group: Group; text: string }> = {
  intents_checked: { group: "looked", text: "payment intents" },
  refunds_checked: { group: "looked", text: "refunds" },
  transfers_checked: { group: "looked", text: "transfers to researchers" },
  subscriptions_checked: { group: "looked", text: "memberships" },
  subscription_settled: { group: "repaired", text: "memberships whose change had not been heard" },
  invoice_recorded: {
    group: "repaired",
    text: "payments of memberships that had not been heard of",
  },
  subscription_doubled: { group: "person", text: "second memberships of one member at Stripe" },
  subscription_missing: { group: "person", text: "memberships here that Stripe does not have" },
  payment_settled: { group: "repaired", text: "payments whose outcome had not been heard" },
  attempt_closed: { group: "repaired", text: "payment intents left open, now canceled" },
  refund_sent: { group: "repaired", text: "refunds that were due, now asked for" },
  refund_applied: { group: "repaired", text: "refunds whose outcome had not been heard" },
  dispute_applied: { group: "repaired", text: "card disputes that had not been heard of" },
  payout_sent: { group: "repaired", text: "payouts that were due, now sent" },
  payout_taken_back: { group: "repaired", text: "payouts that were to go back, now taken back" },
  transfer_applied: { group: "repaired", text: "transfers whose outcome had not been heard" },
  payment_unknown: { group: "person", text: "paid at Stripe, and no payment here belongs to it" },
  payment_missing: { group: "person", text: "payments here that Stripe does not have" },
  payment_differs: { group: "person", text: "payments of another amount at Stripe" },
  payment_kept: {
    group: "person",
    text: "payments that were to go back, with no refund under way",
  },
  session_unpaid: { group: "person", text: "sessions booked without a payment" },
  refund_unknown: { group: "person", text: "refunds at Stripe that are not known here" },
  refund_missing: { group: "person", text: "refunds here that Stripe does not have" },
  refund_differs: { group: "person", text: "refunds that Stripe and we tell differently" },
  transfer_unknown: { group: "person", text: "transfers at Stripe that are not known here" },
  transfer_missing: { group: "person", text: "payouts here whose transfer Stripe does not have" },
  transfer_differs: { group: "person", text: "transfers that Stripe and we tell differently" },
  failed: { group: "failed", text: "could not be compared: try again later, the log says why" },
};

type Group = "looked" | "repaired" | "person" | "failed";

const titles: Record<Group, string> = {
  looked: "Compared",
  repaired: "Repaired",
  person: "Needs a look (each is an alert, mailed once)",
  failed: "Failed",
};

/** A reconciliation's findings as lines for a terminal. */
export function describeFindings(summary: Summary): string[] {
  const found = Object.entries(words).filter(([name]) => summary[name as Finding] > 0);
  const lines = (Object.keys(titles) as Group[]).flatMap((group) => {
    const mine = found.filter(([, word]) => word.group === group);
    if (mine.length === 0) return [];
    const counted = mine.map(([name, { text }]) => {
      const count = String(summary[name as Finding]).padStart(8);
      return `${count} ${text}`;
    });
    return [`${titles[group]}:`, ...counted];
  });
  const isQuiet = found.every(([, { group }]) => group === "looked");
  return isQuiet ? [...lines, "Everything agrees."] : lines;
}
