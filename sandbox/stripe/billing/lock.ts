import { noSuch } from "../errors";
import type { Cause } from "../events";
import { lockIntent } from "../find-intent";
import { kinds, type PaymentIntent } from "../objects";
import { type Invoice, intentOf, type Subscription } from "./objects";

export type Billing = { subscription: Subscription; invoice: Invoice; intent: PaymentIntent };

/**
 * A subscription with its latest invoice and that one's intent, all locked: the intent first, as
 * whoever pays it does.
 */
export async function lockBilling(
  { records }: Pick<Cause, "records">,
  id: string,
): Promise<Billing> {
  for (;;) {
    const seen = await records.get<Subscription>(kinds.subscription, id);
    if (!seen) throw noSuch("subscription", id);
    const latest = await invoiceOf(records, seen.latest_invoice);
    const intent = await lockIntent(records, intentOf(latest));
    const subscription = await records.lock<Subscription>(kinds.subscription, id);
    // Renewed meanwhile: once more, with the new invoice.
    if (subscription?.latest_invoice !== latest.id) continue;
    return { subscription, invoice: await invoiceOf(records, latest.id), intent };
  }
}

export async function invoiceOf(records: Cause["records"], id: string): Promise<Invoice> {
  const invoice = await records.get<Invoice>(kinds.invoice, id);
  if (!invoice) throw noSuch("invoice", id);
  return invoice;
}
