import { requireVerified } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { openAttempt } from "./attempt";
import type { Subscription } from "./states";
import { type Invoice, retrieveSubscription, type Seen } from "./stripe-subscription";

/** What the browser pays with, and how much it pays. */
export type Opened = { clientSecret: string; amountCents: number };

/**
 * Opens the first payment of a membership, or that of a renewal which has failed: the client secret
 * with which the browser pays. Asking again returns the same one while it can still be paid.
 * Throws ALREADY_MEMBER when there is nothing to pay.
 */
export async function openSubscription(ctx: Ctx): Promise<Opened> {
  const user = requireVerified(ctx.actor);
  const standing = await openAttempt(ctx, user.id);
  if ("seen" in standing) return payable(standing.seen, standing.seen.invoice);
  return openRenewal(standing.member);
}

async function openRenewal(member: Subscription): Promise<Opened> {
  const seen = await retrieveSubscription(member.stripeSubscriptionId);
  const invoice = seen?.invoice;
  if (seen?.status === "past_due" && invoice?.status === "open") return payable(seen, invoice);
  throw new DomainError("ALREADY_MEMBER", "You are a member already", {
    subscription_id: member.id,
  });
}

function payable(seen: Seen, invoice: Invoice | null): Opened {
  if (!invoice?.clientSecret) throw new Error(`${seen.id} came without a client secret`);
  return { clientSecret: invoice.clientSecret, amountCents: invoice.dueCents };
}
