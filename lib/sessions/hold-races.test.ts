import { and, asc, eq, inArray } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { sessions } from "@/db/schema";
import {
  at,
  createWorld,
  later,
  NOW,
  raced,
  type TestResearcher,
  type World,
} from "./sessions.fixture";
import { LIVE_STATES } from "./states";

// Many rounds against real servers, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const readers = (count: number) => Promise.all(Array.from({ length: count }, () => world.reader()));

const liveSessions = ({ id }: TestResearcher) =>
  world.db
    .select()
    .from(sessions)
    .where(and(eq(sessions.researcherId, id), inArray(sessions.state, [...LIVE_STATES])))
    .orderBy(asc(sessions.startsAt));

describe("holds at the same moment", () => {
  test("50 readers on one slot: one holds it, the others hear which times are free", async () => {
    const researcher = await world.researcher();
    const all = await readers(50);
    const calls = all.map((reader) => world.hold(reader, researcher, at("04T09:00")));
    const { won, lost } = await raced(calls);
    expect(won).toHaveLength(1);
    expect(lost).toEqual(Array.from({ length: 49 }, () => "SLOT_UNAVAILABLE"));
    expect(await liveSessions(researcher)).toHaveLength(1);
    const details = await Promise.all(
      calls.map((call) =>
        call.then(
          () => null,
          (e) => e.details,
        ),
      ),
    );
    for (const detail of details.filter(Boolean)) expect(detail.alternatives).toHaveLength(5);
    const [rows] = await world.sql`select count(*)::int from time_slots
      where researcher_id = ${researcher.id} and not available`;
    expect(rows?.count).toBe(1);
  });

  test("one reader asking 20 times for one slot gets one hold", async () => {
    const [reader, researcher] = [await world.reader(), await world.researcher()];
    const calls = Array.from({ length: 20 }, () => world.hold(reader, researcher, at("04T09:00")));
    const { won } = await raced(calls);
    expect(new Set(won.map((session) => session.id)).size).toBe(1);
    expect(won).toHaveLength(20);
  });

  test("slots that overlap each other never become two sessions that do", async () => {
    const researcher = await world.researcher({ sessionMinutes: 60, stepMinutes: 15 });
    const all = await readers(29);
    const starts = all.map((_, n) => later(n * 15, at("04T09:00")));
    const calls = all.map((reader, n) => world.hold(reader, researcher, starts[n] ?? NOW));
    const { won, lost } = await raced(calls);
    expect(won.length).toBeGreaterThanOrEqual(4);
    expect(new Set(lost)).toEqual(new Set(["SLOT_UNAVAILABLE"]));
    const live = await liveSessions(researcher);
    expect(live).toHaveLength(won.length);
    live.reduce((before, next) => {
      expect(next.startsAt.getTime()).toBeGreaterThanOrEqual(before.endsAt.getTime());
      return next;
    });
  });

  test("one reader with overlapping times of many researchers gets one of them", async () => {
    const reader = await world.reader();
    const all = await Promise.all(
      Array.from({ length: 8 }, () => world.researcher({ stepMinutes: 30 })),
    );
    const calls = all.map((researcher, n) =>
      world.hold(reader, researcher, later((n % 2) * 30, at("04T09:00"))),
    );
    const { won, lost } = await raced(calls);
    expect(won).toHaveLength(1);
    expect(new Set(lost)).toEqual(new Set(["READER_BUSY"]));
  });

  test("a reader's fourth hold is refused also when all come at once", async () => {
    const reader = await world.reader();
    const calls = await Promise.all(
      ["09", "10", "11", "12"].map(async (hour) => [await world.researcher(), hour] as const),
    );
    const { won, lost } = await raced(
      calls.map(([researcher, hour]) => world.hold(reader, researcher, at(`04T${hour}:00`))),
    );
    expect([won.length, lost]).toEqual([3, ["TOO_MANY_HOLDS"]]);
  });

  test("the breaks and the most sessions of a day are kept", async () => {
    const researcher = await world.researcher({
      stepMinutes: 30,
      bufferBeforeMinutes: 15,
      bufferAfterMinutes: 45,
      dailyMaximum: 3,
    });
    const all = await readers(15);
    const { won } = await raced(
      all.map((reader, n) => world.hold(reader, researcher, later(n * 30, at("04T09:00")))),
    );
    const live = await liveSessions(researcher);
    expect(live).toHaveLength(won.length);
    expect(live.length).toBeLessThanOrEqual(3);
    expect(live.length).toBeGreaterThanOrEqual(2);
    live.reduce((before, next) => {
      const breakMinutes = (next.startsAt.getTime() - before.endsAt.getTime()) / 60_000;
      expect(breakMinutes).toBeGreaterThanOrEqual(45);
      return next;
    });
  });

  test("the next available time is that of the slots that are left", async () => {
    const researcher = await world.researcher();
    const all = await readers(5);
    const hours = ["10", "11", "12", "13", "15"];
    await Promise.all(
      all.map((reader, n) => world.hold(reader, researcher, at(`03T${hours[n]}:00`))),
    );
    const row = await world.researcherRow(researcher.id);
    expect(row.nextAvailableAt).toEqual(at("03T14:00"));
  });
});
