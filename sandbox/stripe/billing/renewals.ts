import type { SandboxDeps } from "../../deps";
import { everySecond } from "../../every-second";
import { attemptPayment } from "../attempts";
import { type Cause, recordEvent } from "../events";
import { kinds, type NextAction, type PaymentIntent, type PaymentMethod } from "../objects";
import { byHand } from "../three-d-secure";
import { cancelSubscription } from "./cancel";
import { monthAfter, nextTime } from "./clock";
import { makeInvoice } from "./invoices";
import { type Billing, invoiceOf, lockBilling } from "./lock";
import { type Invoice, itemOf, type Subscription } from "./objects";
import { saveSubscription } from "./outcome";

const DAY = 86_400;
/** How long after a failed attempt the next follows; after the last, the subscription ends. */
const RETRY_DAYS = [3, 5, 7];

/** Lets subscriptions renew, fail and end when their time has come. Times are kept, so a restart only delays. */
export function watchSubscriptions(deps: SandboxDeps): void {
  everySecond(deps, "subscriptions could not be renewed", () => letDuePass(deps));
}

async function letDuePass(deps: SandboxDeps): Promise<void> {
  const due = await deps.store.pool<{ id: string }[]>`
    select id from sandbox.objects
    where kind = ${kinds.subscription} and (body->>'_dueAt')::bigint <= ${deps.clock().getTime()}`;
  for (const { id } of due) await letTimePass(deps, id);
}

/** Does all that is due for a subscription, one thing after the other, after moving its clock by `ms`. */
export async function letTimePass(deps: SandboxDeps, id: string, ms = 0): Promise<Subscription> {
  await deps.store.transaction((records) => moveClock(byHand(deps, records), id, ms));
  for (;;) {
    const done = await deps.store.transaction((records) => passOne(byHand(deps, records), id));
    if (done) return done;
  }
}

async function moveClock(cause: Cause, id: string, ms: number): Promise<void> {
  const { subscription } = await lockBilling(cause, id);
  const _dueAt = subscription._dueAt === null ? null : subscription._dueAt - ms;
  const moved = { ...subscription, _aheadMs: subscription._aheadMs + ms, _dueAt };
  await cause.records.replace(kinds.subscription, id, moved);
}

/** The next thing that is due, at its own time; the subscription when nothing is. */
async function passOne(cause: Cause, id: string): Promise<Subscription | undefined> {
  const billing = await lockBilling(cause, id);
  const { subscription, invoice } = billing;
  const { _dueAt: dueAt } = subscription;
  if (dueAt === null || dueAt > cause.now.getTime()) return subscription;
  // As if the sandbox had looked at that very moment, though it may be late or was moved.
  const then = { ...cause, now: new Date(dueAt) };
  const at = nextTime(subscription, invoice) ?? 0;
  if (subscription.status === "incomplete")
    await cancelSubscription(then, billing, "cancellation_requested");
  else if (subscription.cancel_at !== null && at >= subscription.cancel_at)
    await cancelSubscription(then, billing, "cancellation_requested");
  else if (at >= itemOf(subscription).current_period_end) await renew(then, subscription);
  else await collect(then, billing, at);
  return undefined;
}

/** A new month begins, with its invoice; a subscription that is unpaid is not charged any more. */
async function renew(cause: Cause, subscription: Subscription): Promise<void> {
  const { current_period_end: start, ...item } = itemOf(subscription);
  const period = {
    current_period_start: start,
    current_period_end: monthAfter(start, subscription.billing_cycle_anchor),
  };
  const next: Subscription = {
    ...subscription,
    items: { ...subscription.items, data: [{ ...item, ...period }] },
  };
  if (subscription.status === "unpaid") {
    const invoice = await invoiceOf(cause.records, subscription.latest_invoice);
    await saveSubscription(cause, next, invoice, "customer.subscription.updated");
    return;
  }
  const { invoice, intent } = await makeInvoice(cause, next, "subscription_cycle");
  const renewed = await saveSubscription(
    cause,
    { ...next, latest_invoice: invoice.id },
    invoice,
    "customer.subscription.updated",
  );
  await collect(cause, { subscription: renewed, invoice, intent }, start);
}

/** Charges the kept card. A failure leaves the subscription past due until the next attempt, or ends it. */
async function collect(cause: Cause, billing: Billing, at: number): Promise<void> {
  const paid = await charge(cause, billing);
  if (paid) return;
  const invoice = await invoiceOf(cause.records, billing.invoice.id);
  const { subscription } = await lockBilling(cause, billing.subscription.id);
  const retryDays = RETRY_DAYS[Math.max(1, invoice.attempt_count) - 1];
  const tried: Invoice = {
    ...invoice,
    attempt_count: Math.max(1, invoice.attempt_count),
    attempted: true,
    next_payment_attempt: retryDays === undefined ? null : at + retryDays * DAY,
  };
  await cause.records.replace(kinds.invoice, tried.id, tried);
  await recordEvent(cause, "invoice.updated", tried);
  if (retryDays !== undefined) {
    const late: Subscription = { ...subscription, status: "past_due" };
    await saveSubscription(cause, late, tried, "customer.subscription.updated");
    return;
  }
  if (subscription._afterRetries === "unpaid") {
    const unpaid: Subscription = { ...subscription, status: "unpaid" };
    await saveSubscription(cause, unpaid, tried, "customer.subscription.updated");
    return;
  }
  await cancelSubscription(cause, { ...billing, subscription, invoice: tried }, "payment_failed");
}

const nextAction: NextAction = {
  type: "use_stripe_sdk",
  use_stripe_sdk: { type: "three_d_secure_redirect", stripe_js: "" },
};

async function charge(cause: Cause, { subscription, invoice, intent }: Billing): Promise<boolean> {
  const id = subscription.default_payment_method ?? "";
  const method = await cause.records.get<PaymentMethod>(kinds.paymentMethod, id);
  if (!method) return false;
  // A member who was asked by the bank and did not answer: each further attempt is a failed one.
  if (intent.status === "requires_action") return countAttempt(cause, invoice);
  const attempt = await attemptPayment(cause, intent, method, { nextAction, offSession: true });
  return isPaid(attempt.intent);
}

const isPaid = ({ status }: PaymentIntent) => status === "succeeded";

async function countAttempt(cause: Cause, invoice: Invoice): Promise<false> {
  const counted = { ...invoice, attempt_count: invoice.attempt_count + 1 };
  await cause.records.replace(kinds.invoice, invoice.id, counted);
  return false;
}
