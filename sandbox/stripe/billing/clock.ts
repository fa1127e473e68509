import { seconds } from "../ids";
import { type Invoice, itemOf, type Subscription } from "./objects";

const HOUR = 3_600;
/** A first invoice that is not paid by then is given up. */
const INCOMPLETE_SECONDS = 23 * HOUR;

/** Now, on the clock of one subscription. Unix seconds. */
export const nowOf = (subscription: Pick<Subscription, "_aheadMs">, now: Date): number =>
  seconds(new Date(now.getTime() + subscription._aheadMs));

/** The end of a month that began at `start`; the day of the anchor, or the month's last. Unix seconds. */
export function monthAfter(start: number, anchor: number): number {
  const from = new Date(start * 1000);
  const day = new Date(anchor * 1000).getUTCDate();
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + 1];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const end = new Date(from);
  end.setUTCDate(1);
  end.setUTCMonth(month);
  end.setUTCDate(Math.min(day, lastDay));
  return seconds(end);
}

/** When something happens to a subscription by itself: the earliest of its times, in its own seconds. */
export function nextTime(subscription: Subscription, invoice: Invoice): number | null {
  switch (subscription.status) {
    case "incomplete":
      return subscription.created + INCOMPLETE_SECONDS;
    case "active":
    case "past_due":
    case "unpaid":
      return Math.min(
        itemOf(subscription).current_period_end,
        subscription.cancel_at ?? Number.POSITIVE_INFINITY,
        invoice.status === "open" && invoice.next_payment_attempt !== null
          ? invoice.next_payment_attempt
          : Number.POSITIVE_INFINITY,
      );
    default:
      return null;
  }
}

/** With the next time written down for whoever looks for what is due. */
export function timed(subscription: Subscription, invoice: Invoice): Subscription {
  const next = nextTime(subscription, invoice);
  return { ...subscription, _dueAt: next === null ? null : next * 1000 - subscription._aheadMs };
}
