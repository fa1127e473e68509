import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { alignMisaligned } from "@/lib/payments/payouts/align-misaligned";
import { oweSessionBack } from "@/lib/payments/refunds";
import { addHours } from "@/lib/platform/time";
import { createPayoutWorld, DUE, EARLY, END, type PayoutWorld } from "../payouts.fixture";
import { reportSession } from "../reports/report-session";
import { refusal } from "../sessions.fixture";
import { viewEarning } from "./earning-view";
import { ListEarnings, listEarnings } from "./list-earnings";
import { sumEarnings } from "./sum-earnings";

// Many calls to real servers, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let world: PayoutWorld;
beforeAll(async () => {
  world = await createPayoutWorld();
});
afterAll(() => world.close());

const input = (query: object = {}) => ListEarnings.parse(query);
const whole = { grossCents: 15_000, feeCents: 2_250, netCents: 12_750 };
const nothing = { grossCents: 0, feeCents: 0, netCents: 0, sessions: 0 };

async function earned() {
  const made = await world.payable();
  const as = (now: Date) => world.as(made.researcher.actor, now);
  return {
    ...made,
    as,
    only: async (now: Date) => {
      const { items } = await listEarnings(as(now), input());
      expect(items).toHaveLength(1);
      return items[0];
    },
    sums: async (now: Date) => (await sumEarnings(as(now))).states,
  };
}

describe("what a session has earned", () => {
  test("is pending, on the way, and paid, always as gross, fee and net", async () => {
    const { only, sums, payout } = await earned();
    expect(await only(EARLY)).toMatchObject({ state: "pending", waitsFor: "date", ...whole });
    expect(await only(DUE)).toMatchObject({ state: "on_the_way", ...whole });
    expect(await sums(DUE)).toMatchObject({
      pending: nothing,
      on_the_way: { ...whole, sessions: 1 },
    });
    await world.send(payout.id);
    expect(await only(DUE)).toMatchObject({ state: "paid", paidAt: expect.any(Date), ...whole });
    expect(await sums(DUE)).toMatchObject({ paid: { ...whole, sessions: 1 }, on_the_way: nothing });
  });

  test("waits for an account, for a report, and for a dispute", async () => {
    const researcher = await world.researcher();
    const { reader, session } = await world.completed(researcher);
    const look = async () =>
      (await listEarnings(world.as(researcher.actor, DUE), input())).items[0]?.waitsFor;
    expect(await look()).toBe("account");
    await reportSession(world.as(reader, addHours(END, 1)), {
      sessionId: session.id,
      kind: "problem",
      text: "It was cut short.",
    });
    expect(await look()).toBe("report");
    const other = await earned();
    await world.tell(await world.dispute(other.chargeId));
    expect(await other.only(DUE)).toMatchObject({ state: "pending", waitsFor: "dispute" });
  });

  test("shrinks with what went back to the reader, and still adds up", async () => {
    const { only, sums, payout, session } = await earned();
    await world.sql`update payments set refunded_cents = 4999 where id = ${payout.paymentId}`;
    await world.send(payout.id);
    await world.sweep();
    await alignMisaligned(world.system(DUE));
    await world.sweep(addHours(DUE, 3));
    const line = await only(addHours(DUE, 3));
    expect(line?.netCents).toBe(await world.sent(session.id));
    expect(line?.grossCents).toBe((line?.feeCents ?? 0) + (line?.netCents ?? 0));
    expect((await sums(DUE)).paid).toMatchObject({ netCents: line?.netCents });
    await world.db.transaction((tx) => oweSessionBack(tx, session.id, "report_upheld"));
    await world.sweep(addHours(DUE, 6));
    expect(await only(DUE)).toMatchObject({ state: "returned", netCents: 0, grossCents: 0 });
  });

  test("is counted to the month of the researcher's own calendar", async () => {
    const researcher = await world.researcher();
    const { payout } = await world.completed(researcher);
    await world.sql`update researchers set time_zone = 'Pacific/Auckland'
      where id = ${researcher.id}`;
    // 12:30 UTC on March 31st is April 1st in Auckland.
    await world.sql`update payouts set earned_at = '2026-03-31T12:30:00Z' where id = ${payout.id}`;
    const ctx = world.as(researcher.actor, DUE);
    expect((await sumEarnings(ctx)).months).toEqual([{ month: "2026-04", ...whole, sessions: 1 }]);
    expect((await listEarnings(ctx, input({ month: "2026-04" }))).items).toHaveLength(1);
    expect((await listEarnings(ctx, input({ month: "2026-03" }))).items).toHaveLength(0);
  });

  test("is listed page by page, each line once, and belongs to its researcher", async () => {
    const researcher = await world.researcher();
    const ids: string[] = [];
    for (let n = 0; n < 3; n++) {
      const { payout } = await world.completed(researcher);
      await world.sql`update sessions set starts_at = starts_at - ${n + 1} * interval '1 day',
        ends_at = ends_at - ${n + 1} * interval '1 day' where id = ${payout.sessionId}`;
      await world.sql`update payouts set earned_at = earned_at - ${n + 1} * interval '1 day'
        where id = ${payout.id}`;
      await world.sql`delete from time_slots where session_id = ${payout.sessionId}`;
      ids.push(payout.id);
    }
    const ctx = world.as(researcher.actor, DUE);
    const first = await listEarnings(ctx, input({ limit: 2 }));
    const second = await listEarnings(ctx, input({ limit: 2, cursor: first.nextCursor }));
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
    expect(second.nextCursor).toBeNull();
    expect(first.items.map(viewEarning)).toMatchObject([
      { gross: 150, fee: 22.5, net: 127.5, status: "pending", waits_for: "account" },
      { id: ids[1] },
    ]);
    const { actor } = await world.researcher();
    expect((await listEarnings(world.as(actor), input())).items).toEqual([]);
    const reader = world.as(await world.reader());
    expect((await refusal(listEarnings(reader, input()))).code).toBe("FORBIDDEN");
    expect((await refusal(sumEarnings(reader))).code).toBe("FORBIDDEN");
  });
});
