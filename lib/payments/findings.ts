import { type Alert, recordAlert } from "@/lib/platform/alerts";
import type { Ctx } from "@/lib/platform/context";
import { describeError, log, withLogFields } from "@/lib/platform/log";

/** What a reconciliation did, and what it found that only a person can judge; counts by kind. */
export type Summary = ReturnType<typeof nothing>;
export type Finding = keyof Summary;
type Discrepancy = Alert & { kind: Finding };

const nothing = () => ({
  intents_checked: 0,
  refunds_checked: 0,
  payment_settled: 0,
  attempt_closed: 0,
  refund_sent: 0,
  refund_applied: 0,
  payment_unknown: 0,
  payment_missing: 0,
  payment_differs: 0,
  payment_kept: 0,
  session_unpaid: 0,
  refund_unknown: 0,
  refund_missing: 0,
  refund_differs: 0,
  transfers_checked: 0,
  dispute_applied: 0,
  payout_sent: 0,
  payout_taken_back: 0,
  transfer_applied: 0,
  transfer_unknown: 0,
  transfer_missing: 0,
  transfer_differs: 0,
  subscriptions_checked: 0,
  subscription_settled: 0,
  invoice_recorded: 0,
  subscription_doubled: 0,
  subscription_missing: 0,
  failed: 0,
});

/** Gathers the findings of a reconciliation. */
export class Findings {
  readonly summary: Summary = nothing();

  count(finding: Finding): void {
    this.summary[finding] += 1;
  }

  /** Tells a person; never changes what is stored of the payment. The same one is told once. */
  async tell(ctx: Ctx, discrepancy: Discrepancy): Promise<void> {
    this.count(discrepancy.kind);
    await recordAlert(ctx.db, discrepancy);
  }

  /** One that fails is logged and counted, and does not stop the rest. */
  async attempt(subject: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await withLogFields({}, work);
    } catch (error) {
      this.count("failed");
      log.warn({ subject, ...describeError(error) }, "not reconciled");
    }
  }
}
