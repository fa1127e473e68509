import type Stripe from "stripe";
import { type Intent, readIntent } from "./intents";
import { callStripe } from "./stripe";

const PAGE_SIZE = 100;

/** Every payment intent that Stripe has from `since` on, newest first, page by page. */
export async function* intentPages(since: Date): AsyncGenerator<Intent[]> {
  const pages = pagesOf((paging) =>
    callStripe((api) => api.paymentIntents.list({ ...paging, ...createdFrom(since) })),
  );
  for await (const page of pages) yield page.map(readIntent);
}

/** Every refund that Stripe has from `since` on, newest first, page by page. */
export function refundPages(since: Date): AsyncGenerator<Stripe.Refund[]> {
  return pagesOf((paging) =>
    callStripe((api) => api.refunds.list({ ...paging, ...createdFrom(since) })),
  );
}

/** Every transfer that Stripe has from `since` on, newest first, page by page. */
export function transferPages(since: Date): AsyncGenerator<Stripe.Transfer[]> {
  return pagesOf((paging) =>
    callStripe((api) => api.transfers.list({ ...paging, ...createdFrom(since) })),
  );
}

/** Every subscription that Stripe has in a status, newest first, page by page. */
export function subscriptionPages(
  status: Stripe.SubscriptionListParams.Status,
): AsyncGenerator<Stripe.Subscription[]> {
  return pagesOf((paging) => callStripe((api) => api.subscriptions.list({ ...paging, status })));
}

/** Every paid invoice that Stripe has made from `since` on, newest first, page by page. */
export function paidInvoicePages(since: Date): AsyncGenerator<Stripe.Invoice[]> {
  return pagesOf((paging) =>
    callStripe((api) => api.invoices.list({ ...paging, ...createdFrom(since), status: "paid" })),
  );
}

/** Every dispute that Stripe has from `since` on, newest first, page by page. */
export function disputePages(since: Date): AsyncGenerator<Stripe.Dispute[]> {
  return pagesOf((paging) =>
    callStripe((api) => api.disputes.list({ ...paging, ...createdFrom(since) })),
  );
}

const createdFrom = (since: Date) => ({ created: { gte: Math.floor(since.getTime() / 1000) } });

type Paging = { limit: number; starting_after?: string };

// Not the SDK's own paging: each page is a call of its own, whose outage is told as any other's.
async function* pagesOf<T extends { id: string }>(
  list: (paging: Paging) => Promise<Stripe.ApiList<T>>,
): AsyncGenerator<T[]> {
  let last: string | undefined;
  for (;;) {
    const page = await list({ limit: PAGE_SIZE, ...(last && { starting_after: last }) });
    if (page.data.length > 0) yield page.data;
    last = page.data.at(-1)?.id;
    if (!page.has_more || !last) return;
  }
}
