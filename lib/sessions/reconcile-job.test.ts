import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { EngineBench } from "@/sandbox/inngest/testing/engine-bench";
import { cancelSession } from "./cancel-session";
import { reconcilePaymentsNightly } from "./functions";
import { createReconciliation, type ReconciliationWorld } from "./reconciliation.fixture";

// Many calls to real servers, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let world: ReconciliationWorld;
let bench: EngineBench;
beforeAll(async () => {
  world = await createReconciliation();
  bench = await EngineBench.start();
  await bench.serve(bench.client("colloquy"), [reconcilePaymentsNightly]);
});
afterEach(() => world.clearFaults());
afterAll(async () => {
  await bench.close();
  await world.close();
});

const request = (data: object) =>
  bench.client().send({ name: "payments/reconcile-requested", data });
const latestRun = async () => {
  await bench.settle();
  const runs = await bench.runs("reconcile-payments");
  return runs.toSorted((a, b) => b.id.localeCompare(a.id))[0];
};

/** Paid and declined without our hearing of it, and a refund that was never asked for. */
async function lostWebhooks() {
  const [paid, owed] = [await world.heldNow(), await world.bookedNow()];
  await world.pay(paid.reader, paid.session);
  await cancelSession(world.as(owed.reader), { sessionId: owed.session.id });
  return { paid: paid.session.id, owed: owed.session.id };
}

test("asked for by event, it is tried again after an outage in the middle", async () => {
  const sessions = await lostWebhooks();
  // Stripe's client asks three times: the first try of either step fails.
  for (const path of ["/v1/payment_intents", "/v1/refunds"]) {
    world.fault({ kind: "status", service: "stripe", method: "GET", path, status: 500, times: 3 });
  }
  await request({ since: "1970-01-01T00:00:00Z" });
  expect(await latestRun()).toMatchObject({
    status: "completed",
    steps: [
      { name: "payments", status: "done", failures: 1 },
      { name: "refunds", status: "done", failures: 1 },
      { name: "payouts", status: "done", failures: 0 },
      { name: "memberships", status: "done", failures: 0 },
    ],
  });
  // Heard of long after the session's time: the money went back.
  expect(await world.payment(sessions.paid)).toMatchObject({
    status: "completed",
    refundedCents: 15_000,
  });
  expect((await world.refunds(sessions.owed))[0]).toMatchObject({ status: "succeeded" });
});

test("a part that stays broken does not keep the other from its turn, and a person is told", async () => {
  const sessions = await lostWebhooks();
  const path = "/v1/payment_intents";
  world.fault({ kind: "status", service: "stripe", method: "GET", path, status: 429, times: 999 });
  await request({ since: "1970-01-01T00:00:00Z" });
  expect(await latestRun()).toMatchObject({ status: "failed" });
  expect((await world.payment(sessions.paid)).status).toBe("pending");
  expect((await world.refunds(sessions.owed))[0]).toMatchObject({ status: "succeeded" });
  expect((await world.alerts()).map(({ kind }) => kind)).toEqual(["job_failed"]);
});

test("a since that is no instant fails at once", async () => {
  await request({ since: "yesterday" });
  expect(await latestRun()).toMatchObject({ status: "failed", steps: [] });
});
