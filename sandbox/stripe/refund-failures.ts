import type { SandboxDeps } from "../deps";
import { everySecond } from "../every-second";
import { recordEvent } from "./events";
import { type Charge, kinds, type Refund } from "./objects";
import { withRefunded } from "./refunds";
import { byHand } from "./three-d-secure";

/**
 * Turns down the refunds of the card 4000000000000 5126 some seconds after they were accepted. The
 * time is kept with the refund, so a restart only delays it.
 */
export function watchFailingRefunds(deps: SandboxDeps): void {
  everySecond(deps, "failing refunds could not be handled", () => failDueRefunds(deps));
}

async function failDueRefunds(deps: SandboxDeps): Promise<void> {
  const due = await deps.store.pool<{ id: string }[]>`
    select id from sandbox.objects
    where kind = ${kinds.refund} and (body->>'_failsAt')::bigint <= ${deps.clock().getTime()}`;
  for (const { id } of due) await failRefund(deps, id);
}

/** The bank turns a succeeded refund down: the money is the merchant's again. */
export async function failRefund(deps: SandboxDeps, id: string): Promise<Refund | undefined> {
  return deps.store.transaction(async (records) => {
    const before = await records.get<Refund>(kinds.refund, id);
    if (!before) return undefined;
    const charge = await records.lock<Charge>(kinds.charge, before.charge);
    const refund = await records.lock<Refund>(kinds.refund, id);
    if (!charge || !refund || refund.status !== "succeeded") return refund;
    const cause = byHand(deps, records);
    const failed: Refund = {
      ...refund,
      status: "failed",
      failure_reason: "expired_or_canceled_card",
      failure_balance_transaction: refund.balance_transaction.replace("txn_", "txn_f"),
      _failsAt: null,
    };
    await records.replace(kinds.refund, id, failed);
    const restored = withRefunded(charge, charge.amount_refunded - refund.amount);
    await records.replace(kinds.charge, charge.id, restored);
    await recordEvent(cause, "refund.updated", failed);
    await recordEvent(cause, "refund.failed", failed);
    return failed;
  });
}
