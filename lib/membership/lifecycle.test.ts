import type Stripe from "stripe";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { Findings } from "@/lib/payments/findings";
import { stripe } from "@/lib/payments/stripe";
import { addHours, addMinutes } from "@/lib/platform/time";
import { NOW, refusal } from "@/lib/sessions/sessions.fixture";
import { cancelSubscription, resumeSubscription } from "./end-subscription";
import { isMember } from "./is-member";
import { createMemberships, type Memberships } from "./membership.fixture";
import { openSubscription } from "./open-subscription";
import { reconcileSubscriptions } from "./reconcile-subscriptions";
import { listDueAttempts, listDueSubscriptions, sweepAttempt, sweepSubscription } from "./sweep";

let world: Memberships;
beforeAll(async () => {
  world = await createMemberships();
});
afterEach(() => world.clearFaults());
afterAll(() => world.close());

/** A member whose renewal fails from now on, a month later. */
async function late() {
  const joined = await world.member();
  await world.card(joined.stripeId, "4000000000000002");
  await world.advance(joined.stripeId, 32);
  return joined;
}

describe("webhooks", () => {
  test.each(["created", "reversed", "shuffled"])(
    "in %s order, each twice, leave a renewed membership with both its payments",
    async (order) => {
      const member = await world.reader();
      await world.pay((await world.open(member)).clientSecret);
      const stripeId = await world.attemptId(member.id);
      await world.advance(stripeId, 32);
      const events = inOrder(await world.eventsOf(stripeId), order);
      expect(events.map(({ type }) => type)).toEqual(
        expect.arrayContaining([
          "customer.subscription.created",
          "customer.subscription.updated",
          "invoice.paid",
          "payment_intent.succeeded",
        ]),
      );
      for (const event of [...events, ...events]) await world.hear(event);
      const row = await world.row(member.id);
      expect(row).toMatchObject({ state: "active", openInvoiceId: null });
      expect(await world.paymentsOf(member.id)).toHaveLength(2);
      expect(await world.told(row.id)).toEqual(["membership/started"]);
      const [known] = await world.sql`
        select count(*)::int as count from webhook_events where id = any(${events.map(({ id }) => id)})`;
      expect(known?.count).toBe(events.length);
    },
  );

  test.each([
    "customer.subscription.created",
    "customer.subscription.updated",
    "invoice.paid",
    "payment_intent.succeeded",
  ])("%s alone makes a member of whoever has paid", async (type) => {
    const member = await world.reader();
    await world.pay((await world.open(member)).clientSecret);
    const events = await world.eventsOf(await world.attemptId(member.id));
    const only = events.find((event) => event.type === type);
    if (!only) throw new Error(`no ${type}`);
    await world.hear(only);
    expect(await world.row(member.id)).toMatchObject({ state: "active" });
    expect(await world.paymentsOf(member.id)).toHaveLength(1);
  });

  test("of an older state, heard late, change nothing", async () => {
    const { member, stripeId } = await late();
    const before = await world.eventsOf(stripeId);
    await world.control(`/subscriptions/${stripeId}/card`, { number: "4242424242424242" });
    await world.advance(stripeId, 3);
    await world.settle(stripeId);
    const failed = before.filter(({ type }) => type === "invoice.payment_failed");
    expect(failed.length).toBeGreaterThan(0);
    for (const event of before) await world.hear(event);
    expect(await world.row(member.id)).toMatchObject({ state: "active", openInvoiceId: null });
  });

  test("heard all at once agree with Stripe in the end", async () => {
    const { member, stripeId } = await late();
    await world.advance(stripeId, 3);
    await stripe().subscriptions.cancel(stripeId);
    const events = await world.eventsOf(stripeId);
    await Promise.allSettled(events.map((event) => world.hear(event)));
    // What was told to come again, as Stripe would.
    for (const event of events) await world.hear(event);
    expect(await world.row(member.id)).toMatchObject({ state: "canceled", openInvoiceId: null });
    expect(await world.told((await world.row(member.id)).id)).toContain("membership/ended");
  });

  test("about other software's subscriptions and invoices are noted, and change nothing", async () => {
    const customer = await stripe().customers.create({});
    const price = await stripe().prices.create({
      currency: "usd",
      unit_amount: 900,
      recurring: { interval: "month" },
      product_data: { name: "Another product" },
    });
    const other = await stripe().subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
      payment_behavior: "default_incomplete",
      expand: ["latest_invoice.confirmation_secret"],
    });
    const invoice = other.latest_invoice as Stripe.Invoice;
    await world.pay(invoice.confirmation_secret?.client_secret ?? "");
    for (const event of await world.eventsOf(other.id)) await world.hear(event);
    const rows = await world.sql`
      select id from subscriptions where stripe_subscription_id = ${other.id}`;
    expect(rows).toHaveLength(0);
  });

  test("of a second membership, made by hand at Stripe, tell a person and change nothing", async () => {
    const { member, stripeId } = await world.member();
    const first = await stripe().subscriptions.retrieve(stripeId);
    const second = await stripe().subscriptions.create({
      customer: String(first.customer),
      items: [{ price: first.items.data[0]?.price.id ?? "" }],
      payment_behavior: "default_incomplete",
      expand: ["latest_invoice.confirmation_secret"],
    });
    const invoice = second.latest_invoice as Stripe.Invoice;
    await world.pay(invoice.confirmation_secret?.client_secret ?? "");
    expect(await world.settle(second.id)).toBe("doubled");
    expect(await world.row(member.id)).toMatchObject({ stripeSubscriptionId: stripeId });
    const alerts = (await world.alerts()).filter(({ key }) => key.endsWith(second.id));
    expect(alerts.map(({ kind }) => kind)).toEqual(["subscription_doubled"]);
  });
});

function inOrder(events: Stripe.Event[], order: string): Stripe.Event[] {
  if (order === "created") return events;
  if (order === "reversed") return events.toReversed();
  return events.toSorted((a, b) => a.id.localeCompare(b.id));
}

describe("canceling", () => {
  test("lets it end with the month that is paid for, and can be taken back", async () => {
    const { member, stripeId } = await world.member();
    const ctx = world.as(member);
    const { id: subscriptionId, periodEndsAt } = await world.row(member.id);
    const canceled = await cancelSubscription(ctx, { subscriptionId });
    expect(canceled).toMatchObject({ state: "active", endsAt: periodEndsAt });
    expect(await cancelSubscription(ctx, { subscriptionId })).toMatchObject({
      endsAt: periodEndsAt,
      version: canceled.version,
    });
    expect(await isMember(world.db, member.id, addMinutes(periodEndsAt, -1))).toBe(true);
    expect(await isMember(world.db, member.id, periodEndsAt)).toBe(false);
    expect(await resumeSubscription(ctx, { subscriptionId })).toMatchObject({ endsAt: null });
    expect((await stripe().subscriptions.retrieve(stripeId)).cancel_at_period_end).toBe(false);
    expect(await resumeSubscription(ctx, { subscriptionId })).toMatchObject({ endsAt: null });

    await cancelSubscription(ctx, { subscriptionId });
    await world.advance(stripeId, 32);
    await world.settle(stripeId);
    expect(await world.row(member.id)).toMatchObject({ state: "canceled", endedAt: periodEndsAt });
    expect(await world.told(subscriptionId)).toEqual(["membership/started", "membership/ended"]);
    for (const verb of [cancelSubscription, resumeSubscription]) {
      expect(await refusal(verb(ctx, { subscriptionId }))).toMatchObject({ code: "WRONG_STATE" });
    }
  });

  test("one that has reached its end, which nobody told of yet, cannot be resumed", async () => {
    const { member } = await world.member();
    const { id: subscriptionId } = await world.row(member.id);
    const { endsAt } = await cancelSubscription(world.as(member), { subscriptionId });
    const afterwards = world.as(member, addHours(endsAt ?? NOW, 1));
    expect(await refusal(resumeSubscription(afterwards, { subscriptionId }))).toMatchObject({
      code: "WRONG_STATE",
    });
  });

  test("one whose renewal failed ends at once, and nothing more is charged", async () => {
    const { member, stripeId } = await late();
    await world.settle(stripeId);
    const { id: subscriptionId } = await world.row(member.id);
    expect(await cancelSubscription(world.as(member), { subscriptionId })).toMatchObject({
      state: "canceled",
      openInvoiceId: null,
    });
    await world.card(stripeId, "4242424242424242");
    await world.advance(stripeId, 60);
    await world.settle(stripeId);
    expect(await world.paymentsOf(member.id)).toHaveLength(1);
  });

  test("another's is not found, and an outage says to try again", async () => {
    const { member } = await world.member();
    const { id: subscriptionId } = await world.row(member.id);
    const stranger = world.as(await world.reader());
    for (const verb of [cancelSubscription, resumeSubscription]) {
      expect(await refusal(verb(stranger, { subscriptionId }))).toMatchObject({
        code: "NOT_FOUND",
      });
    }
    world.fault({
      kind: "status",
      service: "stripe",
      method: "POST",
      path: "/v1/subscriptions/*",
      status: 500,
      times: 3,
    });
    expect(await refusal(cancelSubscription(world.as(member), { subscriptionId }))).toMatchObject({
      code: "PAYMENT_PROVIDER_UNAVAILABLE",
    });
    expect(await world.row(member.id)).toMatchObject({ endsAt: null });
  });
});

describe("a renewal that fails", () => {
  test("keeps the benefits, tells the member once, and its invoice can be paid with another card", async () => {
    const { member, stripeId } = await late();
    await world.settle(stripeId);
    const row = await world.row(member.id);
    expect(row).toMatchObject({
      state: "past_due",
      openInvoiceId: expect.stringMatching(/^in_/),
      retryAt: expect.any(Date),
      needsAction: false,
    });
    expect(await isMember(world.db, member.id, NOW)).toBe(true);
    await world.advance(stripeId, 3);
    await world.settle(stripeId);
    expect(await world.told(row.id)).toEqual(["membership/started", "membership/payment-failed"]);
    const opened = await openSubscription(world.as(member));
    expect(opened.amountCents).toBe(2_900);
    await world.pay(opened.clientSecret, "pm_card_mastercard");
    await world.settle(stripeId);
    expect(await world.row(member.id)).toMatchObject({ state: "active", openInvoiceId: null });
    expect(await world.paymentsOf(member.id)).toHaveLength(2);
    await world.advance(stripeId, 30);
    await world.settle(stripeId);
    expect(await world.row(member.id)).toMatchObject({ state: "active" });
  });

  test("ends the membership after the last attempt", async () => {
    const { member, stripeId } = await late();
    await world.settle(stripeId);
    await world.advance(stripeId, 20);
    await world.settle(stripeId);
    const row = await world.row(member.id);
    expect(row).toMatchObject({ state: "canceled", openInvoiceId: null, retryAt: null });
    expect(await world.told(row.id)).toEqual([
      "membership/started",
      "membership/payment-failed",
      "membership/ended",
    ]);
    expect(await isMember(world.db, member.id, NOW)).toBe(false);
  });

  test("that the bank wants confirmed says so", async () => {
    const member = await world.reader();
    const { clientSecret } = await world.open(member);
    const intentId = await world.pay(clientSecret, "pm_card_authenticationRequired");
    await world.control(`/payment_intents/${intentId}/succeed`);
    const stripeId = await world.attemptId(member.id);
    await world.settle(stripeId);
    await world.advance(stripeId, 32);
    await world.settle(stripeId);
    expect(await world.row(member.id)).toMatchObject({ state: "past_due", needsAction: true });
    const opened = await openSubscription(world.as(member));
    await world.control(`/payment_intents/${opened.clientSecret.split("_secret_")[0]}/succeed`);
    await world.settle(stripeId);
    expect(await world.row(member.id)).toMatchObject({ state: "active", needsAction: false });
  });
});

describe("what webhooks missed", () => {
  const sweep = async (now: Date) => {
    const ctx = world.system(now);
    for (const id of await listDueAttempts(ctx, 1_000)) await sweepAttempt(ctx, id);
    for (const id of await listDueSubscriptions(ctx, 1_000)) await sweepSubscription(ctx, id);
  };

  test("is swept up: a first payment, within minutes", async () => {
    const member = await world.reader();
    await world.pay((await world.open(member)).clientSecret);
    await sweep(addMinutes(NOW, 5));
    expect(await world.rows(member.id)).toEqual([]);
    await sweep(addMinutes(NOW, 11));
    expect(await world.row(member.id)).toMatchObject({ state: "active" });
  });

  test("is swept up: a renewal, a failed one and an end, once their time has passed", async () => {
    const renewed = await world.member();
    const failed = await late();
    const ended = await world.member();
    await cancelSubscription(world.as(ended.member), {
      subscriptionId: (await world.row(ended.member.id)).id,
    });
    await world.advance(renewed.stripeId, 32);
    await world.advance(ended.stripeId, 32);
    const { periodEndsAt } = await world.row(ended.member.id);
    await sweep(addMinutes(periodEndsAt, 11));
    expect((await world.row(renewed.member.id)).periodEndsAt.getTime()).toBeGreaterThan(
      periodEndsAt.getTime(),
    );
    expect(await world.row(failed.member.id)).toMatchObject({ state: "past_due" });
    expect(await world.row(ended.member.id)).toMatchObject({ state: "canceled" });
  });

  test("is not asked for again and again", async () => {
    const { member } = await world.member();
    const { periodEndsAt } = await world.row(member.id);
    const now = addMinutes(periodEndsAt, 11);
    await sweep(now);
    expect(await listDueSubscriptions(world.system(addMinutes(now, 5)), 1_000)).toEqual([]);
    expect(await listDueAttempts(world.system(addMinutes(now, 5)), 1_000)).toEqual([]);
  });

  test("an attempt that nothing at Stripe belongs to is given up after a day", async () => {
    const member = await world.reader();
    world.fault({
      kind: "cutBefore",
      service: "stripe",
      method: "POST",
      path: "/v1/subscriptions",
      times: 3,
    });
    await refusal(world.open(member));
    await sweep(addHours(NOW, 1));
    expect(await world.attempts(member.id)).toMatchObject([{ closedAt: null }]);
    await sweep(addHours(NOW, 25));
    expect(await world.attempts(member.id)).toMatchObject([{ closedAt: addHours(NOW, 25) }]);
  });

  test("is reconciled: states, payments and one that Stripe does not have", async () => {
    const unheard = await world.reader();
    await world.pay((await world.open(unheard)).clientSecret);
    const renewed = await world.member();
    await world.advance(renewed.stripeId, 64);
    const gone = await world.member();
    await world.sql`update subscriptions set stripe_subscription_id = 'sub_gone'
      where stripe_subscription_id = ${gone.stripeId}`;
    await stripe().subscriptions.cancel(gone.stripeId);
    const reconcile = async () => {
      const findings = new Findings();
      await reconcileSubscriptions(world.system(), new Date(0), findings);
      return findings.summary;
    };
    const found = await reconcile();
    expect(found).toMatchObject({ subscription_missing: 1, failed: 0 });
    expect(found.subscription_settled).toBeGreaterThanOrEqual(2);
    expect(await world.row(unheard.id)).toMatchObject({ state: "active" });
    expect(await world.paymentsOf(renewed.member.id)).toHaveLength(3);
    const alerts = await world.alerts();
    expect(alerts.map(({ kind }) => kind)).toContain("subscription_missing");
    expect(await reconcile()).toMatchObject({
      subscription_settled: 0,
      invoice_recorded: 0,
      failed: 0,
    });
    expect(await world.alerts()).toHaveLength(alerts.length);
  });
});
