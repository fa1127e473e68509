import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { stripe } from "@/lib/payments/stripe";
import { addHours } from "@/lib/platform/time";
import { cancelSession } from "./cancel-session";
import { expireHold } from "./release-hold";
import { at, createWorld, later, refusal, type World } from "./sessions.fixture";

// Many rounds against real servers, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterEach(() => world.clearFaults());
afterAll(() => world.close());

const START = at("09T09:00");

async function booked(values: Parameters<World["researcher"]>[0] = {}) {
  const [reader, researcher] = [await world.reader(), await world.researcher(values)];
  const session = await world.booked(reader, researcher, START);
  const input = { sessionId: session.id };
  return {
    reader,
    researcher,
    session,
    byReader: (now: Date) => cancelSession(world.as(reader, now), input),
    byResearcher: (now: Date) => cancelSession(world.as(researcher.actor, now), input),
  };
}

async function held() {
  const [reader, researcher] = [await world.reader(), await world.researcher()];
  const session = await world.hold(reader, researcher, START);
  const letGo = () => cancelSession(world.as(reader, later(2)), { sessionId: session.id });
  return { reader, researcher, session, letGo };
}

async function expectEnded(sessionId: string, reason: string, by: string) {
  expect(await world.session(sessionId)).toMatchObject({
    state: "canceled",
    cancelReason: reason,
    calendarSequence: 1,
  });
  expect(await world.claim(sessionId)).toBeNull();
  expect((await world.meeting(sessionId)).blocking).toBe(false);
  expect(await world.events(sessionId, "session/canceled")).toEqual([
    { name: "session/canceled", data: { sessionId, reason, by } },
  ]);
  expect(await world.kept(sessionId)).toBe(0);
}

describe("letting a hold go", () => {
  test("ends it at once, its intent canceled", async () => {
    const { reader, researcher, session, letGo } = await held();
    const intentId = await world.open(reader, session);
    expect((await letGo()).state).toBe("canceled");
    expect((await stripe().paymentIntents.retrieve(intentId)).status).toBe("canceled");
    await expectEnded(session.id, "reader_canceled", "reader");
    expect((await world.hold(await world.reader(), researcher, START)).state).toBe("held");
  });

  test("during a 3-D Secure challenge leaves nothing to complete", async () => {
    const { reader, session, letGo } = await held();
    const intentId = await world.pay(reader, session, "pm_card_authenticationRequired");
    expect((await letGo()).state).toBe("canceled");
    await expect(world.control(`/payment_intents/${intentId}/succeed`)).rejects.toThrow("400");
    await world.settle(intentId);
    await expectEnded(session.id, "reader_canceled", "reader");
  });

  test("while the challenge is completed: never both sold on and kept", async () => {
    for (let round = 0; round < 10; round++) {
      const { reader, researcher, session, letGo } = await held();
      const intentId = await world.pay(reader, session, "pm_card_authenticationRequired");
      const completing = world.control(`/payment_intents/${intentId}/succeed`);
      await Promise.allSettled([completing, letGo()]);
      await expireHold(world.system(later(20)), session.id);
      await world.settle(intentId);
      const { state } = await world.session(session.id);
      expect(await world.kept(session.id)).toBe(state === "confirmed" ? 15_000 : 0);
      const other = world.hold(await world.reader(), researcher, START, later(21));
      const sold = await other.then(
        () => true,
        () => false,
      );
      expect(sold).toBe(state === "canceled");
    }
  });

  test("with Stripe away stays expiring, the slot blocked, until the sweep", async () => {
    const { reader, session, letGo } = await held();
    await world.open(reader, session);
    world.fault({ kind: "status", service: "stripe", status: 500, times: 50 });
    expect((await letGo()).state).toBe("expiring");
    expect(await world.claim(session.id)).toMatchObject({ available: false });
    world.clearFaults();
    expect(await expireHold(world.system(later(3)), session.id)).toBe("canceled");
    await expectEnded(session.id, "reader_canceled", "reader");
  });

  test("is the reader's to do, not the researcher's", async () => {
    const { researcher, session } = await held();
    const call = cancelSession(world.as(researcher.actor), { sessionId: session.id });
    expect((await refusal(call)).code).toBe("WRONG_STATE");
    expect((await world.session(session.id)).state).toBe("held");
  });
});

describe("canceling a confirmed session", () => {
  test("24 h and a minute before, by the reader: slot and host free, all money back", async () => {
    const { researcher, session, byReader } = await booked();
    const canceled = await byReader(later(-24 * 60 - 1, START));
    expect(canceled.state).toBe("canceled");
    await expectEnded(session.id, "reader_canceled", "reader");
    expect(await world.refunds(session.id)).toMatchObject([
      { amountCents: 15_000, status: "succeeded", reason: "reader_canceled" },
    ]);
    expect((await world.hold(await world.reader(), researcher, START)).state).toBe("held");
  });

  test("exactly 24 h before is in time", async () => {
    const { session, byReader } = await booked();
    expect((await byReader(addHours(START, -24))).state).toBe("canceled");
    await expectEnded(session.id, "reader_canceled", "reader");
  });

  test.each([
    ["23 h 59 min before", later(-24 * 60 + 1, START), "CANCELLATION_WINDOW_CLOSED"],
    ["a millisecond late", new Date(START.getTime() - 86_399_999), "CANCELLATION_WINDOW_CLOSED"],
    ["after the start", later(1, START), "WRONG_STATE"],
  ])("%s, by the reader, changes nothing", async (_when, now, code) => {
    const { session, byReader } = await booked();
    const before = await world.everything(session.id);
    expect((await refusal(byReader(now))).code).toBe(code);
    expect(await world.everything(session.id)).toEqual(before);
    expect(await world.kept(session.id)).toBe(15_000);
  });

  test("by the researcher is possible until the start", async () => {
    const { session, byResearcher } = await booked();
    const before = await world.everything(session.id);
    expect((await refusal(byResearcher(START))).code).toBe("WRONG_STATE");
    expect(await world.everything(session.id)).toEqual(before);
    expect((await byResearcher(later(-1, START))).state).toBe("canceled");
    await expectEnded(session.id, "researcher_canceled", "researcher");
  });

  test("is nothing that a stranger can do, nor anybody twice", async () => {
    const { session, byReader, byResearcher } = await booked();
    const stranger = cancelSession(world.as(await world.reader()), { sessionId: session.id });
    expect((await refusal(stranger)).code).toBe("NOT_FOUND");
    const colleague = await world.researcher();
    const foreign = cancelSession(world.as(colleague.actor), { sessionId: session.id });
    expect((await refusal(foreign)).code).toBe("NOT_FOUND");
    const both = await Promise.allSettled([byReader(later(5)), byResearcher(later(5))]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect((await refusal(byReader(later(6)))).code).toBe("WRONG_STATE");
    expect(await world.refunds(session.id)).toHaveLength(1);
    expect(await world.kept(session.id)).toBe(0);
  });
});

test("a request is withdrawn at any time, with a full refund", async () => {
  const { session, byReader } = await booked({ requiresAcceptance: true });
  expect((await byReader(addHours(START, -13))).state).toBe("canceled");
  await expectEnded(session.id, "request_withdrawn", "reader");
});

test("canceling while the payment settles, 30 times: money and state agree", async () => {
  for (let round = 0; round < 30; round++) {
    const { reader, session, letGo } = await held();
    const intentId = await world.pay(reader, session);
    await Promise.allSettled([letGo(), world.settle(intentId)]);
    await expireHold(world.system(later(20)), session.id);
    const { state } = await world.session(session.id);
    expect(["confirmed", "canceled"]).toContain(state);
    expect(await world.kept(session.id)).toBe(state === "confirmed" ? 15_000 : 0);
    expect((await world.claim(session.id)) !== null).toBe(state === "confirmed");
  }
});
