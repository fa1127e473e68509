import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { stripe } from "@/lib/payments/stripe";
import { cancelSession } from "./cancel-session";
import { paySession } from "./pay-session";
import { expireHold } from "./release-hold";
import { at, createWorld, later, raced, refusal, type World } from "./sessions.fixture";

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
  const pay = (now = later(1)) => paySession(world.as(reader, now), { sessionId: session.id });
  return { reader, researcher, session, pay };
}

const intentOf = (opened: { clientSecret: string }) => opened.clientSecret.split("_secret_")[0];

describe("opening the payment of a held session", () => {
  test("asks Stripe for its price, for its session, by card alone", async () => {
    const { session, pay } = await held();
    const opened = await pay();
    expect(opened.amountCents).toBe(15_000);
    const payment = await world.payment(session.id);
    expect(payment).toMatchObject({
      transactionId: intentOf(opened),
      status: "pending",
      amountCents: 15_000,
      capturedCents: 0,
    });
    const intent = await stripe().paymentIntents.retrieve(payment.transactionId ?? "");
    expect(intent).toMatchObject({
      amount: 15_000,
      currency: "usd",
      payment_method_types: ["card"],
      metadata: { payment_id: payment.id, session_id: session.id },
    });
  });

  test("again, or twice at once, gives the same intent", async () => {
    const { session, pay } = await held();
    const { won } = await raced([pay(), pay()]);
    const opened = [...won, await pay()];
    expect(new Set(opened.map(intentOf)).size).toBe(1);
    expect(await world.payments(session.id)).toHaveLength(1);
  });

  test("again after a decline gives the same intent, to try another card", async () => {
    const { reader, session, pay } = await held();
    const declined = await world.pay(reader, session, "pm_card_chargeDeclined");
    expect(await world.settle(declined)).toBe("failed");
    expect(intentOf(await pay())).toBe(declined);
  });

  test("a reader whose customer was deleted at Stripe gets another", async () => {
    const { reader, pay } = await held();
    await world.sql`update users set stripe_customer_id = 'cus_gone' where id = ${reader.id}`;
    const { customer } = await stripe().paymentIntents.retrieve(intentOf(await pay()) ?? "");
    const [user] = await world.sql`select stripe_customer_id from users where id = ${reader.id}`;
    expect(customer).toBe(user?.stripe_customer_id);
    expect(customer).not.toBe("cus_gone");
  });

  test("a reader who corrects their address after a lost answer can pay all the same", async () => {
    const { reader, pay } = await held();
    const created = { service: "stripe", method: "POST", path: "/v1/customers" };
    world.fault({ kind: "cutAfter", ...created, times: 3 });
    expect((await refusal(pay())).code).toBe("PAYMENT_PROVIDER_UNAVAILABLE");
    world.clearFaults();
    const email = `${crypto.randomUUID()}@corrected.example`;
    await world.sql`update users set email = ${email} where id = ${reader.id}`;
    const { customer } = await stripe().paymentIntents.retrieve(intentOf(await pay()) ?? "");
    expect(await stripe().customers.retrieve(String(customer))).toMatchObject({ email });
  });

  test("a reader's sessions are charged to one customer", async () => {
    const { reader, session, pay } = await held();
    const other = await world.hold(reader, await world.researcher(), at("05T09:00"));
    const both = [intentOf(await pay()), await world.open(reader, other)];
    const [one, two] = await Promise.all(
      both.map((id) => stripe().paymentIntents.retrieve(id ?? "")),
    );
    expect(one?.customer).toEqual(expect.stringMatching(/^cus_/));
    expect(two?.customer).toBe(one?.customer);
    expect((await world.payment(session.id)).transactionId).not.toBe(
      (await world.payment(other.id)).transactionId,
    );
  });

  test("after the intent was canceled at Stripe makes a second attempt", async () => {
    const { session, pay } = await held();
    const first = intentOf(await pay());
    await stripe().paymentIntents.cancel(first ?? "");
    expect(intentOf(await pay())).not.toBe(first);
    const attempts = await world.payments(session.id);
    expect(attempts.map(({ attempt, status }) => [attempt, status])).toEqual([
      [1, "canceled"],
      [2, "pending"],
    ]);
  });

  test("survives a lost answer: the attempt is there, and the repeat finds its intent", async () => {
    const { session, pay } = await held();
    const created = { service: "stripe", method: "POST", path: "/v1/payment_intents" };
    world.fault({ kind: "cutAfter", ...created, times: 3 });
    expect((await refusal(pay())).code).toBe("PAYMENT_PROVIDER_UNAVAILABLE");
    const attempt = await world.payment(session.id);
    expect(attempt.transactionId).toBeNull();
    world.clearFaults();
    const opened = await pay();
    expect(await world.payments(session.id)).toHaveLength(1);
    const { data } = await stripe().paymentIntents.list({ limit: 100 });
    const ours = data.filter((intent) => intent.metadata.payment_id === attempt.id);
    expect(ours.map((intent) => intent.id)).toEqual([intentOf(opened)]);
  });

  describe("whose answer Stripe keeps for a day", () => {
    const kept = (path: string, done = false) =>
      world.fault({ kind: "keptFailure", service: "stripe", path, done });
    const attemptsOf = async (sessionId: string) =>
      (await world.payments(sessionId)).map(({ attempt, status }) => [attempt, status]);

    test.each(["/v1/payment_intents", "/v1/customers"])(
      "a failure at %s: the next try is an attempt of its own",
      async (path) => {
        const { session, pay } = await held();
        kept(path);
        expect((await refusal(pay())).code).toBe("PAYMENT_PROVIDER_UNAVAILABLE");
        expect((await pay()).clientSecret).toContain("_secret_");
        expect(await attemptsOf(session.id)).toEqual([
          [1, "canceled"],
          [2, "pending"],
        ]);
      },
    );

    test("a failure after all was done: the repeat finds what was made", async () => {
      const { session, pay } = await held();
      kept("/v1/payment_intents", true);
      expect((await refusal(pay())).code).toBe("PAYMENT_PROVIDER_UNAVAILABLE");
      const opened = await pay();
      expect(await attemptsOf(session.id)).toEqual([[1, "pending"]]);
      const { metadata } = await stripe().paymentIntents.retrieve(intentOf(opened) ?? "");
      expect(metadata.payment_id).toBe((await world.payment(session.id)).id);
    });

    test("a lost one, with the reader's customer replaced since: the intent is found", async () => {
      const { reader, session, pay } = await held();
      const created = { service: "stripe", method: "POST", path: "/v1/payment_intents" };
      world.fault({ kind: "cutAfter", ...created, times: 3 });
      expect((await refusal(pay())).code).toBe("PAYMENT_PROVIDER_UNAVAILABLE");
      world.clearFaults();
      const { id } = await stripe().customers.create({ email: reader.email });
      await world.sql`update users set stripe_customer_id = ${id} where id = ${reader.id}`;
      expect((await pay()).clientSecret).toContain("_secret_");
      expect(await attemptsOf(session.id)).toEqual([[1, "pending"]]);
    });

    test("while it goes on failing no try makes more than one attempt", async () => {
      const { session, pay } = await held();
      for (const expected of [1, 2, 3]) {
        kept("/v1/payment_intents");
        expect((await refusal(pay())).code).toBe("PAYMENT_PROVIDER_UNAVAILABLE");
        expect(await attemptsOf(session.id)).toHaveLength(expected);
      }
    });
  });

  test("says that Stripe is away, and goes on once it is back", async () => {
    const { pay } = await held();
    world.fault({ kind: "status", service: "stripe", status: 500, times: 50 });
    expect((await refusal(pay())).code).toBe("PAYMENT_PROVIDER_UNAVAILABLE");
    world.clearFaults();
    world.fault({ kind: "status", service: "stripe", status: 429, times: 1 });
    expect((await refusal(pay())).code).toBe("PAYMENT_PROVIDER_UNAVAILABLE");
    expect((await pay()).clientSecret).toContain("_secret_");
  });
});

describe("a payment cannot be opened", () => {
  test("once the hold has ended, swept or not", async () => {
    const { session, pay } = await held();
    expect((await refusal(pay(later(15)))).code).toBe("HOLD_EXPIRED");
    await expireHold(world.system(later(15)), session.id);
    expect((await refusal(pay(later(16)))).code).toBe("HOLD_EXPIRED");
    expect(await world.payments(session.id)).toEqual([]);
  });

  test("for a session that is paid already, also when nobody told us yet", async () => {
    const { reader, session, pay } = await held();
    await world.pay(reader, session);
    expect((await refusal(pay())).code).toBe("WRONG_STATE");
    expect((await world.session(session.id)).state).toBe("confirmed");
    expect((await refusal(pay())).code).toBe("WRONG_STATE");
    expect(await world.kept(session.id)).toBe(15_000);
  });

  test("by a stranger, by the researcher, or by nobody", async () => {
    const { researcher, session } = await held();
    const input = { sessionId: session.id };
    const stranger = paySession(world.as(await world.reader()), input);
    expect((await refusal(stranger)).code).toBe("NOT_FOUND");
    const host = paySession(world.as(researcher.actor), input);
    expect((await refusal(host)).code).toBe("FORBIDDEN");
    const nobody = paySession(world.as({ kind: "nobody" }), input);
    expect((await refusal(nobody)).code).toBe("UNAUTHENTICATED");
    expect(await world.payments(session.id)).toEqual([]);
  });
});

test("a hold that ends while Stripe is busy leaves no intent that can be paid", async () => {
  const { reader, session, pay } = await held();
  const created = { service: "stripe", method: "POST", path: "/v1/payment_intents" };
  world.fault({ kind: "delay", ...created, delayMs: 60_000 });
  const opening = refusal(pay());
  await expect.poll(async () => (await world.payments(session.id)).length).toBe(1);
  const letGo = cancelSession(world.as(reader, later(2)), { sessionId: session.id });
  await expect.poll(async () => (await world.session(session.id)).state).not.toBe("held");
  world.clearFaults();
  expect((await opening).code).toBe("HOLD_EXPIRED");
  await letGo;
  await expireHold(world.system(later(20)), session.id);
  expect(await world.session(session.id)).toMatchObject({ state: "canceled" });
  const { transactionId, status } = await world.payment(session.id);
  expect(status).toBe("canceled");
  expect((await stripe().paymentIntents.retrieve(transactionId ?? "")).status).toBe("canceled");
});
