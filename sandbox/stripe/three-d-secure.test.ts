import { afterAll, beforeAll, expect, test } from "vitest";
import { createWorld, refusal, type World } from "./testing/world";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

async function challenged(card = "pm_card_authenticationRequired") {
  const intent = await world.stripe.paymentIntents.create({
    amount: 15_000,
    currency: "usd",
    payment_method: card,
    confirm: true,
    return_url: "http://app.example/done?order=7",
  });
  expect(intent.status).toBe("requires_action");
  const page = intent.next_action?.redirect_to_url?.url ?? "";
  const finish = (result: "complete" | "fail") =>
    fetch(page.split("?")[0] ?? "", {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({ result, client_secret: intent.client_secret ?? "" }),
    });
  return { intent, page, finish };
}

test("the bank's page asks, and completing it pays and returns to the shop", async () => {
  const { intent, page, finish } = await challenged();
  expect(await (await fetch(page)).text()).toContain("Complete authentication");
  const response = await finish("complete");
  expect(response.status).toBe(303);
  const back = new URL(response.headers.get("location") ?? "");
  expect(Object.fromEntries(back.searchParams)).toEqual({
    order: "7",
    payment_intent: intent.id,
    payment_intent_client_secret: intent.client_secret,
    redirect_status: "succeeded",
  });
  const paid = await world.stripe.paymentIntents.retrieve(intent.id);
  expect(paid).toMatchObject({ status: "succeeded", amount_received: 15_000, next_action: null });
});

test("failing it asks for another card", async () => {
  const { intent, finish } = await challenged();
  const response = await finish("fail");
  expect(response.headers.get("location")).toContain("redirect_status=failed");
  const failed = await world.stripe.paymentIntents.retrieve(intent.id);
  expect(failed).toMatchObject({
    status: "requires_payment_method",
    last_payment_error: { code: "payment_intent_authentication_failure" },
  });
});

test("a card may be declined after the challenge", async () => {
  const { intent, finish } = await challenged("pm_card_threeDSecureRequiredChargeDeclined");
  await finish("complete");
  const failed = await world.stripe.paymentIntents.retrieve(intent.id);
  expect(failed).toMatchObject({
    status: "requires_payment_method",
    last_payment_error: { code: "card_declined" },
  });
});

test("canceling during the challenge leaves nothing to complete", async () => {
  const { intent, finish } = await challenged();
  await world.stripe.paymentIntents.cancel(intent.id);
  expect((await finish("complete")).status).toBe(400);
  const kept = await world.stripe.paymentIntents.retrieve(intent.id);
  expect(kept).toMatchObject({ status: "canceled", amount_received: 0 });
});

test("a stranger without the client secret can neither see nor complete it", async () => {
  const { intent, page } = await challenged();
  const address = page.split("?")[0] ?? "";
  expect((await fetch(`${address}?client_secret=guess`)).status).toBe(400);
  const forged = new URLSearchParams({ result: "complete", client_secret: "guess" });
  expect((await fetch(address, { method: "POST", body: forged })).status).toBe(400);
  expect((await world.stripe.paymentIntents.retrieve(intent.id)).status).toBe("requires_action");
});

test("the customer's answer can be given by a test", async () => {
  const { intent } = await challenged();
  await world.control("POST", `/payment_intents/${intent.id}/succeed`);
  expect((await world.stripe.paymentIntents.retrieve(intent.id)).status).toBe("succeeded");
  const again = await world.control("POST", `/payment_intents/${intent.id}/fail`);
  expect(again.status).toBe(400);
});

test("off session, the card is declined instead", async () => {
  const error = await refusal(
    world.stripe.paymentIntents.create({
      amount: 15_000,
      currency: "usd",
      payment_method: "pm_card_authenticationRequired",
      confirm: true,
      off_session: true,
    }),
  );
  expect(error).toMatchObject({ statusCode: 402, code: "authentication_required" });
});

test("a browser sees and confirms its own intent only, and no metadata", async () => {
  const intent = await world.stripe.paymentIntents.create({
    amount: 15_000,
    currency: "usd",
    metadata: { session_id: "s1" },
  });
  const headers = { authorization: "Bearer pk_test_page" };
  const url = `${world.sandbox.url}/v1/payment_intents/${intent.id}`;
  const secret = `client_secret=${intent.client_secret}`;
  expect((await fetch(url, { headers })).status).toBe(400);
  expect((await fetch(`${url}?client_secret=${intent.id}_secret_x`, { headers })).status).toBe(400);
  const seen = await (await fetch(`${url}?${secret}`, { headers })).json();
  expect(seen).toMatchObject({ id: intent.id, amount: 15_000 });
  expect(seen).not.toHaveProperty("metadata");
  const body = new URLSearchParams(`${secret}&payment_method=pm_card_chargeDeclined`);
  const declined = await fetch(`${url}/confirm`, { method: "POST", headers, body });
  expect(declined.status).toBe(402);
  expect(declined.headers.get("access-control-allow-origin")).toBe("*");
  const { error } = await declined.json();
  expect(error.payment_intent).toMatchObject({ status: "requires_payment_method" });
  expect(error.payment_intent).not.toHaveProperty("metadata");
  const canceling = await fetch(`${url}/cancel`, { method: "POST", headers });
  expect(canceling.status).toBe(403);
});
