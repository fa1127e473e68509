import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import type { Summary } from "@/lib/payments/findings";
import { stripe } from "@/lib/payments/stripe";
import { createPayoutWorld, DUE, type PayoutWorld } from "./payouts.fixture";
import { reconcilePayments } from "./reconcile-payments";
import { later } from "./sessions.fixture";

// Many calls to real servers, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let world: PayoutWorld;
beforeAll(async () => {
  world = await createPayoutWorld();
});
afterEach(() => world.clearFaults());
afterAll(() => world.close());

// The stand-ins stamp with the machine's clock: look at everything they have.
const ALL = new Date(0);

const reconcile = (now = later(10, DUE)) =>
  reconcilePayments(world.system(now), { since: ALL, parts: ["payouts"] });

const found = ({ transfers_checked, ...rest }: Summary) =>
  Object.fromEntries(Object.entries(rest).filter(([, count]) => count > 0));

test("what webhooks and jobs missed is made up for, and a second look changes nothing", async () => {
  const [due, cut, disputed, lost] = [
    await world.payable(),
    await world.payable(),
    await world.payable(),
    await world.payable(),
  ];
  world.fault({
    kind: "cutAfter",
    service: "stripe",
    method: "POST",
    path: "/v1/transfers",
    times: 3,
  });
  await world.send(cut.payout.id).catch(() => {});
  await world.send(lost.payout.id);
  await world.dispute(disputed.chargeId);
  await world.control(`/disputes/${await world.dispute(lost.chargeId)}/lose`);
  expect(found(await reconcile())).toEqual({
    dispute_applied: 2,
    payout_sent: 2,
    payout_taken_back: 1,
  });
  for (const { session } of [due, cut]) {
    expect((await world.payout(session.id)).status).toBe("paid");
    expect(await world.transfers(session.id)).toHaveLength(1);
  }
  expect((await world.payout(disputed.session.id)).status).toBe("blocked");
  expect(await world.sent(lost.session.id)).toBe(0);
  expect(found(await reconcile(later(20, DUE)))).toEqual({});
});

test("a dispute that was closed long after it was opened is heard of", async () => {
  const { session, chargeId } = await world.payable();
  const disputeId = await world.dispute(chargeId);
  await world.tell(disputeId);
  await world.control(`/disputes/${disputeId}/lose`);
  const since = new Date(Date.now() + 60_000);
  const summary = await reconcilePayments(world.system(DUE), { since, parts: ["payouts"] });
  expect(found(summary)).toMatchObject({ dispute_applied: 1 });
  expect((await world.payout(session.id)).status).toBe("void");
});

test("what only a person can judge is told once, and nothing is moved", async () => {
  const { payout, session, accountId } = await world.payable();
  await world.send(payout.id);
  const [transfer] = await world.transfers(session.id);
  await stripe().transfers.createReversal(transfer?.id ?? "", { amount: 1_000 });
  const byHand = await world.payable();
  const unknown = await stripe().transfers.create({
    amount: 500,
    currency: "usd",
    destination: accountId,
    source_transaction: byHand.chargeId,
  });
  const gone = await world.payable();
  await world.send(gone.payout.id);
  await world.sql`update payouts set transaction_id = 'tr_none', paid_at = now()
    where id = ${gone.payout.id}`;
  await reconcile();
  expect(await world.alertsOf(transfer?.id ?? "")).toEqual(["transfer_differs"]);
  expect(await world.alertsOf(unknown.id)).toEqual(["transfer_unknown"]);
  expect(await world.alertsOf(gone.payout.id)).toEqual(["transfer_missing"]);
  expect(await world.payout(session.id)).toMatchObject({ status: "paid", reversedCents: 1_000 });
  const alerts = (await world.alerts()).length;
  await reconcile(later(30, DUE));
  expect(await world.alerts()).toHaveLength(alerts);
});
