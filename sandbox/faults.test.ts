import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createWorld, refusal, stripeFor, type World } from "./stripe/testing/world";

let world: World;
let customer: string;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(async () => {
  await world.control("DELETE", "/faults");
  customer = (await world.stripe.customers.create({})).id;
});
afterAll(() => world.close());

const price = () => ({ amount: 15_000, currency: "usd", customer });
/** The SDK always repeats a call once after a reset connection, so one cut would not be seen. */
const twice = { service: "stripe", times: 2 };
const intents = async () => (await world.stripe.paymentIntents.list({ customer })).data;

describe("the next calls", () => {
  test("answer 429 with Retry-After, then work again", async () => {
    await world.control("POST", "/faults", {
      kind: "status",
      service: "stripe",
      status: 429,
      retryAfterSeconds: 7,
    });
    const error = await refusal(world.stripe.paymentIntents.create(price()));
    expect(error).toMatchObject({ type: "StripeRateLimitError", statusCode: 429 });
    expect(error.headers).toMatchObject({ "retry-after": "7" });
    expect(await world.stripe.paymentIntents.create(price())).toHaveProperty("id");
  });

  test("answer 500, which the SDK retries under the same key", async () => {
    await world.control("POST", "/faults", {
      kind: "status",
      service: "stripe",
      status: 500,
      times: 2,
    });
    const patient = stripeFor(world.sandbox, 2);
    expect(await patient.paymentIntents.create(price())).toHaveProperty("id");
    expect(await intents()).toHaveLength(1);
  });

  test("are cut before anything happened", async () => {
    await world.control("POST", "/faults", { kind: "cutBefore", ...twice });
    const error = await refusal(world.stripe.paymentIntents.create(price()));
    expect(error.type).toBe("StripeConnectionError");
    expect(await intents()).toHaveLength(0);
  });

  test("are cut after they were carried out: a repetition under the key makes no second object", async () => {
    await world.control("POST", "/faults", {
      kind: "cutAfter",
      ...twice,
      method: "POST",
      path: "/v1/payment_intents",
    });
    const options = { idempotencyKey: "cut" };
    const error = await refusal(world.stripe.paymentIntents.create(price(), options));
    expect(error.type).toBe("StripeConnectionError");
    expect(await intents()).toHaveLength(1);
    const repeated = await world.stripe.paymentIntents.create(price(), options);
    expect(repeated.lastResponse.headers["idempotent-replayed"]).toBe("true");
    expect((await intents()).map((intent) => intent.id)).toEqual([repeated.id]);
  });

  test("are never answered", async () => {
    await world.control("POST", "/faults", { kind: "timeout", service: "stripe" });
    const call = world.stripe.paymentIntents.create(price(), { timeout: 1_000 });
    expect((await refusal(call)).type).toBe("StripeConnectionError");
    expect(await intents()).toHaveLength(0);
  });

  test("are carried out at once and answered late", async () => {
    await world.control("POST", "/faults", {
      kind: "delayAnswer",
      service: "stripe",
      delayMs: 60_000,
    });
    const call = refusal(world.stripe.paymentIntents.create(price(), { timeout: 1_500 }));
    await expect.poll(intents).toHaveLength(1);
    expect((await call).type).toBe("StripeConnectionError");
  });

  test("are answered late", async () => {
    await world.control("POST", "/faults", { kind: "delay", service: "stripe", delayMs: 200 });
    const before = performance.now();
    await world.stripe.paymentIntents.create(price());
    expect(performance.now() - before).toBeGreaterThanOrEqual(195);
  });

  test("are kept waiting until the faults are cleared", async () => {
    for (const [kind, made] of [
      ["delay", 1],
      ["delayAnswer", 2],
    ] as const) {
      await world.control("POST", "/faults", { kind, service: "stripe", delayMs: 60_000 });
      const call = world.stripe.paymentIntents.create(price());
      await expect.poll(() => world.sandbox.deps.faults.list()).toEqual([]);
      await world.control("DELETE", "/faults");
      expect((await call).status).toBe("requires_payment_method");
      expect(await intents()).toHaveLength(made);
    }
  });

  test("are met only where method and path fit", async () => {
    await world.control("POST", "/faults", {
      kind: "status",
      service: "stripe",
      status: 503,
      method: "POST",
      path: "/v1/payment_intents/*/confirm",
    });
    const { id } = await world.stripe.paymentIntents.create(price());
    const confirm = () =>
      world.stripe.paymentIntents.confirm(id, { payment_method: "pm_card_visa" });
    expect((await refusal(confirm())).statusCode).toBe(503);
    expect((await confirm()).status).toBe("succeeded");
  });
});

describe("the switch", () => {
  test("lists and clears what is set", async () => {
    const set = await world.control("POST", "/faults", {
      kind: "timeout",
      service: "zoom",
      times: 3,
    });
    expect(set.status).toBe(201);
    expect((await world.control("GET", "/faults")).json).toMatchObject({
      data: [{ kind: "timeout", service: "zoom", times: 3 }],
    });
    expect((await world.control("DELETE", "/faults")).json).toEqual({ cleared: 1 });
    expect((await world.control("GET", "/faults")).json).toEqual({ data: [] });
  });

  test.each([
    [{ kind: "explode", service: "stripe" }, "kind"],
    [{ kind: "timeout", service: "paypal" }, "service"],
    [{ kind: "status", service: "stripe", status: 418 }, "status"],
    [{ kind: "timeout", service: "stripe", times: 0 }, "times"],
    [{ kind: "timeout", service: "stripe", often: 2 }, "often"],
    [{ kind: "delay", service: "stripe" }, "delayMs"],
  ])("refuses %j and names %s", async (body, field) => {
    const answer = await world.control("POST", "/faults", body);
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ errors: [{ field }] });
  });

  test("refuses what is not JSON, and settings it does not know", async () => {
    const url = `${world.sandbox.url}/_sandbox/faults`;
    for (const body of ["{", '{"kind":"\\u0000"}', '{"kind":"\\ud800"}', "[]", "null"])
      expect((await fetch(url, { method: "POST", body })).status).toBe(400);
    const answer = await world.control("POST", "/settings", { colour: "red" });
    expect(answer).toMatchObject({ status: 400, json: { errors: [{ field: "colour" }] } });
  });
});
