import type { ListedAlert } from "@/lib/operations/admin/list-alerts";
import type { Alert } from "@/lib/platform/alerts";

const kinds: Record<Alert["kind"], string> = {
  payment_mismatch: "A payment does not match its session",
  payment_duplicate: "A session was paid twice",
  payment_unknown: "Stripe has a payment that is not here",
  payment_missing: "Stripe does not know a payment",
  payment_differs: "A payment is of another amount at Stripe",
  payment_kept: "Money was kept for a canceled session",
  session_unpaid: "A session is booked without a payment",
  refund_failed: "A refund failed",
  refund_refused: "Stripe refuses a refund",
  refund_unknown: "Stripe has a refund that is not here",
  refund_missing: "Stripe does not know a refund",
  refund_differs: "A refund is of another amount at Stripe",
  payout_refused: "Stripe refuses a payout",
  payout_not_reversed: "A payout could not be taken back",
  payout_duplicate: "A payout was sent twice",
  transfer_unknown: "Stripe has a transfer that is not here",
  transfer_missing: "Stripe does not know a transfer",
  transfer_differs: "A transfer is of another amount at Stripe",
  subscription_doubled: "A member has two memberships",
  subscription_missing: "Stripe does not know a membership",
  report_to_decide: "A report is to be decided",
  dispute_opened: "A card payment is disputed",
  dispute_closed: "A dispute has ended",
  meeting_unavailable: "A session has no meeting link",
  meeting_hosts_exhausted: "Every meeting host was taken",
  claim_to_decide: "A claim of a profile is to be decided",
  removal_to_decide: "A removal of a profile is to be decided",
  job_failed: "A job is out of retries",
};

/** What an alert is about, in plain words; a kind of the past keeps its own name. */
export const alertTitle = (kind: string): string =>
  Object.entries(kinds).find(([name]) => name === kind)?.[1] ?? kind;

/** Where an alert is dealt with, if it is here. */
export function alertPlace({
  kind,
  details,
}: Pick<ListedAlert, "kind" | "details">): { href: string; label: string } | null {
  if (kind === "job_failed") return { href: "/admin/jobs", label: "Jobs" };
  if (kind === "claim_to_decide" || kind === "removal_to_decide")
    return { href: "/admin/profiles", label: "Profiles to decide" };
  const { sessionId, payoutId, refundId, paymentId } = details;
  if (typeof sessionId === "string")
    return { href: `/admin/sessions/${sessionId}`, label: "The session" };
  if (payoutId) return { href: "/admin/payments/payouts", label: "Payouts" };
  if (refundId) return { href: "/admin/payments/refunds", label: "Refunds" };
  return paymentId ? { href: "/admin/payments", label: "Payments" } : null;
}
