import { and, eq, isNull } from "drizzle-orm";
import type { Database, Tx } from "@/db/client";
import { alerts } from "@/db/schema";
import { log } from "./log";
import { emit } from "./outbox";

export type Alert = {
  kind:
    | "payment_mismatch"
    | "payment_duplicate"
    | "payment_unknown"
    | "payment_missing"
    | "payment_differs"
    | "payment_kept"
    | "session_unpaid"
    | "refund_failed"
    | "refund_refused"
    | "refund_unknown"
    | "refund_missing"
    | "refund_differs"
    | "payout_refused"
    | "payout_not_reversed"
    | "payout_duplicate"
    | "transfer_unknown"
    | "transfer_missing"
    | "transfer_differs"
    | "subscription_doubled"
    | "subscription_missing"
    | "report_to_decide"
    | "dispute_opened"
    | "dispute_closed"
    | "meeting_unavailable"
    | "meeting_hosts_exhausted"
    | "claim_to_decide"
    | "removal_to_decide"
    | "job_failed";
  /** Tells this trouble from others of its kind; the same one is told once while it is open. */
  subject: string;
  message: string;
  details?: Record<string, unknown>;
};

/**
 * Records what a person must look at; the mail to the operator follows by event. The same trouble is
 * told once while it is open, again when it comes after it was resolved, and no more once it was
 * resolved for good.
 */
export async function raiseAlert(tx: Tx, alert: Alert): Promise<void> {
  const [row] = await tx
    .insert(alerts)
    .values({
      kind: alert.kind,
      key: `${alert.kind}:${alert.subject}`,
      message: alert.message,
      details: alert.details ?? {},
    })
    .onConflictDoNothing()
    .returning({ id: alerts.id });
  if (!row) return;
  log.error({ alertId: row.id, kind: alert.kind, subject: alert.subject }, "alert raised");
  await emit(tx, "alert/raised", { alertId: row.id });
}

/** Somebody has dealt with it: no mail that still waits tells of it. */
export async function resolveAlert(
  tx: Tx,
  now: Date,
  { kind, subject }: Pick<Alert, "kind" | "subject">,
): Promise<void> {
  await tx
    .update(alerts)
    .set({ resolvedAt: now })
    .where(and(eq(alerts.key, `${kind}:${subject}`), isNull(alerts.resolvedAt)));
}

/** raiseAlert for callers without a transaction of their own. */
export const recordAlert = (db: Database, alert: Alert) =>
  db.transaction((tx) => raiseAlert(tx, alert));
