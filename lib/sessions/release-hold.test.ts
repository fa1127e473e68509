import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { stripe } from "@/lib/payments/stripe";
import { expireHold, listOverdueHolds, releaseHold } from "./release-hold";
import { at, createWorld, later, refusal, type World } from "./sessions.fixture";

// Many rounds against real servers, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterEach(() => world.clearFaults());
afterAll(() => world.close());

async function held() {
  const [reader, researcher] = [await world.reader(), await world.researcher()];
  const session = await world.hold(reader, researcher, at("04T09:00"));
  const expire = (now = later(15)) => expireHold(world.system(now), session.id);
  /** Whether somebody else can hold the time, as they would find out: by trying. */
  const tryToHold = async () => {
    const call = world.hold(await world.reader(), researcher, at("04T09:00"), later(16));
    return call.then(
      () => "held",
      (error: { code: string }) => error.code,
    );
  };
  return { reader, researcher, session, expire, tryToHold };
}

const statusAtStripe = async (intentId: string) =>
  (await stripe().paymentIntents.retrieve(intentId)).status;

describe("a hold that nobody paid", () => {
  test("ends on time and frees its slot and host", async () => {
    const { session, expire, tryToHold } = await held();
    expect(await listOverdueHolds(world.system(later(15)))).toContain(session.id);
    expect(await expire()).toBe("canceled");
    expect(await world.session(session.id)).toMatchObject({
      state: "canceled",
      cancelReason: "hold_expired",
      canceledAt: later(15),
    });
    expect(await world.claim(session.id)).toBeNull();
    expect(await world.meeting(session.id)).toMatchObject({ blocking: false, state: "removed" });
    expect(await world.events(session.id, "session/canceled")).toEqual([
      {
        name: "session/canceled",
        data: { sessionId: session.id, reason: "hold_expired", by: "system" },
      },
    ]);
    expect(await tryToHold()).toBe("held");
  });

  test("does not end early, and ends once when asked twice at once", async () => {
    const { session, expire } = await held();
    const before = await world.everything(session.id);
    expect(await expire(later(14.99))).toBe("held");
    expect(await world.everything(session.id)).toEqual(before);
    expect(await listOverdueHolds(world.system(later(14.99)))).not.toContain(session.id);
    expect(await Promise.all([expire(), expire()])).toEqual(["canceled", "canceled"]);
    expect(await expire(later(60))).toBe("canceled");
    expect(await world.events(session.id, "session/canceled")).toHaveLength(1);
  });

  test("has its intent canceled at Stripe first", async () => {
    const { reader, session, expire } = await held();
    const intentId = await world.open(reader, session);
    expect(await expire()).toBe("canceled");
    expect(await statusAtStripe(intentId)).toBe("canceled");
    expect((await world.payment(session.id)).status).toBe("canceled");
  });

  test.each([
    ["and had made no intent", false],
    ["though it had made the intent", true],
  ])("ends on time where Stripe keeps a failure of its own, %s", async (_how, done) => {
    const { reader, session, expire, tryToHold } = await held();
    world.fault({ kind: "keptFailure", service: "stripe", path: "/v1/payment_intents", done });
    expect((await refusal(world.open(reader, session))).code).toBe("PAYMENT_PROVIDER_UNAVAILABLE");
    expect(await expire()).toBe("canceled");
    const { id, status, transactionId } = await world.payment(session.id);
    expect(status).toBe("canceled");
    expect(transactionId !== null).toBe(done);
    const { data } = await stripe().paymentIntents.list({ limit: 100 });
    const made = data.filter(({ metadata }) => metadata.payment_id === id);
    expect(made.map((intent) => intent.status)).toEqual(done ? ["canceled"] : []);
    expect(await tryToHold()).toBe("held");
  });

  test("whose card was declined ends in the same way", async () => {
    const { reader, session, expire } = await held();
    const intentId = await world.pay(reader, session, "pm_card_chargeDeclined");
    await world.settle(intentId);
    expect(await expire()).toBe("canceled");
    expect(await statusAtStripe(intentId)).toBe("canceled");
  });

  test("keeps its slot while Stripe cannot be asked; a later sweep ends it", async () => {
    const { reader, session, expire, tryToHold } = await held();
    const intentId = await world.open(reader, session);
    world.fault({
      kind: "status",
      service: "stripe",
      status: 500,
      path: "/v1/payment_intents/*/cancel",
      times: 50,
    });
    expect((await refusal(expire())).code).toBe("PAYMENT_PROVIDER_UNAVAILABLE");
    expect((await world.session(session.id)).state).toBe("expiring");
    expect(await world.claim(session.id)).toMatchObject({ available: false });
    expect(await tryToHold()).toBe("SLOT_UNAVAILABLE");
    world.clearFaults();
    expect(await listOverdueHolds(world.system(later(17)))).toContain(session.id);
    expect(await expire(later(17))).toBe("canceled");
    expect(await statusAtStripe(intentId)).toBe("canceled");
    expect(await tryToHold()).toBe("held");
  });

  test("keeps its slot when an earlier attempt is heard to be canceled, a newer one still open", async () => {
    const { reader, session, expire, tryToHold } = await held();
    const earlier = await world.open(reader, session);
    await stripe().paymentIntents.cancel(earlier);
    const newer = await world.open(reader, session);
    expect(newer).not.toBe(earlier);
    const cancel = "/v1/payment_intents/*/cancel";
    world.fault({ kind: "status", service: "stripe", status: 500, path: cancel, times: 50 });
    await refusal(expire());
    expect(await world.settle(earlier)).toBe("canceled");
    expect((await world.session(session.id)).state).toBe("expiring");
    expect(await tryToHold()).toBe("SLOT_UNAVAILABLE");
    await world.control(`/payment_intents/${newer}/succeed`);
    expect(await world.settle(newer)).toBe("confirmed");
  });

  test("whose cancellation went through with the answer lost ends at the next look", async () => {
    const { reader, session, expire } = await held();
    await world.open(reader, session);
    const cut = {
      kind: "cutAfter",
      service: "stripe",
      path: "/v1/payment_intents/*/cancel",
      times: 1,
    };
    world.fault(cut);
    await expire().catch(() => undefined);
    expect(await expire(later(16))).toBe("canceled");
    expect(await world.events(session.id, "session/canceled")).toHaveLength(1);
  });
});

describe("an attempt whose intent was never learned", () => {
  const lose = { service: "stripe", method: "POST", path: "/v1/payment_intents", times: 50 };

  test.each(["cutAfter", "cutBefore"])(
    "is repeated under its key and canceled (%s)",
    async (kind) => {
      const { reader, session, expire } = await held();
      world.fault({ kind, ...lose });
      await refusal(world.open(reader, session));
      world.clearFaults();
      const { id, transactionId } = await world.payment(session.id);
      expect(transactionId).toBeNull();
      expect(await expire()).toBe("canceled");
      const { data } = await stripe().paymentIntents.list({ limit: 100 });
      const ours = data.filter((intent) => intent.metadata.payment_id === id);
      expect(ours.map((intent) => intent.status)).toEqual(["canceled"]);
      expect((await world.payment(session.id)).status).toBe("canceled");
    },
  );

  test("is over when Stripe refuses to make one, and does not keep the slot for ever", async () => {
    const { reader, session, expire, tryToHold } = await held();
    // Less than Stripe charges.
    await world.sql`update sessions set price_cents = 1 where id = ${session.id}`;
    await expect(world.open(reader, session)).rejects.toThrow(/amount/i);
    expect(await expire()).toBe("canceled");
    expect((await world.payment(session.id)).status).toBe("canceled");
    expect(await tryToHold()).toBe("held");
  });

  test("keeps the slot until it can be asked about", async () => {
    const { reader, session, expire, tryToHold } = await held();
    world.fault({ kind: "cutAfter", ...lose });
    await refusal(world.open(reader, session));
    await refusal(expire());
    expect((await world.session(session.id)).state).toBe("expiring");
    expect(await tryToHold()).toBe("SLOT_UNAVAILABLE");
    world.clearFaults();
    expect(await expire()).toBe("canceled");
  });
});

describe("a hold that was paid at the last moment", () => {
  test("becomes the session it bought", async () => {
    const { reader, session, expire } = await held();
    await world.pay(reader, session);
    expect(await expire()).toBe("confirmed");
    expect(await world.session(session.id)).toMatchObject({ cancelReason: null });
    expect(await world.kept(session.id)).toBe(15_000);
    expect(await world.claim(session.id)).toMatchObject({ available: false });
    expect(await expire(later(30))).toBe("confirmed");
  });

  test("keeps its slot while the payment is processing, and then is what came of it", async () => {
    for (const [outcome, state] of [
      ["succeed", "confirmed"],
      ["fail", "canceled"],
    ] as const) {
      const { reader, session, expire, tryToHold } = await held();
      const intentId = await world.open(reader, session);
      await world.control(`/payment_intents/${intentId}/process`);
      expect(await expire()).toBe("expiring");
      expect(await tryToHold()).toBe("SLOT_UNAVAILABLE");
      await world.control(`/payment_intents/${intentId}/${outcome}`);
      expect(await expire(later(20))).toBe(state);
      expect(await world.kept(session.id)).toBe(state === "confirmed" ? 15_000 : 0);
    }
  });

  test("paying against expiring, again and again: money and state agree", async () => {
    for (let round = 0; round < 15; round++) {
      const { reader, session, expire } = await held();
      const intentId = await world.open(reader, session);
      const paying = stripe().paymentIntents.confirm(intentId, { payment_method: "pm_card_visa" });
      await Promise.allSettled([paying, expire()]);
      await releaseHold(world.system(later(15)), session.id);
      await world.settle(intentId, later(15));
      const { state } = await world.session(session.id);
      expect(["confirmed", "canceled"]).toContain(state);
      expect(await world.kept(session.id)).toBe(state === "confirmed" ? 15_000 : 0);
      expect((await world.claim(session.id)) !== null).toBe(state === "confirmed");
    }
  });
});
