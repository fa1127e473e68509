import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { addHours } from "@/lib/platform/time";
import { confirmPayment } from "./confirm-payment";
import { at, createWorld, later, raced, refusal, type World } from "./sessions.fixture";
import { settlePayment } from "./settle-payment";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterEach(() => world.clearFaults());
afterAll(() => world.close());

async function held(values: Parameters<World["researcher"]>[0] = {}, day = "04") {
  const [reader, researcher] = [await world.reader(), await world.researcher(values)];
  const session = await world.hold(reader, researcher, at(`${day}T09:00`));
  return { reader, researcher, session };
}

const event = (type: string, id = `evt_${crypto.randomUUID()}`) =>
  ({ id, provider: "stripe", type }) as const;

describe("a payment that succeeded", () => {
  test("confirms an instant researcher's session and wants its meeting", async () => {
    const { reader, session } = await held();
    const intentId = await world.pay(reader, session);
    expect(await world.settle(intentId, later(3))).toBe("confirmed");
    expect(await world.session(session.id)).toMatchObject({
      state: "confirmed",
      paidAt: later(3),
      confirmedAt: later(3),
      answerBy: null,
    });
    const payment = await world.payment(session.id);
    expect(payment).toMatchObject({
      status: "completed",
      capturedCents: 15_000,
      refundedCents: 0,
      paidAt: later(3),
      transactionId: intentId,
      chargeId: expect.stringMatching(/^ch_/),
      receiptUrl: expect.stringContaining("http"),
    });
    expect((await world.meeting(session.id)).state).toBe("wanted");
    const about = { sessionId: session.id };
    expect(await world.events(session.id)).toEqual(
      expect.arrayContaining([
        { name: "session/confirmed", data: { ...about, how: "paid" } },
        { name: "payment/completed", data: { ...about, paymentId: payment.id } },
      ]),
    );
    expect(await world.kept(session.id)).toBe(15_000);
  });

  test.each([
    ["04", addHours(at("04T09:00"), -12)],
    ["09", addHours(later(3), 48)],
  ])(
    "makes a request to be answered by the earlier of 48 h and 12 h before (day %s)",
    async (day, answerBy) => {
      const { reader, session } = await held({ requiresAcceptance: true }, day);
      expect(await world.settle(await world.pay(reader, session), later(3))).toBe("requested");
      expect(await world.session(session.id)).toMatchObject({
        state: "requested",
        answerBy,
        confirmedAt: null,
      });
      expect((await world.meeting(session.id)).state).toBe("reserved");
      expect(await world.events(session.id, "session/requested")).toHaveLength(1);
    },
  );

  test("is settled once: again, at once, and under one webhook's id", async () => {
    const { reader, session } = await held();
    const intentId = await world.pay(reader, session);
    const told = event("payment_intent.succeeded");
    const calls = [
      settlePayment(world.system(), { intentId, event: told }),
      settlePayment(world.system(), { intentId, event: told }),
      settlePayment(world.system(), { intentId, event: event("payment_intent.succeeded") }),
      world.settle(intentId),
    ];
    const { won } = await raced(calls);
    expect(won.filter((outcome) => outcome === "confirmed")).toHaveLength(1);
    expect(won.every((outcome) => outcome !== "refunded")).toBe(true);
    expect(await settlePayment(world.system(), { intentId, event: told })).toBe("duplicate");
    expect(await world.events(session.id, "session/confirmed")).toHaveLength(1);
    expect(await world.events(session.id, "payment/completed")).toHaveLength(1);
    expect([await world.refunds(session.id), await world.kept(session.id)]).toEqual([[], 15_000]);
  });

  test("counts also when older events come after it", async () => {
    const { reader, session } = await held();
    const declined = await world.pay(reader, session, "pm_card_chargeDeclined");
    const intentId = await world.pay(reader, session);
    expect(intentId).toBe(declined);
    const tell = (type: string) => settlePayment(world.system(), { intentId, event: event(type) });
    expect(await tell("payment_intent.succeeded")).toBe("confirmed");
    expect(await tell("payment_intent.payment_failed")).toBe("unchanged");
    expect(await tell("payment_intent.created")).toBe("unchanged");
    expect(await world.payment(session.id)).toMatchObject({
      status: "completed",
      failureCode: null,
    });
  });

  test("after a decline on the same intent", async () => {
    const { reader, session } = await held();
    const intentId = await world.pay(reader, session, "pm_card_chargeDeclinedInsufficientFunds");
    expect(await world.settle(intentId)).toBe("failed");
    expect(await world.payment(session.id)).toMatchObject({
      status: "failed",
      failureCode: "insufficient_funds",
    });
    expect((await world.session(session.id)).state).toBe("held");
    await world.pay(reader, session);
    expect(await world.settle(intentId)).toBe("confirmed");
  });

  test("after 3-D Secure; before it nothing changes", async () => {
    const { reader, session } = await held();
    const intentId = await world.pay(reader, session, "pm_card_authenticationRequired");
    expect(await world.settle(intentId)).toBe("unchanged");
    expect((await world.session(session.id)).state).toBe("held");
    await world.control(`/payment_intents/${intentId}/succeed`);
    expect(await world.settle(intentId)).toBe("confirmed");
  });

  test("is found by its metadata when the answer with its id was lost", async () => {
    const { reader, session } = await held();
    const intentId = await world.pay(reader, session);
    await world.sql`update payments set transaction_id = null where session_id = ${session.id}`;
    expect(await world.settle(intentId)).toBe("confirmed");
    expect((await world.payment(session.id)).transactionId).toBe(intentId);
  });
});

describe("the reader's word", () => {
  test("counts for nothing before Stripe says the same, nor for another's payment", async () => {
    const { reader, session } = await held();
    const intentId = await world.open(reader, session);
    const claim = { sessionId: session.id, intentId };
    const early = await refusal(confirmPayment(world.as(reader), claim));
    expect(early.code).toBe("PAYMENT_REQUIRED");
    const other = await held();
    const foreign = { sessionId: other.session.id, intentId };
    const refused = await refusal(confirmPayment(world.as(other.reader), foreign));
    expect(refused).toMatchObject({
      code: "INVALID_INPUT",
      details: { fields: { payment_intent_id: expect.any(String) } },
    });
    const stranger = await refusal(confirmPayment(world.as(other.reader), claim));
    expect(stranger.code).toBe("NOT_FOUND");
    await world.pay(reader, session);
    expect(await confirmPayment(world.as(reader), claim)).toBe("confirmed");
    expect(await confirmPayment(world.as(reader), claim)).toBe("unchanged");
  });

  test("that Stripe cannot be asked about is not answered with nothing having been charged", async () => {
    const { reader, session } = await held();
    const intentId = await world.pay(reader, session);
    world.fault({ kind: "status", service: "stripe", method: "GET", status: 503, times: 10 });
    const call = confirmPayment(world.as(reader), { sessionId: session.id, intentId });
    await expect(call).rejects.toMatchObject({
      code: "PAYMENT_PROVIDER_UNAVAILABLE",
      message: expect.not.stringContaining("charged"),
    });
  });
});
