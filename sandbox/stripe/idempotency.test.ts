import postgres, { type TransactionSql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createWorld, intentOf, refusal, stripeFor, type World } from "./testing/world";

let now = new Date("2026-03-02T12:00:00Z");
let world: World;
beforeAll(async () => {
  world = await createWorld({ clock: () => now });
});
afterAll(() => world.close());

const price = { amount: 15_000, currency: "usd" } as const;

test("the same call under the same key gives the first answer again", async () => {
  const { stripe } = world;
  const first = await stripe.paymentIntents.create(price, { idempotencyKey: "replay" });
  const second = await stripe.paymentIntents.create(price, { idempotencyKey: "replay" });
  expect(second).toEqual(first);
  expect(first.lastResponse.headers["idempotent-replayed"]).toBeUndefined();
  expect(second.lastResponse.headers["idempotent-replayed"]).toBe("true");
});

test("a decline is an answer too: its repetition charges nothing", async () => {
  const { stripe } = world;
  const { id } = await stripe.paymentIntents.create(price);
  const confirm = () =>
    refusal(
      stripe.paymentIntents.confirm(
        id,
        { payment_method: "pm_card_chargeDeclined" },
        { idempotencyKey: "declined" },
      ),
    );
  expect(intentOf(await confirm()).id).toBe(id);
  expect(await confirm()).toMatchObject({ code: "card_declined" });
  expect((await stripe.charges.list({ payment_intent: id })).data).toHaveLength(1);
});

test.each([
  ["that did nothing", false, 0],
  ["once all was done", true, 1],
])("a failure %s is kept, and said again until it is forgotten", async (_when, done, made) => {
  const { stripe } = world;
  const { id: customer } = await stripe.customers.create({});
  const fault = { service: "stripe", path: "/v1/payment_intents", done };
  await world.control("POST", "/faults", { kind: "keptFailure", ...fault });
  const options = { idempotencyKey: `kept-${done}` };
  const create = () => stripe.paymentIntents.create({ ...price, customer }, options);
  const first = await refusal(create());
  const second = await refusal(create());
  expect([first.statusCode, second.statusCode]).toEqual([500, 500]);
  expect(first.headers?.["idempotent-replayed"]).toBeUndefined();
  expect(second.headers?.["idempotent-replayed"]).toBe("true");
  expect((await stripe.paymentIntents.list({ customer })).data).toHaveLength(made);
});

test("another body under the key is refused", async () => {
  const { stripe } = world;
  await stripe.paymentIntents.create(price, { idempotencyKey: "conflict" });
  const error = await refusal(
    stripe.paymentIntents.create({ ...price, amount: 20_000 }, { idempotencyKey: "conflict" }),
  );
  expect(error).toMatchObject({ type: "StripeIdempotencyError", statusCode: 400 });
});

test("while the first call is under way a second one hears so, and the first is carried out once", async () => {
  const { stripe, sandbox } = world;
  const { id } = await stripe.paymentIntents.create(price);
  const confirm = (client = stripe) =>
    client.paymentIntents.confirm(
      id,
      { payment_method: "pm_card_visa" },
      { idempotencyKey: "in-flight" },
    );
  const other = postgres(world.databaseUrl, { max: 1 });
  let first: ReturnType<typeof confirm> | undefined;
  await other.begin(async (tx) => {
    await tx`select from sandbox.objects where id = ${id} for update`;
    first = confirm();
    // The first call holds the key as soon as it waits for the intent that this transaction holds.
    await expect.poll(() => countWaiting(tx)).toBeGreaterThan(0);
    expect(await refusal(confirm())).toMatchObject({
      statusCode: 409,
      code: "idempotency_key_in_use",
    });
  });
  expect(await first).toMatchObject({ status: "succeeded" });
  expect(await confirm(stripeFor(sandbox))).toMatchObject({ status: "succeeded" });
  await other.end();
});

async function countWaiting(sql: TransactionSql): Promise<number> {
  const waiting = await sql`
    select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
  return waiting.count;
}

test("ten calls at once under one key make one object", async () => {
  const patient = stripeFor(world.sandbox, 8);
  const answers = await Promise.all(
    Array.from({ length: 10 }, () =>
      patient.paymentIntents.create(price, { idempotencyKey: "crowd" }),
    ),
  );
  expect(new Set(answers.map((intent) => intent.id)).size).toBe(1);
});

test("a call that was refused for its parameters leaves its key free", async () => {
  const { stripe } = world;
  const options = { idempotencyKey: "mended" };
  await refusal(stripe.paymentIntents.create({ ...price, currency: "gold" }, options));
  expect(await stripe.paymentIntents.create(price, options)).toHaveProperty("id");
});

test("keys survive a restart and are forgotten after a day", async () => {
  const options = { idempotencyKey: "kept" };
  const first = await world.stripe.paymentIntents.create(price, options);
  await world.restart();
  const second = await world.stripe.paymentIntents.create(price, options);
  expect(second.id).toBe(first.id);
  now = new Date("2026-03-03T12:00:01Z");
  const third = await world.stripe.paymentIntents.create(price, options);
  expect(third.id).not.toBe(first.id);
});
