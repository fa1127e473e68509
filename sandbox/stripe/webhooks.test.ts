import { afterEach, beforeEach, expect, test } from "vitest";
import { createWorld, refusal, type World } from "./testing/world";

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

async function pay() {
  return world.stripe.paymentIntents.create({
    amount: 15_000,
    currency: "usd",
    payment_method: "pm_card_visa",
    confirm: true,
  });
}

/** What a payment made in one call causes, in this order. */
const ofOnePayment = ["payment_intent.created", "charge.succeeded", "payment_intent.succeeded"];

const arrived = (count: number) => expect.poll(() => world.receiver.events).toHaveLength(count);

test("every change is an event: listed, readable and sent with a signature that the SDK accepts", async () => {
  const intent = await pay();
  await arrived(3);
  expect(world.receiver.types().sort()).toEqual([...ofOnePayment].sort());
  const sent = world.receiver.events.find((event) => event.type === "payment_intent.succeeded");
  expect(sent).toMatchObject({
    api_version: "2026-10-28.endive",
    data: { object: { id: intent.id, status: "succeeded", amount_received: 15_000 } },
  });
  const listed = await world.stripe.events.list({ types: ["payment_intent.succeeded"] });
  expect(listed.data.map((event) => event.id)).toEqual([sent?.id]);
  expect(await world.stripe.events.retrieve(sent?.id ?? "")).toMatchObject({ type: sent?.type });
  expect((await refusal(world.stripe.events.retrieve("evt_none"))).statusCode).toBe(404);
});

test("what the application refuses is sent again", async () => {
  world.receiver.answers.push(500, 503, 404, 302);
  await pay();
  await arrived(3);
  expect(world.receiver.answers).toEqual([]);
});

test("what nobody answered is sent after the application, or the sandbox, comes back", async () => {
  const { url } = world.receiver;
  await world.control("POST", "/settings", { stripeWebhookUrl: "http://127.0.0.1:9/nobody" });
  await pay();
  const pending = async () => {
    const { json } = await world.control("GET", "/webhooks");
    const { data } = json as { data: { attempts: number; finished_at: string | null }[] };
    return data.map(({ attempts, finished_at }) => attempts > 0 && finished_at === null);
  };
  await expect.poll(pending).toEqual([true, true, true]);
  await world.restart();
  expect(world.sandbox.deps.settings.stripeWebhookUrl).toBe(url);
  await arrived(3);
});

test("an event can be sent once more by hand", async () => {
  await pay();
  await arrived(3);
  const [event] = world.receiver.events;
  expect((await world.control("POST", `/events/${event?.id}/resend`)).status).toBe(200);
  await arrived(4);
  expect(world.receiver.events[3]).toEqual(event);
  expect((await world.control("POST", "/events/evt_none/resend")).status).toBe(404);
});

test("held webhooks come out three times, in reverse, when they are released", async () => {
  await world.control("POST", "/faults", { kind: "webhookHold", service: "stripe" });
  await pay();
  const { json } = await world.control("POST", "/webhooks/release", {
    order: "reversed",
    copies: 3,
  });
  const backwards = [...ofOnePayment].reverse();
  expect(world.receiver.types()).toEqual([...backwards, ...backwards, ...backwards]);
  expect(json).toMatchObject({ data: Array(9).fill({ outcome: "answered 200" }) });
  await pay();
  await arrived(12);
});

test("a shuffled release loses nothing and is the same for the same seed", async () => {
  await world.control("POST", "/faults", { kind: "webhookHold", service: "stripe" });
  await pay();
  await world.control("POST", "/webhooks/release", { order: "shuffled", copies: 3, seed: 4 });
  const first = world.receiver.types().splice(0);
  expect([...first].sort()).toEqual([...ofOnePayment, ...ofOnePayment, ...ofOnePayment].sort());
  expect(first).not.toEqual([...ofOnePayment, ...ofOnePayment, ...ofOnePayment]);
  world.receiver.events.length = 0;
  await world.control("POST", "/faults", { kind: "webhookHold", service: "stripe" });
  await pay();
  await world.control("POST", "/webhooks/release", { order: "shuffled", copies: 3, seed: 4 });
  expect(world.receiver.types()).toEqual(first);
});

test("what is refused at its release is retried", async () => {
  await world.control("POST", "/faults", { kind: "webhookHold", service: "stripe" });
  await pay();
  world.receiver.answers.push(500);
  await world.control("POST", "/webhooks/release", {});
  await arrived(3);
});

test("webhooks can be lost, doubled, delayed and gathered into another order", async () => {
  await world.control("POST", "/faults", { kind: "webhookDrop", service: "stripe", times: 2 });
  await pay();
  await arrived(1);
  await world.control("POST", "/faults", {
    kind: "webhookDuplicate",
    service: "stripe",
    copies: 4,
    times: 3,
  });
  await pay();
  await arrived(13);
  world.receiver.events.length = 0;
  const before = Date.now();
  await world.control("POST", "/faults", {
    kind: "webhookDelay",
    service: "stripe",
    delayMs: 300,
    times: 3,
  });
  await pay();
  await arrived(3);
  expect(Date.now() - before).toBeGreaterThanOrEqual(300);
  await world.control("POST", "/faults", {
    kind: "webhookShuffle",
    service: "stripe",
    windowMs: 100,
  });
  await pay();
  await arrived(6);
});
