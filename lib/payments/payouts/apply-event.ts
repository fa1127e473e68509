import type Stripe from "stripe";
import type { Tx } from "@/db/client";
import type { Ctx } from "@/lib/platform/context";
import { applyAccount, retrieveAccount } from "./accounts";
import { applyDispute, retrieveDispute } from "./disputes";
import { applyTransfer, retrieveTransfer } from "./transfers";

type Change = (tx: Tx) => Promise<unknown>;

/**
 * Looks up what an event about payouts tells of, and returns the change it brings, to be made in
 * the transaction that records the event. Null: the event is of another kind.
 */
export async function payoutChange(ctx: Ctx, event: Stripe.Event): Promise<Change | null> {
  switch (event.type) {
    case "account.updated":
      return accountChange(ctx, event.data.object.id);
    case "payout.failed":
      // Stripe asks the researcher for another bank account: the account says so.
      return event.account ? accountChange(ctx, event.account) : null;
    default:
      // Other events on a connected account are about what its owner does there.
      return event.account ? null : moneyChange(ctx, event);
  }
}

async function moneyChange(ctx: Ctx, event: Stripe.Event): Promise<Change | null> {
  switch (event.type) {
    case "transfer.created":
    case "transfer.updated":
    case "transfer.reversed": {
      const transfer = await retrieveTransfer(event.data.object.id);
      return (tx) => applyTransfer(tx, transfer);
    }
    case "charge.dispute.created":
    case "charge.dispute.updated":
    case "charge.dispute.closed":
    case "charge.dispute.funds_withdrawn":
    case "charge.dispute.funds_reinstated": {
      const dispute = await retrieveDispute(event.data.object.id);
      return (tx) => applyDispute(tx, dispute, ctx.now);
    }
    default:
      return null;
  }
}

async function accountChange(ctx: Ctx, accountId: string): Promise<Change> {
  const account = await retrieveAccount(accountId);
  return (tx) => applyAccount(tx, account, ctx.now);
}
