import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { availabilityRules, timeOff } from "@/db/schema";
import { addHours } from "@/lib/platform/time";
import { cancelSession } from "./cancel-session";
import { expireHold } from "./release-hold";
import { at, createWorld, later, raced, type World } from "./sessions.fixture";

// Many rounds against real servers, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

/**
 * A session whose hold has ended though its payment succeeds afterwards: its intent was believed
 * canceled, as when two of Stripe's answers cross.
 */
async function late(values: Parameters<World["researcher"]>[0] = {}) {
  const [reader, researcher] = [await world.reader(), await world.researcher(values)];
  const session = await world.hold(reader, researcher, at("04T09:00"));
  const intentId = await world.open(reader, session);
  await world.sql`update payments set status = 'canceled' where session_id = ${session.id}`;
  expect(await expireHold(world.system(later(15)), session.id)).toBe("canceled");
  await world.control(`/payment_intents/${intentId}/succeed`);
  const settle = (now = later(20)) => world.settle(intentId, now);
  return { reader, researcher, session, intentId, settle };
}

async function expectReturned(sessionId: string) {
  expect(await world.session(sessionId)).toMatchObject({
    state: "canceled",
    cancelReason: "hold_expired",
  });
  expect(await world.claim(sessionId)).toBeNull();
  expect((await world.meeting(sessionId)).blocking).toBe(false);
  expect(await world.events(sessionId, "payment/late")).toHaveLength(1);
  expect(await world.refunds(sessionId)).toHaveLength(1);
  expect(await world.kept(sessionId)).toBe(0);
}

describe("a payment after the hold has ended, the time still free", () => {
  test("takes it again on the same row", async () => {
    const { researcher, session, settle } = await late();
    expect(await settle()).toBe("confirmed");
    expect(await world.session(session.id)).toMatchObject({
      state: "confirmed",
      cancelReason: null,
      canceledAt: null,
      startsAt: session.startsAt,
      priceCents: session.priceCents,
      paidAt: later(20),
    });
    expect(await world.claim(session.id)).toMatchObject({ id: session.timeSlotId });
    expect(await world.meeting(session.id)).toMatchObject({ state: "wanted", blocking: true });
    expect(await world.events(session.id, "session/confirmed")).toEqual([
      { name: "session/confirmed", data: { sessionId: session.id, how: "late" } },
    ]);
    expect((await world.researcherRow(researcher.id)).nextAvailableAt).toEqual(at("03T11:00"));
    expect(await world.kept(session.id)).toBe(15_000);
  });

  test("becomes a request for a careful researcher", async () => {
    const { session, settle } = await late({ requiresAcceptance: true });
    expect(await settle()).toBe("requested");
    expect(await world.session(session.id)).toMatchObject({
      state: "requested",
      answerBy: addHours(at("04T09:00"), -12),
    });
    expect((await world.meeting(session.id)).state).toBe("reserved");
  });

  test("counts although the minimum notice has passed meanwhile", async () => {
    const { settle } = await late();
    expect(await settle(at("03T20:00"))).toBe("confirmed");
  });

  test("settled by several at once takes it once", async () => {
    const { session, settle } = await late();
    const { won } = await raced([settle(), settle(), settle()]);
    expect(won.toSorted()).toEqual(["confirmed", "unchanged", "unchanged"]);
    expect(await world.events(session.id, "session/confirmed")).toHaveLength(1);
  });
});

describe("a payment after the hold has ended goes back in full", () => {
  test("when the time is sold to somebody else", async () => {
    const { researcher, session, settle } = await late();
    const other = await world.booked(await world.reader(), researcher, at("04T09:00"), later(16));
    expect(await settle()).toBe("refunded");
    await expectReturned(session.id);
    expect((await world.session(other.id)).state).toBe("confirmed");
    expect(await world.kept(other.id)).toBe(15_000);
    expect(await settle()).toBe("unchanged");
  });

  test("when an overlapping time is held", async () => {
    const { researcher, session, settle } = await late({ stepMinutes: 30 });
    await world.hold(await world.reader(), researcher, at("04T09:30"), later(16));
    expect(await settle()).toBe("refunded");
    await expectReturned(session.id);
  });

  test("when the researcher's hours have changed, or they are away", async () => {
    const changed = await late();
    const { id } = changed.researcher;
    await world.db.delete(availabilityRules).where(eq(availabilityRules.researcherId, id));
    expect(await changed.settle()).toBe("refunded");
    await expectReturned(changed.session.id);
    const away = await late();
    const time = { startsAt: at("04T08:00"), endsAt: at("04T09:30") };
    await world.db.insert(timeOff).values({ researcherId: away.researcher.id, ...time });
    expect(await away.settle()).toBe("refunded");
    await expectReturned(away.session.id);
  });

  test("when the profile is no longer listed", async () => {
    const { researcher, session, settle } = await late();
    await world.sql`update researchers set standing = 'hidden' where id = ${researcher.id}`;
    expect(await settle()).toBe("refunded");
    await expectReturned(session.id);
  });

  test("when the reader has another session by then", async () => {
    const { reader, session, settle } = await late();
    await world.hold(reader, await world.researcher(), at("04T09:00"), later(16));
    expect(await settle()).toBe("refunded");
    await expectReturned(session.id);
  });

  test("when the start has passed", async () => {
    const { session, settle } = await late();
    expect(await settle(at("04T09:00"))).toBe("refunded");
    await expectReturned(session.id);
  });

  test("when a careful researcher could not accept it in time", async () => {
    const { session, settle } = await late({ requiresAcceptance: true });
    expect(await settle(at("03T21:00"))).toBe("refunded");
    await expectReturned(session.id);
  });

  test("when the reader had let it go", async () => {
    const [reader, researcher] = [await world.reader(), await world.researcher()];
    const session = await world.hold(reader, researcher, at("04T09:00"));
    const intentId = await world.open(reader, session);
    await world.sql`update payments set status = 'canceled' where session_id = ${session.id}`;
    await cancelSession(world.as(reader), { sessionId: session.id });
    await world.control(`/payment_intents/${intentId}/succeed`);
    expect(await world.settle(intentId)).toBe("refunded");
    expect((await world.session(session.id)).cancelReason).toBe("reader_canceled");
    expect(await world.kept(session.id)).toBe(0);
  });

  test("or keeps the time, when a late payment and a new hold race for it", async () => {
    for (let round = 0; round < 10; round++) {
      const { researcher, session, settle } = await late();
      const other = await world.reader();
      const holding = world.hold(other, researcher, at("04T09:00"), later(16));
      const [settled, held] = await Promise.allSettled([settle(), holding]);
      const isKept = settled.status === "fulfilled" && settled.value === "confirmed";
      expect(held.status).toBe(isKept ? "rejected" : "fulfilled");
      expect((await world.session(session.id)).state).toBe(isKept ? "confirmed" : "canceled");
      expect(await world.kept(session.id)).toBe(isKept ? 15_000 : 0);
    }
  });
});
