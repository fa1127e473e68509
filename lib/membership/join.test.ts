import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { stripe } from "@/lib/payments/stripe";
import type { UserActor } from "@/lib/platform/context";
import { addHours } from "@/lib/platform/time";
import { later, NOW, raced, refusal } from "@/lib/sessions/sessions.fixture";
import { confirmSubscription } from "./confirm-subscription";
import { getCurrentSubscription } from "./get-subscription";
import { isMember } from "./is-member";
import { createMemberships, type Memberships } from "./membership.fixture";
import { startSubscription } from "./start-subscription";
import { viewSubscription } from "./subscription-view";

let world: Memberships;
beforeAll(async () => {
  world = await createMemberships();
});
afterEach(() => world.clearFaults());
afterAll(() => world.close());

const intentOf = ({ clientSecret }: { clientSecret: string }) => clientSecret.split("_secret_")[0];
const unverified = async (): Promise<UserActor> => ({
  ...(await world.reader()),
  emailVerified: false,
});

describe("opening the payment of a membership", () => {
  test("begins one at Stripe for the price of the environment, and keeps no row before it is paid", async () => {
    const member = await world.reader();
    const opened = await world.open(member);
    expect(opened.amountCents).toBe(2_900);
    expect(await world.rows(member.id)).toEqual([]);
    const wire = await stripe().subscriptions.retrieve(await world.attemptId(member.id));
    const [attempt] = await world.attempts(member.id);
    expect(wire).toMatchObject({
      status: "incomplete",
      metadata: { user_id: member.id, attempt_id: attempt?.id },
      payment_settings: { save_default_payment_method: "on_subscription" },
    });
    expect(wire.items.data[0]?.price).toMatchObject({
      unit_amount: 2_900,
      currency: "usd",
      lookup_key: "colloquy_membership_2900",
    });
    expect(await isMember(world.db, member.id, NOW)).toBe(false);
  });

  test("again, and many times at once, gives the same payment", async () => {
    const member = await world.reader();
    const { won, lost } = await raced(Array.from({ length: 6 }, () => world.open(member)));
    // Stripe answers a key that is in use with 409, which its SDK tries again only so often.
    expect(lost.every((code) => code === "PAYMENT_PROVIDER_UNAVAILABLE")).toBe(true);
    const opened = [...won, await world.open(member)];
    expect(new Set(opened.map(intentOf)).size).toBe(1);
    expect(await world.attempts(member.id)).toHaveLength(1);
  });

  test("after the answer was lost finds what was begun, also when the key is forgotten", async () => {
    const member = await world.reader();
    const first = await world.open(member);
    await world.sql`update subscription_attempts set stripe_subscription_id = null where user_id = ${member.id}`;
    await world.sandbox.deps.store.pool`delete from sandbox.idempotency_keys`;
    expect(intentOf(await world.open(member))).toBe(intentOf(first));
  });

  test("whose answer never came is the same, and no second one", async () => {
    const member = await world.reader();
    world.fault({
      kind: "cutAfter",
      service: "stripe",
      method: "POST",
      path: "/v1/subscriptions",
      times: 3,
    });
    expect(await refusal(world.open(member))).toMatchObject({
      code: "PAYMENT_PROVIDER_UNAVAILABLE",
    });
    await world.open(member);
    const [user] = await world.sql`select stripe_customer_id from users where id = ${member.id}`;
    const { data } = await stripe().subscriptions.list({
      customer: user?.stripe_customer_id,
      status: "all",
    });
    expect(data).toHaveLength(1);
  });

  test.each([
    ["/v1/subscriptions", false],
    ["/v1/subscriptions", true],
    ["/v1/customers", false],
  ])("after a failure at %s that Stripe keeps for a day goes on (done: %s)", async (path, done) => {
    const member = await world.reader();
    world.fault({ kind: "keptFailure", service: "stripe", path, done });
    expect((await refusal(world.open(member))).code).toBe("PAYMENT_PROVIDER_UNAVAILABLE");
    expect((await world.open(member)).clientSecret).toContain("_secret_");
    const [user] = await world.sql`select stripe_customer_id from users where id = ${member.id}`;
    const { data } = await stripe().subscriptions.list({
      customer: user?.stripe_customer_id,
      status: "all",
    });
    expect(data).toHaveLength(1);
  });

  test("after it has expired begins another", async () => {
    const member = await world.reader();
    const first = await world.open(member);
    await world.advance(await world.attemptId(member.id), 1);
    const second = await world.open(member);
    expect(intentOf(second)).not.toBe(intentOf(first));
    expect(await world.row(member.id)).toMatchObject({ state: "incomplete_expired" });
    expect(viewSubscription(await world.row(member.id)).status).toBe("expired");
    expect(await world.told((await world.row(member.id)).id)).toEqual([]);
  });

  test("is refused to members, strangers and addresses that are not confirmed", async () => {
    const { member } = await world.member();
    const { id } = await world.row(member.id);
    expect(await refusal(world.open(member))).toMatchObject({
      code: "ALREADY_MEMBER",
      details: { subscription_id: id },
    });
    expect(await refusal(world.open(await unverified()))).toMatchObject({
      code: "EMAIL_UNVERIFIED",
    });
  });

  test("works for a reader whose customer, or whose price, was deleted at Stripe", async () => {
    const member = await world.reader();
    await world.sql`update users set stripe_customer_id = 'cus_gone' where id = ${member.id}`;
    await world.open(member);
    await world.sandbox.deps.store.pool`delete from sandbox.objects where kind = 'stripe.price'`;
    await world.sandbox.deps.store.pool`delete from sandbox.idempotency_keys`;
    expect((await world.open(await world.reader())).amountCents).toBe(2_900);
  });
});

describe("paying", () => {
  test("makes a member, once the browser says so, with a payment on the books", async () => {
    const member = await world.reader();
    const { clientSecret } = await world.open(member);
    expect(await refusal(confirmSubscription(world.as(member)))).toMatchObject({
      code: "PAYMENT_REQUIRED",
    });
    const intentId = await world.pay(clientSecret);
    const row = await confirmSubscription(world.as(member, later(2)));
    expect(row).toMatchObject({ state: "active", priceCents: 2_900, endsAt: null, endedAt: null });
    expect(row.periodEndsAt.getTime()).toBeGreaterThan(row.startedAt.getTime());
    expect(await isMember(world.db, member.id, later(2))).toBe(true);
    expect(await world.paymentsOf(member.id)).toEqual([
      expect.objectContaining({
        subscriptionId: row.id,
        sessionId: null,
        invoiceId: expect.stringMatching(/^in_/),
        amountCents: 2_900,
        capturedCents: 2_900,
        status: "completed",
        transactionId: intentId,
      }),
    ]);
    expect(await world.told(row.id)).toEqual(["membership/started"]);
    const [attempt] = await world.attempts(member.id);
    expect(attempt?.closedAt).toEqual(later(2));
    expect(await confirmSubscription(world.as(member))).toMatchObject({ id: row.id });
    expect(await world.told(row.id)).toHaveLength(1);
  });

  test("with a declined card changes nothing, and the same payment takes another card", async () => {
    const member = await world.reader();
    const opened = await world.open(member);
    await world.pay(opened.clientSecret, "pm_card_chargeDeclined");
    expect(await refusal(confirmSubscription(world.as(member)))).toMatchObject({
      code: "PAYMENT_REQUIRED",
    });
    const again = await world.open(member);
    expect(intentOf(again)).toBe(intentOf(opened));
    await world.pay(again.clientSecret);
    expect((await confirmSubscription(world.as(member))).state).toBe("active");
  });

  test("with 3-D Secure counts when the bank is done", async () => {
    const member = await world.reader();
    const { clientSecret } = await world.open(member);
    const intentId = await world.pay(clientSecret, "pm_card_authenticationRequired");
    expect(await refusal(confirmSubscription(world.as(member)))).toMatchObject({
      code: "PAYMENT_REQUIRED",
    });
    await world.control(`/payment_intents/${intentId}/succeed`);
    expect((await confirmSubscription(world.as(member))).state).toBe("active");
  });
});

describe("starting with a saved card", () => {
  const start = (member: UserActor) => startSubscription(world.as(member));

  test("returns the membership that there is", async () => {
    const { member } = await world.member();
    const { subscription, isNew } = await start(member);
    expect(isNew).toBe(false);
    expect(viewSubscription(subscription)).toEqual({
      id: subscription.id,
      user_id: member.id,
      status: "active",
      start_date: subscription.startedAt.toISOString(),
      end_date: null,
      created_at: subscription.createdAt.toISOString(),
      amount: 29,
      currency: "usd",
      current_period_end: subscription.periodEndsAt.toISOString(),
      cancel_at_period_end: false,
      payment_failed: false,
    });
  });

  test("returns one that was paid without our hearing of it", async () => {
    const member = await world.reader();
    await world.pay((await world.open(member)).clientSecret);
    expect(await start(member)).toMatchObject({ isNew: false, subscription: { state: "active" } });
  });

  test("is refused without a card, and begins nothing at Stripe", async () => {
    const member = await world.reader();
    expect(await refusal(start(member))).toMatchObject({ code: "PAYMENT_REQUIRED" });
    expect(await world.attempts(member.id)).toEqual([]);
    await world.sql`update users set stripe_customer_id = 'cus_gone' where id = ${member.id}`;
    expect(await refusal(start(member))).toMatchObject({ code: "PAYMENT_REQUIRED" });
  });

  async function former(method?: string) {
    const { member, stripeId } = await world.member(method);
    await stripe().subscriptions.cancel(stripeId);
    await world.settle(stripeId);
    return { member, stripeId };
  }

  test("charges the card of a former member, once, however often it is asked at once", async () => {
    const { member } = await former();
    const { won } = await raced(Array.from({ length: 4 }, () => start(member)));
    const again = await start(member);
    expect(new Set([...won, again].map(({ subscription }) => subscription.id)).size).toBe(1);
    expect(again.subscription.state).toBe("active");
    expect(await world.liveAtStripe(member.id)).toHaveLength(1);
    expect(await world.paymentsOf(member.id)).toHaveLength(2);
    expect(await getCurrentSubscription(world.as(member))).toMatchObject({
      id: again.subscription.id,
    });
  });

  test.each([
    ["4000000000009995", "insufficient_funds"],
    ["4000002760003184", "invoice_payment_intent_requires_action"],
  ])(
    "says that the card %s was not charged, and the payment can be opened",
    async (number, reason) => {
      const { member, stripeId } = await world.member();
      await world.card(stripeId, number);
      await stripe().subscriptions.cancel(stripeId);
      await world.settle(stripeId);
      expect(await refusal(start(member))).toMatchObject({
        code: "PAYMENT_REQUIRED",
        details: { reason },
      });
      await world.pay((await world.open(member)).clientSecret, "pm_card_mastercard");
      expect((await start(member)).subscription.state).toBe("active");
      expect(await world.liveAtStripe(member.id)).toHaveLength(1);
    },
  );

  test("killed between Stripe's answer and our row charges once", async () => {
    const { member } = await former();
    world.fault({
      kind: "cutAfter",
      service: "stripe",
      method: "POST",
      path: "/v1/invoices/*/pay",
      times: 3,
    });
    world.fault({
      kind: "status",
      service: "stripe",
      method: "GET",
      path: "/v1/subscriptions/*",
      status: 500,
      times: 9,
    });
    await refusal(start(member)).catch(() => undefined);
    world.clearFaults();
    const { subscription } = await start(member);
    expect(subscription.state).toBe("active");
    expect(await world.liveAtStripe(member.id)).toHaveLength(1);
    expect(await world.paymentsOf(member.id)).toHaveLength(2);
  });
});

test("joining by every way at once makes one membership, paid once", async () => {
  for (let round = 0; round < 5; round++) {
    const { member, stripeId } = await world.member();
    await stripe().subscriptions.cancel(stripeId);
    await world.settle(stripeId);
    const viaBrowser = async () => {
      const { clientSecret } = await world.open(member);
      await world.pay(clientSecret).catch(() => undefined);
      return confirmSubscription(world.as(member));
    };
    const viaCard = async () => (await startSubscription(world.as(member))).subscription;
    await Promise.allSettled([viaBrowser(), viaCard(), viaBrowser(), viaCard()]);
    const { subscription } = await startSubscription(world.as(member));
    expect(subscription.state).toBe("active");
    expect(await world.liveAtStripe(member.id)).toHaveLength(1);
    expect(await world.paymentsOf(member.id)).toHaveLength(2);
    const live = (await world.rows(member.id)).filter(({ state }) => state === "active");
    expect(live).toHaveLength(1);
  }
});

test("an unpaid membership is ended before another is begun, so that it cannot come back", async () => {
  const { member, stripeId } = await world.member();
  await world.card(stripeId, "4000000000000002");
  await world.control(`/subscriptions/${stripeId}/retries`, { afterwards: "unpaid" });
  await world.advance(stripeId, 50);
  await world.settle(stripeId);
  expect(await world.row(member.id)).toMatchObject({ state: "unpaid" });
  expect(await isMember(world.db, member.id, NOW)).toBe(false);
  await world.pay((await world.open(member)).clientSecret);
  await confirmSubscription(world.as(member, addHours(NOW, 1)));
  expect((await stripe().subscriptions.retrieve(stripeId)).status).toBe("canceled");
  expect(await world.liveAtStripe(member.id)).toHaveLength(1);
});

test("whoever never joined has no membership", async () => {
  expect(await refusal(getCurrentSubscription(world.as(await world.reader())))).toMatchObject({
    code: "NOT_FOUND",
  });
});
