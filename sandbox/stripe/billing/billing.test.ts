import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createWorld, refusal, stripeFor, type World } from "../testing/world";
import { monthAfter } from "./clock";

let now = new Date("2026-01-31T12:00:00Z");
let world: World;
let price: Stripe.Price;
beforeAll(async () => {
  world = await createWorld({ clock: () => now });
  price = await world.stripe.prices.create({
    currency: "usd",
    unit_amount: 2_900,
    recurring: { interval: "month" },
    product_data: { name: "Membership" },
    lookup_key: "membership_2900",
  });
});
afterAll(() => world.close());

const expand = ["latest_invoice.confirmation_secret", "latest_invoice.payments"];

async function subscribe(stripe = world.stripe) {
  const customer = await stripe.customers.create({ email: "ada@reader.example" });
  const subscription = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id }],
    payment_behavior: "default_incomplete",
    payment_settings: { save_default_payment_method: "on_subscription" },
    metadata: { user_id: "7" },
    expand,
  });
  return { customer, subscription, invoice: invoiceOf(subscription) };
}

function invoiceOf({ latest_invoice: invoice }: Stripe.Subscription): Stripe.Invoice {
  if (typeof invoice === "string" || !invoice) throw new Error("not expanded");
  return invoice;
}

const secretOf = (invoice: Stripe.Invoice) => invoice.confirmation_secret?.client_secret ?? "";
const intentOf = (invoice: Stripe.Invoice) => secretOf(invoice).split("_secret_")[0] ?? "";
const look = (id: string) => world.stripe.subscriptions.retrieve(id, { expand });

async function joined(method = "pm_card_visa") {
  const made = await subscribe();
  const paid = await world.stripe.paymentIntents.confirm(intentOf(made.invoice), {
    payment_method: method,
  });
  if (paid.status === "requires_action")
    await world.control("POST", `/payment_intents/${paid.id}/succeed`);
  return { ...made, subscription: await look(made.subscription.id) };
}

const advance = (id: string, days: number) =>
  world.control("POST", `/subscriptions/${id}/advance`, { days });
const card = (id: string, number: string) =>
  world.control("POST", `/subscriptions/${id}/card`, { number });
const iso = (seconds: number | null | undefined) => new Date((seconds ?? 0) * 1000).toISOString();
const periodEnd = (subscription: Stripe.Subscription) =>
  iso(subscription.items.data[0]?.current_period_end);

async function eventsOf(id: string) {
  const { data } = await world.stripe.events.list({ limit: 100 });
  return data
    .filter(({ data: { object } }) => "id" in object && object.id === id)
    .map(({ type }) => type)
    .reverse();
}

describe("a subscription", () => {
  test("begins incomplete, with an invoice that its client secret pays", async () => {
    const { subscription, invoice } = await subscribe();
    expect(subscription).toMatchObject({ status: "incomplete", metadata: { user_id: "7" } });
    expect(subscription.items.data[0]?.price).toMatchObject({ id: price.id, unit_amount: 2_900 });
    expect(invoice).toMatchObject({ status: "open", amount_due: 2_900, attempt_count: 0 });
    const plain = await world.stripe.invoices.retrieve(invoice.id ?? "");
    expect(plain).not.toHaveProperty("confirmation_secret");
    expect(plain).not.toHaveProperty("payments");
    const browser = stripeFor(world.sandbox, 0, "pk_test_world");
    const paid = await browser.paymentIntents.confirm(intentOf(invoice), {
      payment_method: "pm_card_visa",
      client_secret: secretOf(invoice),
    } as Stripe.PaymentIntentConfirmParams);
    expect(paid.status).toBe("succeeded");
    const active = await look(subscription.id);
    expect(active.status).toBe("active");
    expect(active.default_payment_method).toMatch(/^pm_/);
    expect(invoiceOf(active)).toMatchObject({ status: "paid", amount_paid: 2_900 });
    expect(await eventsOf(subscription.id)).toEqual([
      "customer.subscription.created",
      "customer.subscription.updated",
    ]);
    expect(await eventsOf(invoice.id ?? "")).toEqual([
      "invoice.created",
      "invoice.finalized",
      "invoice.paid",
      "invoice.payment_succeeded",
    ]);
  });

  test("keeps the card for its customer, once it has paid", async () => {
    const before = await subscribe();
    const methods = () => world.stripe.customers.listPaymentMethods(before.customer.id);
    const declined = world.stripe.paymentIntents.confirm(intentOf(before.invoice), {
      payment_method: "pm_card_chargeDeclined",
    });
    expect(await refusal(declined)).toMatchObject({ code: "card_declined" });
    expect((await methods()).data).toEqual([]);
    expect((await look(before.subscription.id)).status).toBe("incomplete");
    await world.stripe.invoices.pay(before.invoice.id ?? "", { payment_method: "pm_card_visa" });
    expect((await methods()).data).toHaveLength(1);
    expect((await look(before.subscription.id)).status).toBe("active");
  });

  test("that nobody pays for 23 hours is expired, and its intent canceled", async () => {
    const { subscription, invoice } = await subscribe();
    await advance(subscription.id, 22 / 24);
    expect((await look(subscription.id)).status).toBe("incomplete");
    await advance(subscription.id, 2 / 24);
    const expired = await look(subscription.id);
    expect(expired.status).toBe("incomplete_expired");
    expect(invoiceOf(expired).status).toBe("void");
    const late = world.stripe.paymentIntents.confirm(intentOf(invoice), {
      payment_method: "pm_card_visa",
    });
    expect(await refusal(late)).toMatchObject({ code: "payment_intent_unexpected_state" });
  });

  test("is listed by customer and status, and under its invoices", async () => {
    const { customer, subscription, invoice } = await joined();
    const { stripe } = world;
    const list = async (params: Stripe.SubscriptionListParams) =>
      (await stripe.subscriptions.list({ customer: customer.id, ...params })).data.map(
        ({ id }) => id,
      );
    expect(await list({})).toEqual([subscription.id]);
    expect(await list({ status: "past_due" })).toEqual([]);
    await stripe.subscriptions.cancel(subscription.id);
    expect(await list({})).toEqual([]);
    expect(await list({ status: "all" })).toEqual([subscription.id]);
    const invoices = await stripe.invoices.list({ subscription: subscription.id });
    expect(invoices.data.map(({ id }) => id)).toEqual([invoice.id]);
    const payments = await stripe.invoicePayments.list({
      payment: { type: "payment_intent", payment_intent: intentOf(invoice) },
    });
    expect(payments.data).toEqual([
      expect.objectContaining({ invoice: invoice.id, status: "paid" }),
    ]);
  });
});

describe("time", () => {
  test.each([
    ["2026-01-31T12:00:00Z", "2026-02-28T12:00:00.000Z"],
    ["2026-02-28T12:00:00Z", "2026-03-31T12:00:00.000Z"],
    ["2026-12-31T12:00:00Z", "2027-01-31T12:00:00.000Z"],
  ])("a month that began %s ends %s, by the anchor's day", (start, end) => {
    const anchor = Date.parse("2026-01-31T12:00:00Z") / 1000;
    expect(iso(monthAfter(Date.parse(start) / 1000, anchor))).toBe(end);
  });

  test("renews a subscription with each month, by its kept card", async () => {
    const { subscription } = await joined();
    await advance(subscription.id, 60);
    const renewed = await look(subscription.id);
    expect(renewed.status).toBe("active");
    expect(periodEnd(renewed)).toBe("2026-04-30T12:00:00.000Z");
    const { data } = await world.stripe.invoices.list({ subscription: subscription.id });
    expect(data.map(({ billing_reason, status }) => [billing_reason, status])).toEqual([
      ["subscription_cycle", "paid"],
      ["subscription_cycle", "paid"],
      ["subscription_create", "paid"],
    ]);
  });

  test("of the sandbox passes for all of them, without a call", async () => {
    const { subscription } = await joined();
    const before = now;
    now = new Date("2026-03-01T00:00:00Z");
    await expect
      .poll(async () => periodEnd(await look(subscription.id)))
      .toBe("2026-03-31T12:00:00.000Z");
    now = before;
  });

  test("ends one that is set to end, unless it is resumed first", async () => {
    const { subscription } = await joined();
    const set = (cancel_at_period_end: boolean) =>
      world.stripe.subscriptions.update(subscription.id, { cancel_at_period_end });
    expect(iso((await set(true)).cancel_at)).toBe("2026-02-28T12:00:00.000Z");
    expect(await set(false)).toMatchObject({ cancel_at: null, canceled_at: null });
    await advance(subscription.id, 29);
    expect((await look(subscription.id)).status).toBe("active");
    await set(true);
    await advance(subscription.id, 40);
    const ended = await look(subscription.id);
    expect(ended.status).toBe("canceled");
    expect(iso(ended.ended_at)).toBe("2026-03-31T12:00:00.000Z");
    expect((await eventsOf(subscription.id)).at(-1)).toBe("customer.subscription.deleted");
    expect(await refusal(world.stripe.subscriptions.cancel(subscription.id))).toMatchObject({
      code: "resource_missing",
    });
  });
});

describe("a renewal that fails", () => {
  test("is past due, tried again after 3, 5 and 7 days, and then ends it", async () => {
    const { subscription } = await joined();
    await card(subscription.id, "4000000000000002");
    await advance(subscription.id, 28);
    const late = await look(subscription.id);
    expect(late.status).toBe("past_due");
    expect(invoiceOf(late)).toMatchObject({ status: "open", attempt_count: 1 });
    expect(iso(invoiceOf(late).next_payment_attempt)).toBe("2026-03-03T12:00:00.000Z");
    await advance(subscription.id, 3);
    expect(iso(invoiceOf(await look(subscription.id)).next_payment_attempt)).toBe(
      "2026-03-08T12:00:00.000Z",
    );
    await advance(subscription.id, 12);
    const ended = await look(subscription.id);
    expect(ended).toMatchObject({
      status: "canceled",
      cancellation_details: { reason: "payment_failed" },
    });
    expect(invoiceOf(ended)).toMatchObject({ attempt_count: 4, next_payment_attempt: null });
  });

  test("or leaves it unpaid, where that is chosen", async () => {
    const { subscription } = await joined();
    await card(subscription.id, "4000000000009995");
    await world.control("POST", `/subscriptions/${subscription.id}/retries`, {
      afterwards: "unpaid",
    });
    await advance(subscription.id, 28 + 15);
    expect((await look(subscription.id)).status).toBe("unpaid");
  });

  test("can be paid by the member with another card, which is kept", async () => {
    const { subscription } = await joined();
    await card(subscription.id, "4000000000000002");
    await advance(subscription.id, 28);
    const late = await look(subscription.id);
    await world.stripe.paymentIntents.confirm(intentOf(invoiceOf(late)), {
      payment_method: "pm_card_mastercard",
    });
    const mended = await look(subscription.id);
    expect(mended.status).toBe("active");
    expect(mended.default_payment_method).not.toBe(late.default_payment_method);
    await advance(subscription.id, 31);
    expect((await look(subscription.id)).status).toBe("active");
  });

  test("asks the member to confirm, where the bank wants it each time", async () => {
    const { subscription } = await joined("pm_card_authenticationRequired");
    await advance(subscription.id, 28);
    const asked = await look(subscription.id);
    expect(asked.status).toBe("past_due");
    expect(await eventsOf(invoiceOf(asked).id ?? "")).toContain("invoice.payment_action_required");
    await world.control("POST", `/payment_intents/${intentOf(invoiceOf(asked))}/succeed`);
    expect((await look(subscription.id)).status).toBe("active");
  });

  test("does not ask again for a card that was confirmed when it was kept", async () => {
    const { subscription } = await joined("pm_card_authenticationRequiredOnSetup");
    await advance(subscription.id, 28);
    expect((await look(subscription.id)).status).toBe("active");
  });
});

describe("prices", () => {
  test("are found by their lookup key, which only one of them can have", async () => {
    const { data } = await world.stripe.prices.list({ lookup_keys: ["membership_2900"] });
    expect(data.map(({ id }) => id)).toEqual([price.id]);
    expect((await world.stripe.prices.list({ lookup_keys: ["other"] })).data).toEqual([]);
    const again = world.stripe.prices.create({
      currency: "usd",
      unit_amount: 3_000,
      recurring: { interval: "month" },
      product_data: { name: "Membership" },
      lookup_key: "membership_2900",
    });
    expect(await refusal(again)).toMatchObject({ statusCode: 400, param: "lookup_key" });
  });
});
