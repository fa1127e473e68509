import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { UserActor } from "@/lib/platform/context";
import {
  at,
  createWorld,
  later,
  NOW,
  refusal,
  type TestResearcher,
  type World,
} from "@/lib/sessions/sessions.fixture";
import { getOwnSchedule } from "./get-own-schedule";
import { listScheduleConflicts, previewSchedule } from "./preview-schedule";
import { setAvailability } from "./set-availability";
import { deleteOverride, setOverride } from "./set-override";
import { setPreferences } from "./set-preferences";
import { addTimeOff, deleteTimeOff } from "./set-time-off";
import { addTravel, deleteTravel } from "./set-travel";

let world: World;
let amara: TestResearcher;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(async () => {
  amara = await world.researcher();
});
afterAll(() => world.close());

const own = (now = NOW) => world.as(amara.actor, now);
const morning = [{ weekday: 3, startMinute: 540, endMinute: 720 }] as const;
const week = { availability: [...morning], acknowledge: [] };
const rulesOf = async () => (await getOwnSchedule(own())).schedule.rules;
const nextAvailableAt = async () => (await world.researcherRow(amara.id)).nextAvailableAt;
const day = (date: string, hours: [number, number][] = [], acknowledge: string[] = []) => ({
  date,
  hours: hours.map(([startMinute, endMinute]) => ({ startMinute, endMinute })),
  acknowledge,
});
const off = (from: string, to: string, acknowledge: string[] = []) => ({
  start_time: at(from),
  end_time: at(to),
  acknowledge,
});

describe("whose schedule", () => {
  test("is the actor's own: without a profile there is none to change", async () => {
    const reader = world.as(await world.reader());
    expect(await refusal(setAvailability(reader, week))).toMatchObject({ code: "FORBIDDEN" });
    expect(await refusal(getOwnSchedule(reader))).toMatchObject({ code: "FORBIDDEN" });
    const stranger = world.as({ kind: "nobody" });
    expect(await refusal(setPreferences(stranger, {}))).toMatchObject({ code: "UNAUTHENTICATED" });
    const unconfirmed: UserActor = { ...amara.actor, emailVerified: false };
    expect(await refusal(setAvailability(world.as(unconfirmed), week))).toMatchObject({
      code: "EMAIL_UNVERIFIED",
    });
  });

  test("others' entries are not found, and stay", async () => {
    const other = await world.researcher();
    const entry = await addTimeOff(own(), off("05T10:00", "05T12:00"));
    const journey = await addTravel(own(), {
      start_date: "2026-03-10",
      end_date: "2026-03-12",
      time_zone: "Asia/Tokyo",
      acknowledge: [],
    });
    await setOverride(own(), day("2026-03-20"));
    const theirs = world.as(other.actor);
    for (const call of [
      () => deleteTimeOff(theirs, { id: entry.id }),
      () => deleteTravel(theirs, { id: journey.id, acknowledge: [] }),
      () => deleteOverride(theirs, { date: "2026-03-20", acknowledge: [] }),
    ])
      expect(await refusal(call())).toMatchObject({ code: "NOT_FOUND" });
    const mine = await getOwnSchedule(own());
    expect([mine.timeOff.length, mine.travel.length]).toEqual([1, 1]);
    expect(mine.schedule.overrides).toEqual([{ date: "2026-03-20", ranges: [] }]);
  });
});

describe("each change", () => {
  test("of the week replaces it, with the next free time in the directory", async () => {
    await setAvailability(own(), week);
    expect(await rulesOf()).toEqual(morning);
    expect(await nextAvailableAt()).toEqual(at("04T09:00"));
    await setAvailability(own(), { availability: [], acknowledge: [] });
    expect(await nextAvailableAt()).toBeNull();
  });

  test("of the zone moves the hours to its clock", async () => {
    await setAvailability(own(), { ...week, time_zone: "America/New_York" });
    expect(await nextAvailableAt()).toEqual(at("04T14:00"));
  });

  test("of one date, of time off and of travel counts at once, and is taken back", async () => {
    const dateOnly = day("2026-03-03", [[1080, 1200]]);
    await setOverride(own(), dateOnly);
    expect(await nextAvailableAt()).toEqual(at("03T18:00"));
    await setOverride(own(), day("2026-03-03", [[1140, 1200]]));
    expect(await nextAvailableAt()).toEqual(at("03T19:00"));
    await deleteOverride(own(), { date: "2026-03-03", acknowledge: [] });
    expect(await nextAvailableAt()).toEqual(at("03T10:00"));

    const entry = await addTimeOff(own(), off("03T00:00", "04T15:30"));
    expect(await nextAvailableAt()).toEqual(at("04T16:00"));
    await deleteTimeOff(own(), { id: entry.id });
    const journey = await addTravel(own(), {
      start_date: "2026-03-03",
      end_date: "2026-03-04",
      time_zone: "America/New_York",
      acknowledge: [],
    });
    expect(await nextAvailableAt()).toEqual(at("03T14:00"));
    await deleteTravel(own(), { id: journey.id, acknowledge: [] });
    expect(await nextAvailableAt()).toEqual(at("03T10:00"));
  });

  test("of a preference keeps the others", async () => {
    await setPreferences(own(), { session_minutes: 45, daily_maximum: 2 });
    await setPreferences(own(), { minimum_notice_minutes: 120 });
    const { schedule } = await getOwnSchedule(own());
    expect(schedule.preferences).toMatchObject({
      sessionMinutes: 45,
      stepMinutes: 60,
      dailyMaximum: 2,
      minimumNoticeMinutes: 120,
    });
    expect(await nextAvailableAt()).toEqual(at("02T12:00"));
    await setPreferences(own(), { daily_maximum: null });
    expect((await getOwnSchedule(own())).schedule.preferences.dailyMaximum).toBeNull();
  });

  test("to answering each request lifts a shorter notice to a day, and keeps it there", async () => {
    await setPreferences(own(), { minimum_notice_minutes: 60 });
    await setPreferences(own(), { requires_acceptance: true });
    const row = await world.researcherRow(amara.id);
    expect(row).toMatchObject({ requiresAcceptance: true, minimumNoticeMinutes: 1440 });
    const shorter = await refusal(setPreferences(own(), { minimum_notice_minutes: 60 }));
    expect(shorter).toMatchObject({
      code: "INVALID_INPUT",
      details: { fields: { minimum_notice_minutes: expect.stringContaining("24 hours") } },
    });
  });

  test("is refused where the notice leaves no time to book", async () => {
    const { details } = await refusal(setPreferences(own(), { window_days: 1 }));
    expect(details.fields).toHaveProperty("window_days");
  });

  test("of dates that are over or far ahead is refused by field", async () => {
    const refused = async (call: Promise<unknown>) => (await refusal(call)).details.fields;
    expect(await refused(setOverride(own(), day("2026-03-01")))).toHaveProperty("date");
    expect(await refused(setOverride(own(), day("2029-03-01")))).toHaveProperty("date");
    expect(await refused(addTimeOff(own(), off("01T10:00", "02T09:00")))).toHaveProperty(
      "end_time",
    );
    const journey = { time_zone: "Asia/Tokyo", acknowledge: [] };
    const past = { ...journey, start_date: "2026-02-01", end_date: "2026-02-05" };
    expect(await refused(addTravel(own(), past))).toHaveProperty("end_date");
    await addTravel(own(), { ...journey, start_date: "2026-03-05", end_date: "2026-03-09" });
    const second = { ...journey, start_date: "2026-03-09", end_date: "2026-03-11" };
    expect(await refused(addTravel(own(), second))).toHaveProperty("start_date");
  });
});

describe("bookings that a change leaves outside the hours", () => {
  async function booked(start: string) {
    const reader = await world.reader();
    return world.hold(reader, amara, at(start));
  }

  test("are told with nothing saved, stay as they are, and need to be known by name", async () => {
    const inside = await booked("04T09:00");
    const outside = await booked("04T14:00");
    const refused = await refusal(setAvailability(own(), week));
    const conflict = {
      session_id: outside.id,
      start_time: "2026-03-04T14:00:00.000Z",
      end_time: "2026-03-04T15:00:00.000Z",
    };
    expect(refused).toMatchObject({
      code: "SCHEDULE_CONFLICT",
      details: { conflicts: [conflict] },
    });
    expect(await rulesOf()).toHaveLength(7);

    // One that came in the meantime is not covered by what was known before.
    const another = await booked("05T09:00");
    const known = { ...week, acknowledge: [outside.id] };
    const again = await refusal(setAvailability(own(), known));
    expect(again.details.conflicts).toEqual([conflict, expect.anything()]);
    expect(await listScheduleConflicts(own(), week)).toEqual([
      expect.objectContaining({ sessionId: outside.id }),
      expect.objectContaining({ sessionId: another.id }),
    ]);
    await setAvailability(own(), { ...week, acknowledge: [outside.id, another.id] });
    expect(await rulesOf()).toEqual(morning);
    for (const { id, startsAt } of [inside, outside, another])
      expect(await world.session(id)).toMatchObject({ state: "held", startsAt });
  });

  test("are told once: the next change is not held up by them", async () => {
    const outside = await booked("04T14:00");
    await setAvailability(own(), { ...week, acknowledge: [outside.id] });
    await setAvailability(own(), week);
    await addTimeOff(own(), off("04T13:00", "04T18:00"));
  });

  test("are found for closed dates, time off, travel and another zone; not for preferences", async () => {
    const { id } = await booked("04T09:00");
    const acknowledge = [id];
    const journey = { start_date: "2026-03-04", end_date: "2026-03-04", time_zone: "Asia/Tokyo" };
    for (const call of [
      () => setOverride(own(), day("2026-03-04")),
      () => addTimeOff(own(), off("04T09:30", "04T10:30")),
      () => addTravel(own(), { ...journey, acknowledge: [] }),
      () => setAvailability(own(), { time_zone: "America/New_York", acknowledge: [] }),
    ])
      expect((await refusal(call())).code).toBe("SCHEDULE_CONFLICT");
    await setPreferences(own(), { session_minutes: 30, step_minutes: 45 });
    await setOverride(own(), day("2026-03-04", [[540, 600]]));
    await setAvailability(own(), { availability: [], acknowledge: [] });
    const gone = await refusal(deleteOverride(own(), { date: "2026-03-04", acknowledge: [] }));
    expect(gone.code).toBe("SCHEDULE_CONFLICT");
    await deleteOverride(own(), { date: "2026-03-04", acknowledge });
  });

  test("do not count once they are over", async () => {
    const { id } = await booked("03T12:00");
    const after = later(60 * 48);
    await setAvailability(own(after), week);
    expect(await world.session(id)).toMatchObject({ startsAt: at("03T12:00") });
  });
});

test("a preview shows the starts that readers would see, and changes nothing", async () => {
  await world.hold(await world.reader(), amara, at("04T10:00"));
  const draft = { availability: [...morning], preferences: { minimum_notice_minutes: 0 } };
  const { starts, conflicts } = await previewSchedule(own(), draft, 10);
  expect(starts.map((start) => new Date(start).toISOString().slice(5, 16))).toEqual([
    "03-04T09:00",
    "03-04T11:00",
    "03-11T09:00",
    "03-11T10:00",
    "03-11T11:00",
  ]);
  expect(conflicts).toEqual([]);
  expect(await rulesOf()).toHaveLength(7);
});
