import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { alignPayout } from "@/lib/payments/payouts/align-payout";
import { applyDispute, retrieveDispute } from "@/lib/payments/payouts/disputes";
import { oweSessionBack } from "@/lib/payments/refunds";
import { listDueRefunds } from "@/lib/payments/send-refund";
import { refundPart } from "@/lib/payments/session-refund";
import { stripe } from "@/lib/payments/stripe";
import { getReceipt } from "./get-receipt";
import { createPayoutWorld, DUE, eventsOf, type PayoutWorld } from "./payouts.fixture";
import { later } from "./sessions.fixture";
import { applyStripeEvent } from "./stripe-webhook";

// Many calls to real servers, on machines that may be busy.
vi.setConfig({ testTimeout: 120_000 });

let world: PayoutWorld;
beforeAll(async () => {
  world = await createPayoutWorld();
});
afterEach(() => world.clearFaults());
afterAll(() => world.close());

const refund = (sessionId: string) =>
  world.db.transaction((tx) => oweSessionBack(tx, sessionId, "report_upheld"));
const refundHalf = (sessionId: string) =>
  world.db.transaction((tx) =>
    refundPart(tx, sessionId, { cents: 7_500, key: `half:${sessionId}`, reason: "report_upheld" }),
  );

const openAlerts = async (subject: string) =>
  (await world.alerts())
    .filter(({ key, resolvedAt }) => key.endsWith(subject) && !resolvedAt)
    .map(({ kind }) => kind);

describe("a card dispute", () => {
  test("blocks a payout that is not sent; won, it lets it go", async () => {
    const { payout, session, chargeId } = await world.payable();
    const disputeId = await world.dispute(chargeId);
    await world.tell(disputeId);
    expect((await world.payout(session.id)).status).toBe("blocked");
    await world.sweep();
    expect(await world.transfers(session.id)).toEqual([]);
    expect(await world.alertsOf(disputeId)).toEqual(["dispute_opened"]);
    await world.control(`/disputes/${disputeId}/win`);
    await world.tell(disputeId);
    expect(await openAlerts(disputeId)).toEqual(["dispute_closed"]);
    expect((await world.payout(session.id)).status).toBe("due");
    await world.send(payout.id);
    expect(await world.sent(session.id)).toBe(12_750);
  });

  test("lost before the payout was sent voids it", async () => {
    const { session, chargeId } = await world.payable();
    const disputeId = await world.dispute(chargeId);
    await world.control(`/disputes/${disputeId}/lose`);
    await world.tell(disputeId);
    await world.sweep();
    expect((await world.payout(session.id)).status).toBe("void");
    expect(await world.transfers(session.id)).toEqual([]);
  });

  test("lost after it was sent takes it back", async () => {
    const { payout, session, chargeId } = await world.payable();
    await world.send(payout.id);
    const disputeId = await world.dispute(chargeId);
    await world.tell(disputeId);
    await world.sweep();
    expect(await world.sent(session.id)).toBe(12_750);
    await world.control(`/disputes/${disputeId}/lose`);
    await world.tell(disputeId);
    await world.sweep();
    expect(await world.sent(session.id)).toBe(0);
    expect((await world.payout(session.id)).status).toBe("reversed");
  });

  test("keeps a refund waiting, and lost, the bank has paid it already", async () => {
    const { reader, session, chargeId, intentId } = await world.payable();
    const disputeId = await world.dispute(chargeId);
    await world.tell(disputeId);
    await refund(session.id);
    await world.sendRefunds();
    expect((await world.refunds(session.id))[0]?.status).toBe("due");
    await world.control(`/disputes/${disputeId}/lose`);
    await world.tell(disputeId);
    await world.sendRefunds();
    expect((await world.refunds(session.id))[0]).toMatchObject({
      status: "failed",
      failureReason: "dispute_lost",
    });
    expect((await stripe().refunds.list({ payment_intent: intentId })).data).toEqual([]);
    expect(await getReceipt(world.as(reader), { sessionId: session.id })).toMatchObject([
      { refunds: [{ amountCents: 15_000, status: "by_bank" }] },
    ]);
    expect((await world.payout(session.id)).status).toBe("void");
  });

  test.each([
    ["all", refund],
    ["a part", refundHalf],
  ])("lost before %s of the payment was to go back leaves nothing to send", async (_what, owe) => {
    const { reader, session, chargeId } = await world.payable();
    const disputeId = await world.dispute(chargeId);
    await world.control(`/disputes/${disputeId}/lose`);
    await world.tell(disputeId);
    await owe(session.id);
    await world.sendRefunds();
    expect(await getReceipt(world.as(reader), { sessionId: session.id })).toMatchObject([
      { refunds: [{ status: "by_bank" }] },
    ]);
  });

  test.each([
    ["all", 15_000, []],
    ["less", 5_000, ["refund_failed"]],
  ])(
    "in which the bank gave %s of what was owed tells a person when it was less",
    async (_what, amount, alerts) => {
      const { session, chargeId } = await world.payable();
      const dispute = await retrieveDispute(await world.dispute(chargeId));
      const lost = { ...dispute, amount, status: "lost" as const };
      await world.db.transaction((tx) => applyDispute(tx, lost, DUE));
      await refund(session.id);
      const [closed] = await world.refunds(session.id);
      expect(closed).toMatchObject({ status: "failed", failureReason: "dispute_lost" });
      expect(await world.alertsOf(closed?.id ?? "")).toEqual(alerts);
    },
  );

  test("that is only an inquiry blocks the payout, and lets a refund go out until it is more", async () => {
    const { payout, session, chargeId } = await world.payable();
    const dispute = await retrieveDispute(await world.dispute(chargeId));
    const inquiry = { ...dispute, status: "warning_needs_response", is_charge_refundable: true };
    const apply = (wire: object) =>
      world.db.transaction((tx) => applyDispute(tx, { ...dispute, ...wire }, DUE));
    expect(await apply(inquiry)).toBe(true);
    expect((await world.payout(session.id)).status).toBe("blocked");
    await refund(session.id);
    const [due] = await world.refunds(session.id);
    expect(await listDueRefunds(world.system())).toContain(due?.id);
    expect(await apply(dispute)).toBe(true);
    expect(await listDueRefunds(world.system())).not.toContain(due?.id);
    // What was looked at while it was an inquiry comes too late.
    expect(await apply(inquiry)).toBe(false);
    expect(await world.disputesOf(payout.paymentId)).toMatchObject([
      { status: "open", isRefundable: false },
    ]);
    // The sandbox's charge is disputed: for the sweeps of other tests it is lost.
    await world.control(`/disputes/${dispute.id}/lose`);
    await world.tell(dispute.id);
  });

  test("won lets a refund that has waited go out", async () => {
    const { session, chargeId } = await world.payable();
    const disputeId = await world.dispute(chargeId);
    await world.tell(disputeId);
    await refund(session.id);
    await world.control(`/disputes/${disputeId}/win`);
    await world.tell(disputeId);
    expect(await world.kept(session.id)).toBe(0);
    expect((await world.payout(session.id)).status).toBe("void");
  });

  test.each(["win", "lose"])(
    "opened and closed (%s), told in any order and repeated, comes to the same",
    async (ending) => {
      const { session, chargeId } = await world.payable();
      const disputeId = await world.dispute(chargeId);
      await world.control(`/disputes/${disputeId}/${ending}`);
      const events = await eventsOf(disputeId);
      expect(events.length).toBeGreaterThanOrEqual(3);
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.constantFrom(...events), { minLength: 1, maxLength: 8 }),
          async (told) => {
            for (const event of told) {
              // As if it had never been heard before: what it says is applied again.
              await applyStripeEvent(world.system(DUE), { ...event, id: crypto.randomUUID() });
            }
            const status = ending === "win" ? "won" : "lost";
            const payout = await world.payout(session.id);
            expect(await world.disputesOf(payout.paymentId)).toMatchObject([{ status }]);
            expect(payout.status).toBe(ending === "win" ? "due" : "void");
          },
        ),
        { numRuns: 8 },
      );
    },
  );

  test("looked at before it was lost, and written afterwards, stays lost", async () => {
    const { session, chargeId } = await world.payable();
    const disputeId = await world.dispute(chargeId);
    const older = await retrieveDispute(disputeId);
    await world.control(`/disputes/${disputeId}/lose`);
    await world.tell(disputeId);
    expect(await world.db.transaction((tx) => applyDispute(tx, older, DUE))).toBe(false);
    expect((await world.payout(session.id)).status).toBe("void");
    const payout = await world.payout(session.id);
    expect(await world.disputesOf(payout.paymentId)).toMatchObject([{ status: "lost" }]);
  });

  test("opened, sent and lost at once, 15 times, leaves nothing with the researcher", async () => {
    for (let round = 0; round < 15; round++) {
      const { payout, session, chargeId } = await world.payable();
      const disputeId = await world.dispute(chargeId);
      await Promise.allSettled([
        world.send(payout.id),
        world.tell(disputeId),
        world.control(`/disputes/${disputeId}/lose`).then(() => world.tell(disputeId)),
      ]);
      await world.tell(disputeId);
      await world.sweep();
      expect(await world.sent(session.id)).toBe(0);
      expect(["void", "reversed"]).toContain((await world.payout(session.id)).status);
    }
  });

  test("over somebody else's payment is none of ours", async () => {
    const intent = await stripe().paymentIntents.create({
      amount: 500,
      currency: "usd",
      payment_method: "pm_card_visa",
      confirm: true,
    });
    const disputeId = await world.dispute(String(intent.latest_charge));
    await world.tell(disputeId);
    expect(await world.alertsOf(disputeId)).toEqual([]);
  });
});

type Step = "send" | "sweep" | "half" | "refund" | "dispute" | "win" | "lose" | "tell" | "lost";

test("whatever happens in whatever order, no more is out than was kept of the payment", async () => {
  const steps: Step[] = [
    "send",
    "sweep",
    "half",
    "refund",
    "dispute",
    "win",
    "lose",
    "tell",
    "lost",
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...steps), { minLength: 3, maxLength: 12 }),
      async (order) => {
        const { payout, session, chargeId } = await world.payable();
        let minutes = 0;
        let disputeId = "";
        const act: Record<Step, () => Promise<unknown>> = {
          send: () => world.send(payout.id, later(minutes, DUE)),
          sweep: () => world.sweep(later(minutes, DUE)),
          half: async () => {
            await world.sql`update payments set refunded_cents = greatest(refunded_cents, 7500)
              where id = ${payout.paymentId}`;
            await world.db.transaction((tx) => alignPayout(tx, payout.paymentId));
          },
          refund: () => refund(session.id),
          dispute: async () => {
            disputeId ||= await world.dispute(chargeId).catch(() => "");
          },
          win: async () => disputeId && world.control(`/disputes/${disputeId}/win`),
          lose: async () => disputeId && world.control(`/disputes/${disputeId}/lose`),
          tell: async () => disputeId && world.tell(disputeId),
          // The next transfer or reversal is made, and its answer lost.
          lost: async () =>
            world.fault({
              kind: "cutAfter",
              service: "stripe",
              method: "POST",
              path: "/v1/transfers*",
              times: 3,
            }),
        };
        for (const step of order) {
          minutes += 3;
          await act[step]().catch(() => {});
        }
        world.clearFaults();
        if (disputeId) await world.tell(disputeId);
        for (let round = 0; round < 2; round++) {
          minutes += 30 * 60;
          await world.sweep(later(minutes, DUE));
        }
        const row = await world.payout(session.id);
        const payment = await world.payment(session.id);
        const [dispute] = await world.disputesOf(payment.id);
        const lost = dispute?.status === "lost" ? dispute.amountCents : 0;
        const keptCents = Math.max(0, payment.capturedCents - payment.refundedCents - lost);
        const out = await world.sent(session.id);
        expect(out).toBeLessThanOrEqual(keptCents);
        expect(out).toBe((row.sentCents ?? 0) - row.reversedCents);
        expect((await world.transfers(session.id)).length).toBeLessThanOrEqual(1);
        // Everything that may be paid has been, unless a dispute is still open.
        if (dispute?.status !== "open") expect(out).toBe(row.netCents - row.withheldCents);
      },
    ),
    { numRuns: 40, seed: 20_260_309 },
  );
});
