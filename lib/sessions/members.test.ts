import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { subscriptions } from "@/db/schema";
import { encodeSlotId } from "@/lib/availability/slot-id";
import { stripe } from "@/lib/payments/stripe";
import type { UserActor } from "@/lib/platform/context";
import { addHours, DAY_MS } from "@/lib/platform/time";
import { cancelSession } from "./cancel-session";
import { completeSessions } from "./deadlines";
import { createPayoutWorld, END, type PayoutWorld } from "./payouts.fixture";
import { previewSession } from "./preview-session";
import { decideReport } from "./reports/decide-report";
import { reportSession } from "./reports/report-session";
import { at, NOW, slotAt } from "./sessions.fixture";

let world: PayoutWorld;
beforeAll(async () => {
  world = await createPayoutWorld();
});
afterEach(() => world.clearFaults());
afterAll(() => world.close());

const START = at("09T09:00");

async function member(values: Partial<typeof subscriptions.$inferInsert> = {}) {
  const reader = await world.reader();
  await world.db.insert(subscriptions).values({
    userId: reader.id,
    stripeSubscriptionId: `sub_${crypto.randomUUID()}`,
    state: "active",
    priceCents: 2_900,
    startedAt: NOW,
    periodEndsAt: new Date(NOW.getTime() + 30 * DAY_MS),
    seenAt: NOW,
    ...values,
  });
  return reader;
}

/** The $150 session of a member, over and completed. */
async function taken(reader: UserActor) {
  const researcher = await world.researcher();
  const session = await world.booked(reader, researcher, START);
  await world.sql`update meetings set state = 'ready', zoom_meeting_id = ${session.id},
    join_url = 'https://zoom.example/j/1' where session_id = ${session.id}`;
  await completeSessions(world.system(END));
  return { researcher, session };
}

describe("a member's session", () => {
  test("costs 10 % less, and its payment is of that price", async () => {
    const reader = await member();
    const researcher = await world.researcher();
    const session = await world.hold(reader, researcher, START);
    expect(session).toMatchObject({ priceCents: 13_500, memberDiscountCents: 1_500 });
    await world.settle(await world.pay(reader, session));
    expect(await world.session(session.id)).toMatchObject({ state: "confirmed" });
    expect(await world.kept(session.id)).toBe(13_500);
  });

  test("is shown at both prices before it is held", async () => {
    const researcher = await world.researcher();
    const slotId = encodeSlotId(slotAt(researcher, START));
    const price = { fullCents: 15_000, discountCents: 1_500, memberCents: 13_500 };
    const seen = async (reader: UserActor) => previewSession(world.as(reader), { slotId });
    expect(await seen(await world.reader())).toMatchObject({ price, isMember: false });
    expect(await seen(await member())).toMatchObject({ price, isMember: true });
  });

  test("keeps the price of its hold, whatever becomes of the membership", async () => {
    const leaver = await member();
    const researcher = await world.researcher();
    const session = await world.hold(leaver, researcher, START);
    await world.sql`update subscriptions set state = 'canceled', ended_at = now() where user_id = ${leaver.id}`;
    await world.settle(await world.pay(leaver, session));
    expect(await world.session(session.id)).toMatchObject({
      state: "confirmed",
      priceCents: 13_500,
    });
    expect(await world.hold(leaver, researcher, addHours(START, 2))).toMatchObject({
      priceCents: 15_000,
      memberDiscountCents: 0,
    });
  });

  test.each([
    ["past_due", null, 13_500],
    ["unpaid", null, 15_000],
    ["active", addHours(NOW, -1), 15_000],
    ["active", addHours(NOW, 1), 13_500],
  ] as const)("%s, ending %s: costs %i", async (state, endsAt, priceCents) => {
    const session = await world.hold(
      await member({ state, endsAt }),
      await world.researcher(),
      START,
    );
    expect(session).toMatchObject({ priceCents });
  });

  test("pays its researcher of the full rate, out of the platform's fee", async () => {
    const { researcher, session } = await taken(await member());
    expect(await world.payout(session.id)).toMatchObject({
      grossCents: 15_000,
      feeCents: 2_250,
      netCents: 12_750,
    });
    await world.account(researcher);
    await world.sweep();
    const payout = await world.payout(session.id);
    expect(payout).toMatchObject({ status: "paid", sentCents: 12_750 });
    const transfer = await stripe().transfers.retrieve(payout.transactionId ?? "");
    expect((await world.kept(session.id)) - transfer.amount).toBe(750);
  });

  test("canceled by its reader gives back what was paid, and owes the researcher nothing", async () => {
    const reader = await member();
    const session = await world.booked(reader, await world.researcher(), START);
    await cancelSession(world.as(reader), { sessionId: session.id });
    expect(await world.kept(session.id)).toBe(0);
    const [refund] = await world.refunds(session.id);
    expect(refund).toMatchObject({ amountCents: 13_500 });
  });

  test("refunded in part takes the same part from the researcher as of a full price", async () => {
    const reader = await member();
    const { session } = await taken(reader);
    const report = await reportSession(world.as(reader, addHours(END, 1)), {
      sessionId: session.id,
      kind: "problem",
      text: "The sound broke up for half of the hour.",
    });
    const admin = world.as({ ...(await world.reader()), isAdmin: true }, addHours(END, 2));
    await decideReport(admin, {
      sessionId: report.sessionId,
      outcome: "partial_refund",
      refund_amount: 67.5,
    });
    const payout = await world.payout(session.id);
    expect(payout.netCents - payout.withheldCents).toBe(6_375);
    expect(await world.kept(session.id)).toBe(6_750);
  });
});

test("the database refuses a discount that the fee does not cover", async () => {
  const session = await world.hold(await member(), await world.researcher(), START);
  const raise = world.sql`update sessions set member_discount_cents = 2700 where id = ${session.id}`;
  await expect(raise).rejects.toThrow("sessions_discount_within_fee");
});
