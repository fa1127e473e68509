import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { webhookFailures } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { createPayoutWorld, DUE, eventsOf, type PayoutWorld } from "@/lib/sessions/payouts.fixture";
import { at, refusal } from "@/lib/sessions/sessions.fixture";
import { receiveStripeEvent } from "@/lib/sessions/stripe-webhook";
import { listAppliedWebhooks, listFailedWebhooks } from "./list-webhooks";
import { replayWebhook } from "./replay-webhook";

// Many calls to real servers, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let world: PayoutWorld;
let admin: Ctx;
beforeAll(async () => {
  world = await createPayoutWorld();
  admin = world.as({ ...(await world.reader()), isAdmin: true }, DUE);
});
beforeEach(() => world.sql`truncate webhook_failures, webhook_events, admin_acts`);
afterEach(() => world.clearFaults());
afterAll(() => world?.close());

const failed = async (state: "failed" | "recovered" = "failed") =>
  (await listFailedWebhooks(admin, { limit: 20, state })).items;

/** The event that a session was paid, which nobody has heard of. */
async function paidUnheard(hour: string) {
  const [reader, researcher] = [await world.reader(), await world.researcher()];
  const session = await world.hold(reader, researcher, at(`09T${hour}:00`));
  const intentId = await world.pay(reader, session);
  const event = (await eventsOf(intentId)).find(({ type }) => type === "payment_intent.succeeded");
  if (!event) throw new Error("Stripe tells of no payment");
  return { session, event };
}

/** Every call to Stripe fails, each with its repetitions. */
const outage = () => world.fault({ kind: "status", service: "stripe", status: 500, times: 100 });

test("an event that could not be applied is seen, counts its attempts, and is applied when replayed", async () => {
  const { session, event } = await paidUnheard("10");
  outage();
  for (const hour of ["09", "10"])
    await expect(receiveStripeEvent(world.system(at(`06T${hour}:00`)), event)).rejects.toThrow();
  expect(await failed()).toMatchObject([
    {
      id: event.id,
      provider: "stripe",
      type: "payment_intent.succeeded",
      errorCode: "PAYMENT_PROVIDER_UNAVAILABLE",
      attempts: 2,
      createdAt: at("06T09:00"),
      lastTriedAt: at("06T10:00"),
      appliedAt: null,
    },
  ]);
  expect((await world.session(session.id)).state).toBe("held");

  const early = { ...admin, now: at("06T11:00") };
  expect((await refusal(replayWebhook(early, { eventId: event.id }))).code).toBe(
    "PAYMENT_PROVIDER_UNAVAILABLE",
  );
  world.clearFaults();
  await replayWebhook(early, { eventId: event.id });
  expect((await world.session(session.id)).state).toBe("confirmed");
  expect(await failed()).toEqual([]);
  expect(await failed("recovered")).toMatchObject([{ id: event.id, appliedAt: expect.any(Date) }]);
  const applied = await listAppliedWebhooks(admin, { limit: 5 });
  expect(applied.items.map(({ id }) => id)).toEqual([event.id]);
  expect((await refusal(replayWebhook(early, { eventId: event.id }))).code).toBe("WRONG_STATE");
});

test("what Stripe sends again by itself has recovered, and nothing is applied twice", async () => {
  const { session, event } = await paidUnheard("12");
  outage();
  await expect(receiveStripeEvent(world.system(), event)).rejects.toThrow();
  world.clearFaults();
  for (let time = 0; time < 2; time++) await receiveStripeEvent(world.system(), event);
  expect((await world.session(session.id)).state).toBe("confirmed");
  expect(await failed()).toEqual([]);
  expect((await world.events(session.id, "payment/completed")).length).toBe(1);
});

test("an event that fails again stays, says why, and its replay is on record", async () => {
  const { event } = await paidUnheard("13");
  outage();
  await expect(receiveStripeEvent(world.system(), event)).rejects.toThrow();
  world.clearFaults();
  // The event itself can be had; what it tells of cannot.
  world.fault({
    kind: "status",
    service: "stripe",
    path: "/v1/payment_intents/*",
    status: 500,
    times: 100,
  });
  expect((await refusal(replayWebhook(admin, { eventId: event.id }))).code).toBe(
    "PAYMENT_PROVIDER_UNAVAILABLE",
  );
  expect(await failed()).toMatchObject([{ id: event.id, attempts: 2, lastTriedAt: DUE }]);
  const acts = await world.sql`select act, subject_id from admin_acts`;
  expect([...acts]).toEqual([{ act: "webhook_replayed", subject_id: event.id }]);
});

test("an event on a connected account is asked for there", async () => {
  const researcher = await world.researcher();
  const accountId = await world.account(researcher, false);
  await world.control(`/accounts/${accountId}/onboard`);
  const event = (await eventsOf(accountId)).find(({ type }) => type === "account.updated");
  if (!event) throw new Error("Stripe tells of no account");
  outage();
  await expect(receiveStripeEvent(world.system(), event)).rejects.toThrow();
  world.clearFaults();
  await replayWebhook(admin, { eventId: event.id });
  expect((await world.accountRow(researcher.id))?.canReceive).toBe(true);
});

test("what Stripe has forgotten, or nobody has sent, is not found", async () => {
  const row = { id: "evt_forgotten", provider: "stripe", type: "refund.failed", errorCode: "x" };
  await world.db.insert(webhookFailures).values({ ...row, lastTriedAt: DUE });
  for (const eventId of ["evt_forgotten", "evt_unknown"])
    expect((await refusal(replayWebhook(admin, { eventId }))).code).toBe("NOT_FOUND");
  const reader = world.as(await world.reader());
  for (const call of [
    () => replayWebhook(reader, { eventId: "evt_forgotten" }),
    () => listFailedWebhooks(reader, { limit: 1, state: "failed" }),
    () => listAppliedWebhooks(reader, { limit: 1 }),
  ])
    expect((await refusal(call())).code).toBe("FORBIDDEN");
});
