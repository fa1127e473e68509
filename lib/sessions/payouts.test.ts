import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { listStaleAccounts, refreshPayoutAccount } from "@/lib/payments/payouts/accounts";
import { alignPayout } from "@/lib/payments/payouts/align-payout";
import { listSendablePayouts } from "@/lib/payments/payouts/send-payout";
import { oweSessionBack } from "@/lib/payments/refunds";
import { addHours } from "@/lib/platform/time";
import { completeSessions } from "./deadlines";
import { createPayoutWorld, DUE, EARLY, END, type PayoutWorld } from "./payouts.fixture";
import { later } from "./sessions.fixture";

// Many calls to real servers, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let world: PayoutWorld;
beforeAll(async () => {
  world = await createPayoutWorld();
});
afterEach(() => world.clearFaults());
afterAll(() => world.close());

const CREATE = { service: "stripe", method: "POST", path: "/v1/transfers" };
const refund = (sessionId: string) =>
  world.db.transaction((tx) => oweSessionBack(tx, sessionId, "report_upheld"));

describe("a completed session", () => {
  test("owes its researcher the rate less the fee, 49 hours after its end", async () => {
    const { payout, session, researcher } = await world.completed();
    expect(payout).toMatchObject({
      status: "due",
      researcherId: researcher.id,
      grossCents: 15_000,
      feePercent: 15,
      feeCents: 2_250,
      netCents: 12_750,
      withheldCents: 0,
      dueAt: DUE,
      earnedAt: END,
    });
    await completeSessions(world.system(later(5, END)));
    expect((await world.payout(session.id)).id).toBe(payout.id);
  });

  test("keeps the fee that it was booked under", async () => {
    const [reader, researcher] = [await world.reader(), await world.researcher()];
    const session = await world.booked(reader, researcher, new Date("2026-03-10T09:00:00Z"));
    await world.sql`update sessions set platform_fee_percent = 20 where id = ${session.id}`;
    await world.sql`update meetings set state = 'ready', zoom_meeting_id = ${session.id},
      join_url = 'https://zoom.example/j/1' where session_id = ${session.id}`;
    await completeSessions(world.system(new Date("2026-03-10T10:00:00Z")));
    expect(await world.payout(session.id)).toMatchObject({ feeCents: 3_000, netCents: 12_000 });
  });
});

describe("sending a payout", () => {
  test("happens when it is due, not before, and only once", async () => {
    const { payout, session, accountId, chargeId } = await world.payable();
    await world.send(payout.id, EARLY);
    expect(await world.transfers(session.id)).toEqual([]);
    await world.send(payout.id);
    await world.send(payout.id);
    await world.sweep(addHours(DUE, 48));
    expect(await world.transfers(session.id)).toMatchObject([
      {
        amount: 12_750,
        destination: accountId,
        source_transaction: chargeId,
        metadata: { payout_id: payout.id, session_id: session.id },
      },
    ]);
    const [transfer] = await world.transfers(session.id);
    expect(await world.payout(session.id)).toMatchObject({
      status: "paid",
      transactionId: transfer?.id,
      sentCents: 12_750,
      attempt: 1,
    });
    const told = await world.sql`select data from outbox where name = 'payout/paid'`;
    expect(told.filter(({ data }) => data.payoutId === payout.id)).toHaveLength(1);
  });

  test("by ten workers at once, twenty times, sends it once", async () => {
    for (let round = 0; round < 20; round++) {
      const { payout, session } = await world.payable();
      await Promise.allSettled(Array.from({ length: 10 }, () => world.send(payout.id)));
      await world.sweep();
      expect(await world.sent(session.id)).toBe(12_750);
      expect(await world.transfers(session.id)).toHaveLength(1);
    }
  });

  test.each([
    ["before Stripe was asked", "cutBefore", 3],
    ["before Stripe's answer arrived", "cutAfter", 3],
    ["by Stripe's failing", "status", 3],
  ])("interrupted %s goes on where it was, once", async (_when, kind, times) => {
    const { payout, session } = await world.payable();
    world.fault({ kind, ...CREATE, times, ...(kind === "status" && { status: 500 }) });
    await expect(world.send(payout.id)).rejects.toMatchObject({
      code: "PAYMENT_PROVIDER_UNAVAILABLE",
    });
    expect((await world.payout(session.id)).status).toBe("sending");
    world.clearFaults();
    // Nobody else takes it up while the worker may still be at it.
    await world.send(payout.id, later(1, DUE));
    expect((await world.payout(session.id)).status).toBe("sending");
    await world.send(payout.id, later(2, DUE));
    expect((await world.payout(session.id)).status).toBe("paid");
    expect(await world.transfers(session.id)).toHaveLength(1);
  });

  test("killed after the transfer was made finds it, also after Stripe has forgotten the key", async () => {
    const { payout, session } = await world.payable();
    world.fault({ kind: "cutAfter", ...CREATE, times: 3 });
    await world.send(payout.id).catch(() => {});
    await world.sandbox.deps.store.pool`delete from sandbox.idempotency_keys`;
    await world.send(payout.id, addHours(DUE, 30));
    expect(await world.transfers(session.id)).toHaveLength(1);
    expect((await world.payout(session.id)).status).toBe("paid");
  });

  test("killed before it wrote what Stripe answered hears of it by webhook", async () => {
    const { payout, session } = await world.payable();
    world.fault({ kind: "cutAfter", ...CREATE, times: 3 });
    await world.send(payout.id).catch(() => {});
    const [transfer] = await world.transfers(session.id);
    await world.tell(transfer?.id ?? "");
    await world.tell(transfer?.id ?? "");
    expect(await world.payout(session.id)).toMatchObject({
      status: "paid",
      transactionId: transfer?.id,
    });
    await world.sweep(addHours(DUE, 30));
    expect(await world.transfers(session.id)).toHaveLength(1);
  });

  test.each([
    ["that came to nothing is followed by an attempt of its own", false, 2],
    ["that had made the transfer is not followed by another", true, 1],
  ])("whose failure Stripe keeps for a day, %s", async (_then, done, attempt) => {
    const { payout, session } = await world.payable();
    world.fault({ kind: "keptFailure", service: "stripe", path: "/v1/transfers", done });
    await expect(world.send(payout.id)).rejects.toThrow("did not answer");
    for (const minutes of [2, 62]) await world.send(payout.id, later(minutes, DUE));
    expect(await world.payout(session.id)).toMatchObject({ status: "paid", attempt });
    expect(await world.transfers(session.id)).toHaveLength(1);
  });

  test("that Stripe refuses is tried again every hour under a key of its own, and a person is told once", async () => {
    const { payout, session, chargeId } = await world.payable();
    await world.sql`update payments set charge_id = 'ch_none' where session_id = ${session.id}`;
    await world.send(payout.id);
    expect(await world.payout(session.id)).toMatchObject({
      status: "due",
      attempt: 2,
      failureCode: "resource_missing",
      sentCents: null,
    });
    expect(await world.alertsOf(payout.id)).toEqual(["payout_refused"]);
    await world.send(payout.id, later(59, DUE));
    expect((await world.payout(session.id)).attempt).toBe(2);
    await world.sql`update payments set charge_id = ${chargeId} where session_id = ${session.id}`;
    await world.send(payout.id, later(60, DUE));
    expect((await world.payout(session.id)).status).toBe("paid");
  });
});

describe("a researcher without a finished account", () => {
  test("accrues, and is paid once the account is finished: heard of by webhook", async () => {
    const researcher = await world.researcher();
    const accountId = await world.account(researcher, false);
    const { payout, session } = await world.completed(researcher);
    await world.sweep();
    expect((await world.payout(session.id)).status).toBe("due");
    await world.control(`/accounts/${accountId}/onboard`);
    await world.tell(accountId);
    const ready = await world.sql`select data from outbox where name = 'payout-account/ready'`;
    expect(ready.filter(({ data }) => data.researcherId === researcher.id)).toHaveLength(1);
    expect(await listSendablePayouts(world.system(DUE), { researcherId: researcher.id })).toEqual([
      payout.id,
    ]);
    await world.sweep();
    expect(await world.sent(session.id)).toBe(12_750);
  });

  test("the same where the webhook got lost: the sweep looks by itself", async () => {
    const researcher = await world.researcher();
    const accountId = await world.account(researcher, false);
    const { session } = await world.completed(researcher);
    await world.control(`/accounts/${accountId}/onboard`);
    expect(await listStaleAccounts(world.system(later(10)), 1_000)).not.toContain(researcher.id);
    expect(await listStaleAccounts(world.system(DUE), 1_000)).toContain(researcher.id);
    await refreshPayoutAccount(world.system(DUE), researcher.id);
    await world.sweep();
    expect(await world.sent(session.id)).toBe(12_750);
  });

  test("that Stripe does not tell of keeps no other one from being looked at", async () => {
    const lost = await world.researcher();
    await world.account(lost, false);
    await world.completed(lost);
    const account = await world.researcher();
    await world.account(account, false);
    await world.completed(account);
    await world.sql`update payout_accounts set account_id = ${`acct_${lost.id}`}, asked_at = null
      where researcher_id = ${lost.id}`;
    await world.sql`update payout_accounts set asked_at = ${DUE.toISOString()}
      where researcher_id = ${account.id}`;
    const staleAt = async (at: Date) => {
      const stale = await listStaleAccounts(world.system(at), 1_000);
      return stale.filter((id) => id === lost.id || id === account.id);
    };
    const at = later(60, DUE);
    expect(await staleAt(at)).toEqual([lost.id, account.id]);
    await expect(refreshPayoutAccount(world.system(at), lost.id)).rejects.toThrow();
    expect(await staleAt(later(1, at))).toEqual([account.id]);
    expect(await staleAt(later(15, at))).toEqual([account.id, lost.id]);
  });

  test("who has none at all accrues too", async () => {
    const { session } = await world.completed();
    await world.sweep();
    expect((await world.payout(session.id)).status).toBe("due");
  });

  test("an account that turns out to be switched off waits for its owner, and is paid afterwards", async () => {
    const { payout, session, accountId, researcher } = await world.payable();
    await world.control(`/accounts/${accountId}/ask`, { requirement: "individual.id_number" });
    await world.send(payout.id);
    expect(await world.payout(session.id)).toMatchObject({ status: "due", attempt: 2 });
    expect(await world.accountRow(researcher.id)).toMatchObject({
      canReceive: false,
      currentlyDue: ["individual.id_number"],
    });
    expect(await world.alertsOf(payout.id)).toEqual([]);
    await world.control(`/accounts/${accountId}/onboard`);
    await world.tell(accountId, later(5, DUE));
    await world.sweep();
    expect(await world.sent(session.id)).toBe(12_750);
  });

  test("a transfer refused for an account that Stripe calls ready waits an hour, and a person is told", async () => {
    const { payout, session, researcher } = await world.payable();
    const elsewhere = await world.account(await world.researcher(), false);
    const ready = async () => {
      const told = await world.sql`select data from outbox where name = 'payout-account/ready'`;
      return told.filter(({ data }) => data.researcherId === researcher.id).length;
    };
    const before = await ready();
    await world.sql`update payouts set destination = ${elsewhere} where id = ${payout.id}`;
    await world.send(payout.id);
    expect(await ready()).toBe(before);
    expect(await world.payout(session.id)).toMatchObject({
      status: "due",
      failureCode: "insufficient_capabilities_for_transfer",
      retryAt: addHours(DUE, 1),
    });
    expect(await world.alertsOf(payout.id)).toEqual(["payout_refused"]);
    await world.send(payout.id, addHours(DUE, 1));
    expect(await world.sent(session.id)).toBe(12_750);
  });

  test("an older look at the account does not undo a newer one", async () => {
    const researcher = await world.researcher();
    const accountId = await world.account(researcher);
    await world.control(`/accounts/${accountId}/reject`);
    await refreshPayoutAccount(world.system(later(-10)), researcher.id);
    expect((await world.accountRow(researcher.id))?.canReceive).toBe(true);
    await refreshPayoutAccount(world.system(later(10)), researcher.id);
    expect((await world.accountRow(researcher.id))?.canReceive).toBe(false);
  });
});

describe("a refund", () => {
  test("voids a payout that is due, in its own transaction", async () => {
    const { payout, session } = await world.payable();
    await refund(session.id);
    expect(await world.payout(session.id)).toMatchObject({
      status: "void",
      withheldCents: 12_750,
    });
    await world.sweep();
    expect(await world.transfers(session.id)).toEqual([]);
    expect(await world.alertsOf(payout.id)).toEqual([]);
  });

  test("that meets a payout being sent waits, then takes it back", async () => {
    const { payout, session } = await world.payable();
    world.fault({ kind: "cutAfter", ...CREATE, times: 3 });
    await world.send(payout.id).catch(() => {});
    await refund(session.id);
    expect((await world.payout(session.id)).status).toBe("sending");
    world.clearFaults();
    await world.send(payout.id, later(5, DUE));
    expect((await world.payout(session.id)).status).toBe("paid");
    const asked = await world.sql`select data from outbox where name = 'payout/reversal-due'`;
    expect(asked.some(({ data }) => data.payoutId === payout.id)).toBe(true);
    await world.reverse(payout.id);
    expect(await world.sent(session.id)).toBe(0);
    expect(await world.payout(session.id)).toMatchObject({
      status: "reversed",
      reversedCents: 12_750,
    });
  });

  test("after the transfer takes it back, once, whatever is repeated or lost", async () => {
    const { payout, session } = await world.payable();
    await world.send(payout.id);
    await refund(session.id);
    const path = "/v1/transfers/*/reversals";
    world.fault({ kind: "cutAfter", service: "stripe", method: "POST", path, times: 3 });
    await expect(world.reverse(payout.id)).rejects.toMatchObject({
      code: "PAYMENT_PROVIDER_UNAVAILABLE",
    });
    await world.sandbox.deps.store.pool`delete from sandbox.idempotency_keys`;
    await world.reverse(payout.id, addHours(DUE, 30));
    await world.reverse(payout.id, addHours(DUE, 31));
    expect(await world.transfers(session.id)).toMatchObject([{ amount_reversed: 12_750 }]);
    expect((await world.payout(session.id)).status).toBe("reversed");
  });

  test.each([
    ["came to nothing", false],
    ["had taken it back", true],
  ])("is taken back although Stripe keeps the failure of a try that %s", async (_what, done) => {
    const { payout, session } = await world.payable();
    await world.send(payout.id);
    await refund(session.id);
    world.fault({
      kind: "keptFailure",
      service: "stripe",
      path: "/v1/transfers/*/reversals",
      done,
    });
    for (const minutes of [10, 13, 16])
      await world.reverse(payout.id, later(minutes, DUE)).catch(() => {});
    expect(await world.transfers(session.id)).toMatchObject([{ amount_reversed: 12_750 }]);
    expect((await world.payout(session.id)).status).toBe("reversed");
  });

  test("in part leaves the researcher the share of what was kept, sent or not", async () => {
    for (const isSent of [true, false]) {
      const { payout, session } = await world.payable();
      if (isSent) await world.send(payout.id);
      await world.sql`update payments set refunded_cents = 5000 where id = ${payout.paymentId}`;
      await world.db.transaction((tx) => alignPayout(tx, payout.paymentId));
      await world.sweep();
      // A third went back; the researcher keeps two thirds of $127.50.
      expect(await world.sent(session.id)).toBe(8_500);
      expect((await world.payout(session.id)).status).toBe("paid");
    }
  });

  test("whose money has gone on to the bank is told to a person, and tried again", async () => {
    const { payout, session, accountId } = await world.payable();
    await world.send(payout.id);
    await refund(session.id);
    await world.control(`/accounts/${accountId}/drain`);
    await world.reverse(payout.id);
    expect(await world.alertsOf(payout.id)).toEqual(["payout_not_reversed"]);
    await world.control(`/accounts/${accountId}/fill`);
    await world.reverse(payout.id, addHours(DUE, 1));
    expect(await world.sent(session.id)).toBe(12_750);
    await world.reverse(payout.id, addHours(DUE, 26));
    expect(await world.sent(session.id)).toBe(0);
  });

  test("racing with the transfer in every order, 30 times, agrees with Stripe", async () => {
    for (let round = 0; round < 30; round++) {
      const { payout, session } = await world.payable();
      const work = [
        () => world.send(payout.id),
        () => refund(session.id),
        () => world.send(payout.id),
        () => world.reverse(payout.id),
      ];
      const order = round % 4;
      const turned = [...work.slice(order), ...work.slice(0, order)];
      await Promise.allSettled(turned.map((act) => act()));
      await world.sweep();
      expect(await world.kept(session.id)).toBe(0);
      expect(await world.sent(session.id)).toBe(0);
      expect(["void", "reversed"]).toContain((await world.payout(session.id)).status);
    }
  });
});
