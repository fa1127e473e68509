import type { Tx } from "@/db/client";
import { payments } from "@/db/schema";
import type { Subscription } from "./states";
import type { Invoice } from "./stripe-subscription";

/** Keeps a paid invoice as a payment, once. True: it had not been heard of. */
export async function recordInvoice(
  tx: Tx,
  subscription: Subscription,
  invoice: Invoice,
): Promise<boolean> {
  if (invoice.status !== "paid" || invoice.paidCents === 0) return false;
  const [recorded] = await tx
    .insert(payments)
    .values({
      userId: subscription.userId,
      subscriptionId: subscription.id,
      invoiceId: invoice.id,
      amountCents: invoice.paidCents,
      capturedCents: invoice.paidCents,
      currency: invoice.currency,
      status: "completed",
      transactionId: invoice.intentId,
      receiptUrl: invoice.url,
      paidAt: invoice.paidAt,
    })
    .onConflictDoNothing()
    .returning({ id: payments.id });
  return recorded !== undefined;
}
