import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { externalBusy } from "@/db/schema";
import { encodeSlotId } from "@/lib/availability/slot-id";
import { addHours, HOUR_MS } from "@/lib/platform/time";
import { RescheduleSession, rescheduleSession } from "./reschedule-session";
import { at, createWorld, later, NOW, refusal, slotAt, type World } from "./sessions.fixture";
import type { Session } from "./states";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const START = at("09T09:00");

async function booked(values: Parameters<World["researcher"]>[0] = {}) {
  const [reader, researcher] = [await world.reader(), await world.researcher(values)];
  const session = await world.booked(reader, researcher, START);
  const move = (to: Date, now = NOW, actor = reader) =>
    rescheduleSession(world.as(actor, now), { sessionId: session.id, startsAt: to.getTime() });
  return { reader, researcher, session, move };
}

describe("moving a session", () => {
  test("keeps its row, price, payment, host and invite; frees the old time", async () => {
    const { reader, researcher, session, move } = await booked();
    const host = (await world.meeting(session.id)).hostEmail;
    const moved = await move(at("10T14:00"));
    expect(moved).toMatchObject({
      id: session.id,
      state: "confirmed",
      startsAt: at("10T14:00"),
      endsAt: at("10T15:00"),
      priceCents: session.priceCents,
      calendarSequence: 1,
      timeSlotId: encodeSlotId(slotAt(researcher, at("10T14:00"))),
    });
    expect(await world.claim(session.id)).toMatchObject({ id: moved.timeSlotId });
    expect(await world.meeting(session.id)).toMatchObject({
      hostEmail: host,
      startsAt: at("10T14:00"),
      endsAt: at("10T15:00"),
      state: "wanted",
      blocking: true,
    });
    expect(await world.events(session.id, "session/rescheduled")).toEqual([
      {
        name: "session/rescheduled",
        data: { sessionId: session.id, previousStartsAt: START.toISOString() },
      },
    ]);
    expect(await world.kept(session.id)).toBe(15_000);
    expect((await world.hold(await world.reader(), researcher, START)).state).toBe("held");
    const again = rescheduleSession(world.as(reader), {
      sessionId: session.id,
      startsAt: at("11T09:00").getTime(),
    });
    expect((await again).calendarSequence).toBe(2);
  });

  test("that is a request recomputes until when it is to be answered", async () => {
    const { session, move } = await booked({ requiresAcceptance: true });
    expect(session.answerBy).toEqual(addHours(NOW, 48));
    const moved = await move(at("04T09:00"));
    expect(moved).toMatchObject({ state: "requested", answerBy: addHours(at("04T09:00"), -12) });
    const back = await move(at("10T09:00"));
    expect(back.answerBy).toEqual(addHours(NOW, 48));
  });

  test("may overlap its own old time, and its own breaks and day are not in the way", async () => {
    const prefer = { stepMinutes: 30, bufferAfterMinutes: 60, dailyMaximum: 1 };
    const { move } = await booked(prefer);
    expect((await move(at("09T09:30"))).startsAt).toEqual(at("09T09:30"));
    expect((await move(at("09T09:00"))).startsAt).toEqual(at("09T09:00"));
  });

  test("keeps its length though the researcher's sessions are shorter by now", async () => {
    const { researcher, move } = await booked({ stepMinutes: 30 });
    await world.sql`update researchers set session_minutes = 30 where id = ${researcher.id}`;
    const moved = await move(at("10T14:30"));
    expect(moved.endsAt.getTime() - moved.startsAt.getTime()).toBe(HOUR_MS);
    expect((await refusal(move(at("10T16:30")))).code).toBe("INVALID_INPUT");
  });

  test("moves the researcher's next available time", async () => {
    const { researcher, move } = await booked();
    await move(at("03T10:00"));
    expect((await world.researcherRow(researcher.id)).nextAvailableAt).toEqual(at("03T11:00"));
    await move(at("10T09:00"), later(-60));
    expect((await world.researcherRow(researcher.id)).nextAvailableAt).toEqual(at("03T09:00"));
  });
});

describe("a move is refused", () => {
  async function expectRefused(
    session: Session,
    call: () => Promise<unknown>,
    code: string,
    field?: string,
  ) {
    const before = await world.everything(session.id);
    const refused = await refusal(call());
    expect(refused.code).toBe(code);
    if (field) expect(refused.details.fields).toHaveProperty(field);
    expect(await world.everything(session.id)).toEqual(before);
    return refused;
  }

  test("to a time that is taken, with others that are free", async () => {
    const { researcher, session, move } = await booked();
    await world.hold(await world.reader(), researcher, at("10T09:00"));
    const { details } = await expectRefused(
      session,
      () => move(at("10T09:00")),
      "SLOT_UNAVAILABLE",
    );
    expect(details.alternatives).toHaveLength(5);
  });

  test.each([
    ["off the grid", at("10T09:30")],
    ["in the past", at("01T09:00")],
    ["of an impossible year", new Date("0000-01-01T00:00:00Z")],
    ["of the year 9999", new Date("9999-12-31T23:30:00Z")],
    ["the one it has", START],
  ])("to a time %s, naming the field", async (_what, to) => {
    const { session, move } = await booked();
    await expectRefused(session, () => move(to), "INVALID_INPUT", "start_time");
  });

  test.each([
    [{}, "start_time"],
    [{ start_time: 5 }, "start_time"],
    [{ start_time: "tomorrow" }, "start_time"],
    [{ time_slot_id: "nonsense" }, "time_slot_id"],
    [{ time_slot_id: 5 }, "time_slot_id"],
  ])("with the body %j, by the field's name", (body, field) => {
    const { error } = RescheduleSession.safeParse(body);
    expect(error?.issues.map(({ path }) => path)).toEqual([[field]]);
  });

  test("into something of the researcher's own calendar, also at exactly the session's time", async () => {
    const { researcher, move } = await booked({ stepMinutes: 30 });
    await world.db
      .insert(externalBusy)
      .values({ researcherId: researcher.id, startsAt: START, endsAt: at("09T10:00") });
    expect((await refusal(move(at("09T09:30")))).code).toBe("SLOT_UNAVAILABLE");
    expect((await move(at("09T10:00"))).startsAt).toEqual(at("09T10:00"));
  });

  test("of a request to a time at which nobody could accept it any more", async () => {
    const { researcher, session, move } = await booked({ requiresAcceptance: true });
    await world.sql`update researchers set requires_acceptance = false, minimum_notice_minutes = 0
      where id = ${researcher.id}`;
    await expectRefused(session, () => move(at("02T16:00")), "INVALID_INPUT", "start_time");
    expect((await move(at("03T09:00"))).answerBy).toEqual(at("02T21:00"));
  });

  test("to a time of another researcher", async () => {
    const { reader, session } = await booked();
    const other = await world.researcher();
    const time_slot_id = encodeSlotId(slotAt(other, at("10T09:00")));
    const input = { ...RescheduleSession.parse({ time_slot_id }), sessionId: session.id };
    const call = () => rescheduleSession(world.as(reader), input);
    await expectRefused(session, call, "INVALID_INPUT", "time_slot_id");
  });

  test("to a time when the reader has another session", async () => {
    const { reader, session, move } = await booked();
    await world.hold(reader, await world.researcher(), at("10T09:00"));
    await expectRefused(session, () => move(at("10T09:00")), "READER_BUSY");
  });

  test("within 24 hours of the start; exactly 24 hours before is in time", async () => {
    const { session, move } = await booked();
    const late = later(1, addHours(START, -24));
    await expectRefused(session, () => move(at("12T09:00"), late), "CANCELLATION_WINDOW_CLOSED");
    expect((await move(at("12T09:00"), addHours(START, -24))).startsAt).toEqual(at("12T09:00"));
  });

  test("to strangers and to the researcher, and of holds", async () => {
    const { researcher, session, move } = await booked();
    const stranger = await world.reader();
    await expectRefused(session, () => move(at("10T09:00"), NOW, stranger), "NOT_FOUND");
    await expectRefused(session, () => move(at("10T09:00"), NOW, researcher.actor), "FORBIDDEN");
    const held = await world.hold(stranger, researcher, at("11T09:00"));
    const input = { sessionId: held.id, startsAt: at("12T09:00").getTime() };
    await expectRefused(held, () => rescheduleSession(world.as(stranger), input), "WRONG_STATE");
  });
});
