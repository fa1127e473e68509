import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { papers } from "@/db/schema";
import { isOffered } from "@/lib/availability/compute-slots";
import { loadSchedule } from "@/lib/availability/load-schedule";
import { decodeSlotId, encodeSlotId } from "@/lib/availability/slot-id";
import { HoldSession } from "./hold-input";
import { holdSession } from "./hold-session";
import { paySession } from "./pay-session";
import { at, createWorld, later, NOW, refusal, slotAt, type World } from "./sessions.fixture";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

describe("holding a slot", () => {
  test("claims it, its host and its price for 15 minutes, and says so in the outbox", async () => {
    const [reader, researcher] = [await world.reader(), await world.researcher()];
    const session = await world.hold(reader, researcher, at("04T09:00"));
    expect(session).toMatchObject({
      state: "held",
      readerId: reader.id,
      startsAt: at("04T09:00"),
      endsAt: at("04T10:00"),
      priceCents: 15_000,
      currency: "usd",
      cancellationWindowMinutes: 1440,
      holdExpiresAt: later(15),
    });
    expect(await world.claim(session.id)).toMatchObject({
      id: session.timeSlotId,
      available: false,
    });
    expect(await world.meeting(session.id)).toMatchObject({ state: "reserved", blocking: true });
    expect(await world.events(session.id)).toEqual([
      {
        name: "session/held",
        data: { sessionId: session.id, holdExpiresAt: later(15).toISOString() },
      },
    ]);
  });

  test("that begins sooner ends with its start: nobody can pay for it any more", async () => {
    const reader = await world.reader();
    const researcher = await world.researcher({ minimumNoticeMinutes: 0 });
    const start = at("04T09:00");
    const session = await world.hold(reader, researcher, start, later(-5, start));
    expect(session.holdExpiresAt).toEqual(start);
    const pay = paySession(world.as(reader, start), { sessionId: session.id });
    expect((await refusal(pay)).code).toBe("HOLD_EXPIRED");
  });

  test("moves the researcher's next available time on", async () => {
    const researcher = await world.researcher();
    await world.hold(await world.reader(), researcher, at("03T10:00"));
    const row = await world.researcherRow(researcher.id);
    expect(row.nextAvailableAt).toEqual(at("03T11:00"));
  });

  test.each([
    [15_000, 60, 15_000],
    [2_001, 50, 1_668],
    [2_001, 30, 1_001],
    [9_999, 45, 7_499],
    [200_000, 480, 1_600_000],
  ])("of %i cents an hour for %i minutes costs %i cents", async (rateCents, minutes, price) => {
    const length = { sessionMinutes: minutes, stepMinutes: 480 };
    const researcher = await world.researcher({ rateCents, ...length });
    const slot = slotAt(researcher, at("04T09:00"), minutes);
    const session = await holdSession(world.as(await world.reader()), slot);
    expect(session.priceCents).toBe(price);
  });

  test("one's own held slot again returns that hold, even when the notice has passed", async () => {
    const [reader, researcher] = [await world.reader(), await world.researcher()];
    const first = await world.hold(reader, researcher, at("03T10:00"));
    const again = await world.hold(reader, researcher, at("03T10:00"), later(5));
    expect(again).toEqual(first);
    expect(await world.events(first.id)).toHaveLength(1);
  });
});

describe("a hold is refused", () => {
  test("off the grid, naming the field", async () => {
    const [reader, researcher] = [await world.reader(), await world.researcher()];
    for (const [startsAt, minutes] of [
      [at("04T09:30"), 60],
      [at("04T17:00"), 60],
      [at("04T09:00"), 30],
    ] as const) {
      const slot = slotAt(researcher, startsAt, minutes);
      const refused = await refusal(holdSession(world.as(reader), slot));
      expect(refused).toMatchObject({
        code: "INVALID_INPUT",
        details: { fields: { start_time: expect.any(String) } },
      });
    }
  });

  test.each([
    ["yesterday", at("01T09:00")],
    ["in the year 1", new Date("0001-01-01T00:00:00Z")],
    ["before the first year", new Date("-000001-06-01T00:00:00Z")],
    ["in the year 9999", new Date("9999-12-31T23:00:00Z")],
  ])("%s, naming the field", async (_when, startsAt) => {
    const [reader, researcher] = [await world.reader(), await world.researcher()];
    const refused = await refusal(world.hold(reader, researcher, startsAt));
    expect(refused).toMatchObject({
      code: "INVALID_INPUT",
      details: { fields: { start_time: expect.any(String) } },
    });
  });

  test("within the minimum notice and beyond the window", async () => {
    const [reader, researcher] = [await world.reader(), await world.researcher()];
    const tooSoon = await refusal(world.hold(reader, researcher, at("03T09:00")));
    expect(tooSoon.code).toBe("SLOT_UNAVAILABLE");
    const tooFar = new Date("2026-05-02T09:00:00Z");
    expect((await refusal(world.hold(reader, researcher, tooFar))).code).toBe("SLOT_UNAVAILABLE");
  });

  test("once taken, with other times that are really free", async () => {
    const researcher = await world.researcher();
    await world.hold(await world.reader(), researcher, at("04T09:00"));
    await world.hold(await world.reader(), researcher, at("04T11:00"));
    const { code, details } = await refusal(
      world.hold(await world.reader(), researcher, at("04T09:00")),
    );
    expect(code).toBe("SLOT_UNAVAILABLE");
    const alternatives = details.alternatives as { id: string; start_time: string }[];
    expect(alternatives).toHaveLength(5);
    const { schedule } = await loadSchedule(world.db, researcher.id, NOW.getTime());
    for (const { id, start_time } of alternatives) {
      const slot = decodeSlotId(id);
      expect(slot?.startsAt).toBe(Date.parse(start_time));
      expect(slot && isOffered(schedule, slot, NOW.getTime())).toBe("offered");
    }
  });

  test("while the reader has another session at that time", async () => {
    const [reader, one] = [await world.reader(), await world.researcher()];
    const other = await world.researcher({ sessionMinutes: 90, stepMinutes: 30 });
    const own = await world.hold(reader, one, at("04T10:00"));
    const { code, details } = await refusal(world.hold(reader, other, at("04T09:00"), NOW, 90));
    expect([code, details.session_id]).toEqual(["READER_BUSY", own.id]);
    expect((await world.hold(reader, other, at("04T11:00"), NOW, 90)).state).toBe("held");
  });

  test("to the owner of the profile", async () => {
    const researcher = await world.researcher();
    const own = world.hold(researcher.actor, researcher, at("04T09:00"));
    expect((await refusal(own)).code).toBe("OWN_PROFILE");
  });

  test("by a researcher who is hidden, or cannot be paid out", async () => {
    const reader = await world.reader();
    for (const values of [{ standing: "hidden" as const }, { payoutCountry: null }]) {
      const held = world.hold(reader, await world.researcher(values), at("04T09:00"));
      expect((await refusal(held)).code).toBe("NOT_BOOKABLE");
    }
  });

  test("of a researcher or about a paper that does not exist, and to nobody signed in", async () => {
    const [reader, researcher] = [await world.reader(), await world.researcher()];
    const unknown = world.hold(reader, { ...researcher, id: crypto.randomUUID() }, at("04T09:00"));
    expect((await refusal(unknown)).code).toBe("NOT_FOUND");
    const slot = slotAt(researcher, at("04T09:00"));
    const paper = { ...slot, paperId: crypto.randomUUID() };
    expect((await refusal(holdSession(world.as(reader), paper))).code).toBe("NOT_FOUND");
    const nobody = holdSession(world.as({ kind: "nobody" }), slot);
    expect((await refusal(nobody)).code).toBe("UNAUTHENTICATED");
    expect((await world.hold(reader, researcher, at("04T09:00"))).state).toBe("held");
  });

  test("beyond three live holds", async () => {
    const [reader, researcher] = [await world.reader(), await world.researcher()];
    for (const hour of ["09", "10", "11"]) {
      await world.hold(reader, researcher, at(`04T${hour}:00`));
    }
    const fourth = await refusal(world.hold(reader, researcher, at("04T12:00")));
    expect(fourth.code).toBe("TOO_MANY_HOLDS");
  });
});

describe("the body of a hold", () => {
  const researcher_id = "6f1f4d3e-6f7e-4f3a-9a4e-2c8f5f0d9b11";
  const times = { start_time: "2026-03-04T09:00:00Z", end_time: "2026-03-04T10:00:00+00:00" };

  test("by researcher and times, or by the slot's id", async () => {
    const [paper] = await world.db
      .insert(papers)
      .values({ title: "On Engines", authorNames: [] })
      .returning();
    const body = { researcher_id, ...times, questions: " Why? ", paper_id: paper?.id };
    const expected = slotAt({ id: researcher_id }, at("04T09:00"));
    expect(HoldSession.parse(body)).toEqual({
      ...expected,
      questions: "Why?",
      paperId: paper?.id,
    });
    const time_slot_id = encodeSlotId(expected);
    expect(HoldSession.parse({ time_slot_id })).toEqual(expected);
  });

  test.each([
    [{}, "time_slot_id"],
    [{ time_slot_id: 5 }, "time_slot_id"],
    [{ time_slot_id: "nonsense" }, "time_slot_id"],
    [{ researcher_id }, "start_time"],
    [{ researcher_id: "x", ...times }, "researcher_id"],
    [{ ...times }, "researcher_id"],
    [{ researcher_id, start_time: times.start_time }, "end_time"],
    [{ researcher_id, ...times, start_time: "tomorrow" }, "start_time"],
    [{ researcher_id, ...times, start_time: null }, "start_time"],
    [{ researcher_id, ...times, end_time: times.start_time }, "end_time"],
    [{ researcher_id, ...times, questions: "a\u0000b" }, "questions"],
    [{ researcher_id, ...times, paper_id: "12" }, "paper_id"],
  ])("%j is refused by the field's name", (body, field) => {
    expect(HoldSession.safeParse(body).error?.issues.map(({ path }) => path)).toEqual([[field]]);
  });
});
