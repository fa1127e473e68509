import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { invitations, payments, profileRequests, sessions } from "@/db/schema";
import { type OutreachWorld, outreachWorld } from "@/lib/outreach/outreach.fixture";
import { suppressAddress } from "@/lib/outreach/suppress-address";
import { recordAlert } from "@/lib/platform/alerts";
import type { Ctx } from "@/lib/platform/context";
import { addHours } from "@/lib/platform/time";
import { inTransaction } from "@/lib/platform/transaction";
import { createPayoutWorld, DUE, END, type PayoutWorld } from "@/lib/sessions/payouts.fixture";
import { reportSession } from "@/lib/sessions/reports/report-session";
import { at, later, refusal } from "@/lib/sessions/sessions.fixture";
import { FindSessions, findSessions } from "./find-sessions";
import { countSuppressions, listInvitations, listOutreachRequests } from "./list-outreach";
import { countWaiting, readFigures } from "./read-overview";

// Many calls to real servers, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let world: PayoutWorld;
let outreach: OutreachWorld;
let admin: Ctx;
beforeAll(async () => {
  world = await createPayoutWorld();
  outreach = await outreachWorld(world.database);
  admin = world.as({ ...(await world.reader()), isAdmin: true }, DUE);
});
afterAll(() => world?.close());

const found = async (state: string, now = DUE) =>
  (await findSessions({ ...admin, now }, FindSessions.parse({ state }))).items.map(({ id }) => id);

test("what waits for a person is counted, and each leads to what it counts", async () => {
  const nothing = await countWaiting(admin);
  expect(new Set(Object.values(nothing))).toEqual(new Set([0]));

  const { reader, session, chargeId } = await world.payable();
  const report = { sessionId: session.id, kind: "problem" as const, text: "No sound." };
  await reportSession(world.as(reader, addHours(END, 2)), report);
  await world.dispute(chargeId);
  await world.tell(chargeId);
  await recordAlert(world.db, { kind: "job_failed", subject: "r", message: "It gave up" });
  await world.sql`insert into webhook_failures (id, provider, type, error_code, last_tried_at)
    values ('evt_1', 'stripe', 'refund.failed', 'BUSY', now()), ('evt_2', 'stripe', 'x', 'BUSY', now())`;
  await world.sql`insert into webhook_events (id, provider, type) values ('evt_2', 'stripe', 'x')`;
  const { id: researcherId } = await outreach.unclaimed();
  const request = { state: "waiting", researcherId, expiresAt: DUE, email: "a@b.example" } as const;
  await world.db.insert(profileRequests).values([
    { ...request, kind: "claim" },
    { ...request, kind: "removal" },
  ]);
  expect(await countWaiting(admin)).toEqual({
    ...nothing,
    reports: 1,
    disputes: 1,
    jobs: 1,
    webhooks: 1,
    claims: 1,
    removals: 1,
  });
  expect(await found("to_decide")).toEqual([session.id]);
});

test("a session without a link waits for a person from a day before to its end", async () => {
  const [reader, researcher] = [await world.reader(), await world.researcher()];
  const { id, startsAt, endsAt } = await world.booked(reader, researcher, at("20T09:00"));
  const waits = async (now: Date) => {
    const { meetings } = await countWaiting({ ...admin, now });
    const isFound = (await found("without_link", now)).includes(id);
    expect(meetings).toBe(isFound ? 1 : 0);
    return isFound;
  };
  expect(await waits(later(-24 * 60 - 1, startsAt))).toBe(false);
  expect(await waits(later(-24 * 60, startsAt))).toBe(true);
  expect(await waits(later(-1, endsAt))).toBe(true);
  expect(await waits(endsAt)).toBe(false);
  await world.sql`update meetings set state = 'ready', join_url = 'https://meet.example/1'
    where session_id = ${id}`;
  expect(await waits(startsAt)).toBe(false);
});

test("figures are of today on the reader's clocks, and of the seven days to it", async () => {
  const zone = "Pacific/Auckland";
  // Midnight there, a day of its own nearly everywhere else.
  const midnight = at("29T11:00");
  const now = later(120, midnight);
  const before = await readFigures({ ...admin, now }, { zone });
  const { session, payout } = await world.payable();
  const make = (createdAt: Date) =>
    world.db.update(sessions).set({ createdAt }).where(eq(sessions.id, session.id));
  const pay = (createdAt: Date) =>
    world.db.update(payments).set({ createdAt }).where(eq(payments.sessionId, session.id));
  const read = async () => {
    const { sessions: states, money } = await readFigures({ ...admin, now }, { zone });
    const over = states.find(({ state }) => state === "completed") ?? { today: 0, week: 0 };
    const paid = money.payments;
    const was = before.money.payments;
    return [over.today, over.week, paid.today - was.today, paid.weekCents - was.weekCents];
  };
  await Promise.all([make(midnight), pay(midnight)]);
  expect(await read()).toEqual([1, 1, 1, 15_000]);
  await Promise.all([make(later(-1, midnight)), pay(later(-1, midnight))]);
  expect(await read()).toEqual([0, 1, 0, 15_000]);
  await Promise.all([make(later(-6 * 24 * 60, midnight)), pay(later(-6 * 24 * 60, midnight))]);
  expect(await read()).toEqual([0, 1, 0, 15_000]);
  const early = later(-6 * 24 * 60 - 1, midnight);
  await Promise.all([make(early), pay(early)]);
  expect(await read()).toEqual([0, 0, 0, 0]);

  const due = (await readFigures({ ...admin, now }, { zone })).payoutsDue;
  expect(due).toEqual({
    count: before.payoutsDue.count + 1,
    cents: before.payoutsDue.cents + payout.netCents,
  });
  await world.send(payout.id, now);
  await world.sql`update payouts set paid_at = ${midnight.toISOString()} where id = ${payout.id}`;
  const { money, payoutsDue } = await readFigures({ ...admin, now }, { zone });
  expect(payoutsDue).toEqual(before.payoutsDue);
  expect(money.payouts).toMatchObject({ today: 1, todayCents: 12_750, weekCents: 12_750 });
});

test("outreach is listed by state and counted, without an address in it", async () => {
  const now = addHours(DUE, 24);
  const { invitation, request } = await outreach.invited({ mailedAt: now, createdAt: now });
  await outreach.invited({ createdAt: now, state: "failed", failure: "bounced" });
  const requests = await listOutreachRequests(admin, { limit: 10, state: "pending" });
  expect(requests.items.map(({ id }) => id)).toContain(request.id);
  expect((await listOutreachRequests(admin, { limit: 10, state: "accepted" })).items).toEqual([]);
  const failed = await listInvitations(admin, { limit: 10, state: "failed" });
  expect(failed.items).toMatchObject([{ domain: "university.example", failure: "bounced" }]);
  expect(JSON.stringify([requests, failed])).not.toContain("@");

  await inTransaction(world.db, async (tx) => {
    for (const addressHash of ["1", "2"])
      await suppressAddress(tx, now, { addressHash, reason: "bounced" });
  });
  expect(await countSuppressions(admin)).toEqual([{ reason: "bounced", count: 2 }]);
  const accepted = { state: "accepted", settledAt: now } as const;
  await world.db.update(invitations).set(accepted).where(eq(invitations.id, invitation.id));
  const figures = await readFigures({ ...admin, now: later(1, now) }, { zone: "UTC" });
  expect(figures.outreach).toEqual({
    sent: { today: 1, week: 1 },
    accepted: { today: 1, week: 1 },
  });
});

test("the overview is for administrators only", async () => {
  const reader = world.as(await world.reader());
  for (const call of [
    () => countWaiting(reader),
    () => readFigures(reader, { zone: "UTC" }),
    () => listOutreachRequests(reader, { limit: 1 }),
    () => listInvitations(reader, { limit: 1 }),
    () => countSuppressions(reader),
  ])
    expect((await refusal(call())).code).toBe("FORBIDDEN");
});
