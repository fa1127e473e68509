import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stripe } from "@/lib/payments/stripe";
import { confirmPayment } from "./confirm-payment";
import { at, createWorld, raced, refusal, type World } from "./sessions.fixture";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

async function held() {
  const [reader, researcher] = [await world.reader(), await world.researcher()];
  const session = await world.hold(reader, researcher, at("04T09:00"));
  return { reader, researcher, session };
}

describe("money that does not match", () => {
  test.each([
    ["a smaller amount", { amount: 100 }],
    ["a larger amount", { amount: 90_000 }],
    ["another currency", { currency: "jpy" }],
  ])("%s never confirms: it goes back once, and a person is told once", async (_what, tampered) => {
    const { reader, session } = await held();
    const intentId = await world.open(reader, session);
    await world.control(`/payment_intents/${intentId}/tamper`, tampered);
    await world.pay(reader, session);
    const { won } = await raced([world.settle(intentId), world.settle(intentId)]);
    expect(won.toSorted()).toEqual(["mismatch", "unchanged"]);
    expect((await world.session(session.id)).state).toBe("held");
    const payment = await world.payment(session.id);
    expect(payment).toMatchObject({ status: "failed", failureCode: "amount_mismatch" });
    expect(await world.refunds(session.id)).toHaveLength(1);
    expect(await world.kept(session.id)).toBe(0);
    const mine = (await world.alerts()).filter(({ key }) => key.endsWith(payment.id));
    expect(mine.map(({ kind }) => kind)).toEqual(["payment_mismatch"]);
  });

  test("another session's id never confirms either of the two", async () => {
    const [mine, other] = [await held(), await held()];
    const intentId = await world.pay(mine.reader, mine.session);
    await world.open(other.reader, other.session);
    const { id: payment_id } = await world.payment(other.session.id);
    const metadata = { session_id: other.session.id, payment_id };
    await world.control(`/payment_intents/${intentId}/tamper`, { metadata });
    expect(await world.settle(intentId)).toBe("mismatch");
    expect((await world.session(mine.session.id)).state).toBe("held");
    expect((await world.session(other.session.id)).state).toBe("held");
    expect((await world.payment(other.session.id)).status).toBe("pending");
    expect(await world.kept(mine.session.id)).toBe(0);
  });

  test("nothing received never confirms and leaves the hold to its end", async () => {
    const { reader, session } = await held();
    const intentId = await world.pay(reader, session);
    await world.control(`/payment_intents/${intentId}/tamper`, { amount_received: 0 });
    expect(await world.settle(intentId)).toBe("mismatch");
    expect((await world.session(session.id)).state).toBe("held");
    expect(await world.refunds(session.id)).toEqual([]);
  });

  test("the reader who says it is paid hears why it is not, and can pay anew", async () => {
    const { reader, session } = await held();
    const intentId = await world.open(reader, session);
    await world.control(`/payment_intents/${intentId}/tamper`, { amount: 100 });
    await world.pay(reader, session);
    const claim = { sessionId: session.id, intentId };
    const refused = await refusal(confirmPayment(world.as(reader), claim));
    expect(refused.code).toBe("PAYMENT_MISMATCH");
    expect(await world.settle(await world.pay(reader, session))).toBe("confirmed");
    expect(await world.kept(session.id)).toBe(15_000);
  });
});

describe("money for nothing", () => {
  test("a second payment for a paid session goes back, and a person is told", async () => {
    const { reader, session } = await held();
    const first = await world.open(reader, session);
    // As if Stripe's cancellation of the first had been noted before it succeeded after all.
    await world.sql`update payments set status = 'canceled' where session_id = ${session.id}`;
    const second = await world.pay(reader, session);
    await world.control(`/payment_intents/${first}/succeed`);
    expect(await world.settle(second)).toBe("confirmed");
    expect(await world.settle(first)).toBe("refunded");
    expect(await world.settle(first)).toBe("unchanged");
    expect(await world.kept(session.id)).toBe(15_000);
    expect((await world.session(session.id)).state).toBe("confirmed");
    const [payment] = await world.payments(session.id);
    expect((await world.alerts()).map(({ key }) => key)).toContain(
      `payment_duplicate:${payment?.id}`,
    );
  });

  test.each([
    ["no metadata", {}],
    ["ids of other software", { payment_id: "order-17", session_id: "17" }],
    ["ids that nothing has", { payment_id: crypto.randomUUID(), session_id: crypto.randomUUID() }],
  ])("an intent with %s is none of ours", async (_what, metadata) => {
    const intent = await stripe().paymentIntents.create({
      amount: 5_000,
      currency: "usd",
      metadata,
      payment_method: "pm_card_visa",
      confirm: true,
      automatic_payment_methods: { enabled: true, allow_redirects: "never" },
    });
    expect(await world.settle(intent.id)).toBe("unknown");
  });

  test("heard of only after the start, it goes back", async () => {
    const { reader, session } = await held();
    const intentId = await world.pay(reader, session);
    expect(await world.settle(intentId, at("04T09:00"))).toBe("refunded");
    expect((await world.session(session.id)).state).toBe("canceled");
    expect(await world.claim(session.id)).toBeNull();
    expect(await world.kept(session.id)).toBe(0);
    expect(await world.events(session.id, "payment/late")).toHaveLength(1);
  });

  test("heard of when nobody can accept the request in time any more, it goes back", async () => {
    const reader = await world.reader();
    const researcher = await world.researcher({ requiresAcceptance: true });
    const session = await world.hold(reader, researcher, at("04T09:00"));
    const intentId = await world.pay(reader, session);
    expect(await world.settle(intentId, at("03T21:00"))).toBe("refunded");
    expect((await world.session(session.id)).state).toBe("canceled");
    expect(await world.events(session.id, "session/requested")).toEqual([]);
    expect(await world.kept(session.id)).toBe(0);
  });
});
