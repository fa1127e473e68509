import { afterAll, beforeAll, expect, test } from "vitest";
import { createWorld, type World } from "./testing/world";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const create = () => world.stripe.paymentIntents.create({ amount: 15_000, currency: "usd" });

test("a payment can be left in processing and then succeed or fail, with its events", async () => {
  const { stripe } = world;
  const good = await create();
  const bad = await create();
  for (const { id } of [good, bad]) {
    const answer = await world.control("POST", `/payment_intents/${id}/process`);
    expect(answer).toMatchObject({ status: 200, json: { status: "processing" } });
  }
  await world.control("POST", `/payment_intents/${good.id}/succeed`);
  await world.control("POST", `/payment_intents/${bad.id}/fail`);
  expect(await stripe.paymentIntents.retrieve(good.id)).toMatchObject({
    status: "succeeded",
    amount_received: 15_000,
  });
  expect(await stripe.paymentIntents.retrieve(bad.id)).toMatchObject({
    status: "requires_payment_method",
    last_payment_error: { code: "card_declined" },
  });
  await expect
    .poll(() => world.receiver.types())
    .toEqual(
      expect.arrayContaining([
        "payment_intent.processing",
        "payment_intent.succeeded",
        "payment_intent.payment_failed",
      ]),
    );
});

test("an intent can be tampered with, without an event", async () => {
  const { id } = await create();
  await world.control("POST", `/payment_intents/${id}/succeed`);
  const events = (await world.stripe.events.list({ limit: 100 })).data.length;
  const change = { amount_received: 1, currency: "eur", metadata: { session_id: "another" } };
  const answer = await world.control("POST", `/payment_intents/${id}/tamper`, change);
  expect(answer.status).toBe(200);
  expect(await world.stripe.paymentIntents.retrieve(id)).toMatchObject(change);
  expect((await world.stripe.events.list({ limit: 100 })).data).toHaveLength(events);
});

test.each([
  [{ status: "succeeded" }, "status"],
  [{ amount_received: -1 }, "amount_received"],
  [{ currency: "euro" }, "currency"],
])("tampering with %j is refused and names %s", async (change, field) => {
  const { id } = await create();
  const answer = await world.control("POST", `/payment_intents/${id}/tamper`, change);
  expect(answer).toMatchObject({ status: 400, json: { errors: [{ field }] } });
});

test.each([
  "/payment_intents/pi_none/succeed",
  "/payment_intents/pi_none/process",
  "/refunds/re_none/fail",
])("%s is a 404", async (path) => {
  expect((await world.control("POST", path)).status).toBe(404);
});

test("the script for the browser is served to any page, whole and without eval", async () => {
  const response = await fetch(`${world.sandbox.url}/stripe.js`);
  expect(response.headers.get("content-type")).toContain("text/javascript");
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
  const script = await response.text();
  expect(script).toContain('version: "endive"');
  expect(script).not.toMatch(/\beval\(|new Function|innerHTML|https?:\/\//);
});

test("a browser on another origin may call the API", async () => {
  const response = await fetch(`${world.sandbox.url}/v1/payment_intents/pi_1/confirm`, {
    method: "OPTIONS",
    headers: {
      origin: "http://app.example",
      "access-control-request-method": "POST",
      "access-control-request-headers": "authorization",
    },
  });
  expect(response.status).toBe(204);
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
  expect(response.headers.get("access-control-allow-headers")).toBe("authorization");
});
