import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stripe } from "@/lib/payments/stripe";
import { readStripeEvent } from "@/lib/payments/webhook";
import { cancelSession } from "./cancel-session";
import { at, createWorld, refusal, type World } from "./sessions.fixture";
import { applyStripeEvent } from "./stripe-webhook";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

/** Every event that Stripe has told of a payment, newest first. */
async function eventsOf(intentId: string): Promise<Stripe.Event[]> {
  const { data } = await stripe().events.list({ limit: 100 });
  return data.filter((event) => JSON.stringify(event.data.object).includes(intentId));
}

describe("Stripe's events", () => {
  test("three times each, all at once, the success before the creation: one of everything", async () => {
    const [reader, researcher] = [await world.reader(), await world.researcher()];
    const session = await world.hold(reader, researcher, at("09T09:00"));
    await world.pay(reader, session, "pm_card_chargeDeclined");
    const intentId = await world.pay(reader, session);
    const events = await eventsOf(intentId);
    expect(events.map(({ type }) => type)).toEqual(
      expect.arrayContaining([
        "payment_intent.succeeded",
        "payment_intent.payment_failed",
        "payment_intent.created",
      ]),
    );
    const thrice = [...events, ...events, ...events];
    await Promise.all(thrice.map((event) => applyStripeEvent(world.system(), event)));
    expect((await world.session(session.id)).state).toBe("confirmed");
    expect(await world.payments(session.id)).toMatchObject([
      { status: "completed", capturedCents: 15_000, refundedCents: 0 },
    ]);
    const names = (await world.events(session.id)).map(({ name }) => name).toSorted();
    expect(names).toEqual(["payment/completed", "session/confirmed", "session/held"]);
    const ids = events.map(({ id }) => id);
    const [row] =
      await world.sql`select count(*)::int from webhook_events where id in ${world.sql(ids)}`;
    expect(row?.count).toBe(events.length);
  });

  test("of a refund, also before and after our own word, end in one refund", async () => {
    const [reader, researcher] = [await world.reader(), await world.researcher()];
    const session = await world.booked(reader, researcher, at("09T09:00"));
    await cancelSession(world.as(reader), { sessionId: session.id });
    await world.sendRefunds();
    const [refund] = await world.refunds(session.id);
    await world.control(`/refunds/${refund?.transactionId}/fail`);
    const { transactionId } = await world.payment(session.id);
    const events = await eventsOf(transactionId ?? "");
    for (const event of [...events, ...events.toReversed()]) {
      await applyStripeEvent(world.system(), event);
    }
    expect(await world.refunds(session.id)).toMatchObject([{ status: "failed" }]);
    const mine = (await world.alerts()).filter(({ key }) => key === `refund_failed:${refund?.id}`);
    expect(mine).toHaveLength(1);
  });

  test("that we have no use for are noted and do nothing", async () => {
    const id = `evt_${crypto.randomUUID()}`;
    const event = { id, type: "customer.created", data: { object: { id: "cus_1" } } };
    await applyStripeEvent(world.system(), event as unknown as Stripe.Event);
    const [row] = await world.sql`select type, object_id from webhook_events where id = ${id}`;
    expect(row).toEqual({ type: "customer.created", object_id: "cus_1" });
  });

  test.each(["payment_intent.succeeded", "invoice.paid", "refund.created", "transfer.created"])(
    "that a connected account has of its own (%s) are noted and not looked up",
    async (type) => {
      const id = `evt_${crypto.randomUUID()}`;
      const event = { id, type, account: "acct_1", data: { object: { id: "of_theirs" } } };
      await applyStripeEvent(world.system(), event as unknown as Stripe.Event);
      expect(await world.sql`select type from webhook_events where id = ${id}`).toEqual([{ type }]);
    },
  );
});

describe("a webhook's signature", () => {
  const customer = { id: "cus_1", object: "customer" };
  const about = { object: "event", type: "customer.created", data: { object: customer } };
  const payload = JSON.stringify({ id: "evt_1", ...about });
  const secret = "whsec_test";
  const sign = (offsetSeconds: number, key = secret) =>
    stripe().webhooks.generateTestHeaderString({
      payload,
      secret: key,
      timestamp: Math.floor(Date.now() / 1000) + offsetSeconds,
    });

  test("by our secret, a moment ago, is proof", () => {
    expect(readStripeEvent(payload, sign(-5), new Date()).id).toBe("evt_1");
  });

  test.each([
    ["by another secret", () => sign(0, "whsec_other"), payload],
    ["of another body", () => sign(0), payload.replace("evt_1", "evt_2")],
    ["of six minutes ago", () => sign(-360), payload],
    ["of the future", () => sign(360), payload],
    ["that is none", () => "nonsense", payload],
    ["that is missing", () => null, payload],
  ])("%s is refused", async (_what, header, body) => {
    const read = async () => readStripeEvent(body, header(), new Date());
    expect((await refusal(read())).code).toBe("INVALID_SIGNATURE");
  });
});
