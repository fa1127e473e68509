import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createWorld, intentOf, refusal, stripeFor, type World } from "./testing/world";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const price = { amount: 15_000, currency: "usd" } as const;

describe("an intent", () => {
  test("is created, confirmed and read back with its charge and customer", async () => {
    const { stripe } = world;
    const customer = await stripe.customers.create({ name: "Ada", email: "ada@reader.example" });
    const intent = await stripe.paymentIntents.create({
      ...price,
      customer: customer.id,
      allowed_payment_method_types: ["card"],
      metadata: { session_id: "s1" },
    });
    expect(intent).toMatchObject({ status: "requires_payment_method", amount_received: 0 });
    const paid = await stripe.paymentIntents.confirm(intent.id, {
      payment_method: "pm_card_visa",
      expand: ["latest_charge", "customer"],
    });
    expect(paid).toMatchObject({
      status: "succeeded",
      amount_received: 15_000,
      metadata: { session_id: "s1" },
      customer: { email: "ada@reader.example" },
      latest_charge: { paid: true, payment_method_details: { card: { last4: "4242" } } },
    });
    const charges = await stripe.charges.list({ payment_intent: intent.id });
    expect(charges.data).toHaveLength(1);
    const receipt = await fetch(charges.data[0]?.receipt_url ?? "");
    expect(await receipt.text()).toContain("150.00 USD");
  });

  test.each([
    ["pm_card_chargeDeclined", "card_declined", "generic_decline"],
    ["pm_card_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds"],
    ["pm_card_chargeDeclinedExpiredCard", "expired_card", "expired_card"],
    ["pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc", "incorrect_cvc"],
    ["pm_card_chargeDeclinedProcessingError", "processing_error", "processing_error"],
  ])(
    "confirmed with %s is declined with %s and can be paid after that",
    async (card, code, why) => {
      const { stripe } = world;
      const intent = await stripe.paymentIntents.create(price);
      const error = await refusal(
        stripe.paymentIntents.confirm(intent.id, { payment_method: card }),
      );
      expect(error).toMatchObject({
        type: "StripeCardError",
        statusCode: 402,
        code,
        decline_code: why,
      });
      expect(intentOf(error)).toMatchObject({
        id: intent.id,
        status: "requires_payment_method",
        last_payment_error: { code },
      });
      const paid = await stripe.paymentIntents.confirm(intent.id, {
        payment_method: "pm_card_visa",
      });
      expect(paid).toMatchObject({ status: "succeeded", last_payment_error: null });
    },
  );

  test("that was declined while it was created is kept", async () => {
    const error = await refusal(
      world.stripe.paymentIntents.create({
        ...price,
        payment_method: "pm_card_chargeDeclined",
        confirm: true,
      }),
    );
    const kept = await world.stripe.paymentIntents.retrieve(intentOf(error).id);
    expect(kept.status).toBe("requires_payment_method");
  });

  test("can be changed until it is paid", async () => {
    const { stripe } = world;
    const intent = await stripe.paymentIntents.create({ ...price, metadata: { a: "1", b: "2" } });
    const changed = await stripe.paymentIntents.update(intent.id, {
      amount: 20_000,
      metadata: { a: "", c: "3" },
      payment_method: "pm_card_visa",
    });
    expect(changed).toMatchObject({ amount: 20_000, status: "requires_confirmation" });
    expect(changed.metadata).toEqual({ b: "2", c: "3" });
    await stripe.paymentIntents.confirm(intent.id);
    const error = await refusal(stripe.paymentIntents.update(intent.id, { amount: 100 }));
    expect(error.code).toBe("payment_intent_unexpected_state");
  });

  test("is listed newest first, page by page and by time", async () => {
    const { stripe } = world;
    const customer = await stripe.customers.create({});
    for (const amount of [100, 200, 300])
      await stripe.paymentIntents.create({ ...price, amount, customer: customer.id });
    const amounts: number[] = [];
    for await (const intent of stripe.paymentIntents.list({ customer: customer.id, limit: 2 }))
      amounts.push(intent.amount);
    expect(amounts).toEqual([300, 200, 100]);
    const [newest] = (await stripe.paymentIntents.list({ limit: 1 })).data;
    const after = { gt: newest?.created ?? 0 };
    expect((await stripe.paymentIntents.list({ created: after })).data).toEqual([]);
    const from = { gte: newest?.created ?? 0 };
    expect((await stripe.paymentIntents.list({ created: from })).data[0]?.id).toBe(newest?.id);
  });
});

describe("canceling", () => {
  test("ends an unpaid intent, which then refuses a payment", async () => {
    const { stripe } = world;
    const { id } = await stripe.paymentIntents.create(price);
    const canceled = await stripe.paymentIntents.cancel(id, { cancellation_reason: "abandoned" });
    expect(canceled).toMatchObject({ status: "canceled", cancellation_reason: "abandoned" });
    const error = await refusal(
      stripe.paymentIntents.confirm(id, { payment_method: "pm_card_visa" }),
    );
    expect(error.code).toBe("payment_intent_unexpected_state");
    expect(intentOf(error).status).toBe("canceled");
  });

  test.each(["succeed", "process"])(
    "is refused after %s, with the intent as it stands",
    async (action) => {
      const { stripe } = world;
      const { id } = await stripe.paymentIntents.create(price);
      await world.control("POST", `/payment_intents/${id}/${action}`);
      const error = await refusal(stripe.paymentIntents.cancel(id));
      expect(error).toMatchObject({ statusCode: 400, code: "payment_intent_unexpected_state" });
      expect(intentOf(error).status).toBe(action === "succeed" ? "succeeded" : "processing");
    },
  );

  test("races a payment: one of the two wins", async () => {
    const { stripe } = world;
    const { id } = await stripe.paymentIntents.create(price);
    const ends = await Promise.allSettled([
      stripe.paymentIntents.cancel(id),
      stripe.paymentIntents.confirm(id, { payment_method: "pm_card_visa" }),
    ]);
    expect(ends.filter((end) => end.status === "fulfilled")).toHaveLength(1);
  });
});

describe("bad input", () => {
  const create = (params: object) =>
    refusal(world.stripe.rawRequest("POST", "/v1/payment_intents", { ...params }));

  test.each([
    [{ currency: "usd" }, "amount", "parameter_missing"],
    [{ ...price, amount: 12.5 }, "amount", "parameter_invalid_integer"],
    [{ ...price, amount: 10 }, "amount", undefined],
    [{ ...price, currency: "dollars" }, "currency", undefined],
    [{ ...price, colour: "red" }, "colour", "parameter_unknown"],
    [{ ...price, customer: "cus_nobody" }, "customer", "resource_missing"],
    [{ ...price, payment_method: "pm_nothing" }, "payment_method", "resource_missing"],
    [
      { ...price, payment_method_types: ["card"] },
      "payment_method_types",
      "payment_method_types_no_longer_supported",
    ],
    [{ ...price, expand: ["color"] }, "expand", undefined],
  ])("%j is a 400 that names %s", async (params, param, code) => {
    const error = await create(params);
    expect(error).toMatchObject({ type: "StripeInvalidRequestError", statusCode: 400, param });
    expect(error.code).toBe(code);
  });

  test.each([
    [{ number: "4242424242424241" }, "invalid_number"],
    [{ number: "4242" }, "invalid_number"],
    [{ exp_month: 13 }, "invalid_expiry_month"],
    [{ exp_year: 2020 }, "invalid_expiry_year"],
    [{ cvc: "12" }, "invalid_cvc"],
  ])("a card with %j is refused with %s and the intent is untouched", async (change, code) => {
    const { stripe } = world;
    const { id } = await stripe.paymentIntents.create(price);
    const card = { number: "4242424242424242", exp_month: 12, exp_year: 2045, cvc: "123" };
    const data = { type: "card", card: { ...card, ...change } };
    const error = await refusal(
      stripe.rawRequest("POST", `/v1/payment_intents/${id}/confirm`, { payment_method_data: data }),
    );
    expect(error).toMatchObject({ statusCode: 402, code });
    expect((await stripe.paymentIntents.retrieve(id)).last_payment_error).toBeNull();
  });

  test.each([
    ["GET", "/v1/payment_intents/%00", ""],
    ["GET", "/v1/payment_intents/%E0%A4%A", ""],
    ["GET", "/v1/payment_intents?limit=0", ""],
    ["GET", "/v1/payment_intents?limit=many", ""],
    ["GET", "/v1/payment_intents?starting_after=pi_none", ""],
    ["GET", "/v1/payment_intents?created[near]=5", ""],
    ["GET", "/v1/payment_intents?created=99999999999999999999", ""],
    ["GET", "/v1/payment_intents?created[gte]=999999999999999", ""],
    ["GET", "/v1/events?types=a", ""],
    ["POST", "/v1/customers", "name=a%00b"],
    ["POST", "/v1/customers", `metadata[k]=${"x".repeat(501)}`],
    ["POST", "/v1/customers", "metadata[a][b]=1"],
    ["POST", "/v1/customers", "expand[]=a.b.c.d.e"],
    ["POST", "/v1/refunds", ""],
    ["POST", "/v1/refunds", "payment_intent[]=1"],
  ])("%s %s with %j is refused, never a failure of the server", async (method, path, body) => {
    const response = await fetch(world.sandbox.url + path, {
      method,
      headers: { authorization: "Bearer sk_test_world" },
      ...(method === "POST" && { body: new URLSearchParams(body) }),
    });
    expect([400, 404]).toContain(response.status);
  });

  test("a body of another type is refused", async () => {
    const headers = { authorization: "Bearer sk_test_world", "content-type": "application/json" };
    const url = `${world.sandbox.url}/v1/customers`;
    const response = await fetch(url, { method: "POST", headers, body: "{}" });
    expect(response.status).toBe(400);
  });

  test("an unknown id is a 404, an unknown address too, a wrong key a 401", async () => {
    const { stripe, sandbox } = world;
    const missing = await refusal(stripe.paymentIntents.retrieve("pi_none"));
    expect(missing).toMatchObject({ statusCode: 404, code: "resource_missing" });
    const nowhere = await refusal(stripe.rawRequest("GET", "/v1/nothing"));
    expect(nowhere.statusCode).toBe(404);
    const stranger = stripeFor(sandbox, 0, "sk_live_key");
    expect((await refusal(stranger.customers.create({}))).type).toBe("StripeAuthenticationError");
    expect((await fetch(`${sandbox.url}/v1/events`)).status).toBe(401);
  });
});

test("fifty payments at once all succeed", async () => {
  const { stripe } = world;
  const intents = await Promise.all(
    Array.from({ length: 50 }, () => stripe.paymentIntents.create(price)),
  );
  const paid = await Promise.all(
    intents.map(({ id }) => stripe.paymentIntents.confirm(id, { payment_method: "pm_card_visa" })),
  );
  expect(new Set(paid.map((intent) => intent.latest_charge)).size).toBe(50);
  expect(paid.every((intent) => intent.status === "succeeded")).toBe(true);
});
