import { afterAll, beforeAll, expect, test } from "vitest";
import { setAvailability } from "@/lib/availability/set-availability";
import { setOverride } from "@/lib/availability/set-override";
import { addTravel } from "@/lib/availability/set-travel";
import { countBookings, listPastBookings } from "./read-bookings";
import { readWeek } from "./read-week";
import {
  at,
  createWorld,
  later,
  refusal,
  type TestResearcher,
  type World,
} from "./sessions.fixture";

let world: World;
let amara: TestResearcher;
beforeAll(async () => {
  world = await createWorld();
  amara = await world.researcher();
});
afterAll(() => world.close());

const own = () => world.as(amara.actor);
const hours = { startMinute: 540, endMinute: 1020 };

test("a week shows hours, bookings and holds on the researcher's clock, from Monday on", async () => {
  const [ada, ben] = [await world.reader("Ada Byron"), await world.reader()];
  const session = await world.booked(ada, amara, at("05T10:00"));
  await world.hold(ben, amara, at("06T09:00"));
  await setOverride(own(), { date: "2026-03-07", hours: [], acknowledge: [] });
  const week = await readWeek(own(), {});
  expect(week).toMatchObject({
    today: "2026-03-02",
    monday: "2026-03-02",
    timeZone: "UTC",
    hasHours: true,
  });
  expect(week.days.map(({ open }) => open)).toEqual(
    [1, 1, 1, 1, 1, 0, 1].map((isOpen) => (isOpen ? [hours] : [])),
  );
  const [, , , thursday, friday] = week.days;
  expect(thursday?.bookings).toMatchObject([
    { startMinute: 600, endMinute: 660, session: { id: session.id, readerName: "Ada Byron" } },
  ]);
  expect(friday).toMatchObject({ bookings: [], held: [{ startMinute: 540, endMinute: 600 }] });
});

test("another week is found by any of its dates, and days abroad are on the clock there", async () => {
  await addTravel(own(), {
    start_date: "2026-03-11",
    end_date: "2026-03-11",
    time_zone: "Asia/Tokyo",
    acknowledge: [],
  });
  const week = await readWeek(own(), { date: "2026-03-15" });
  expect(week.monday).toBe("2026-03-09");
  // Tuesday's last hours, in UTC, are early on Wednesday in Tokyo.
  const open = [{ startMinute: 0, endMinute: 120 }, hours];
  expect(week.days[2]).toMatchObject({ timeZone: "Asia/Tokyo", open });
  expect((await readWeek(own(), { date: "2026-02-25" })).monday).toBe("2026-02-23");
});

test("hours and bookings past midnight are on both of their days", async () => {
  const night = await world.researcher();
  const ctx = world.as(night.actor);
  await setAvailability(ctx, {
    availability: [{ weekday: 3, startMinute: 1320, endMinute: 1560 }],
    preferences: { session_minutes: 120, step_minutes: 60 },
    acknowledge: [],
  });
  const ada = await world.reader();
  const held = await world.hold(ada, night, at("04T23:00"), undefined, 120);
  await world.settle(await world.pay(ada, held));
  const { days } = await readWeek(ctx, {});
  expect(days.map(({ open }) => open).filter((open) => open.length > 0)).toEqual([
    [{ startMinute: 1320, endMinute: 1440 }],
    [{ startMinute: 0, endMinute: 120 }],
  ]);
  expect(days[2]?.bookings).toMatchObject([{ startMinute: 1380, endMinute: 1440 }]);
  expect(days[3]?.bookings).toMatchObject([{ startMinute: 0, endMinute: 60 }]);
});

test("bookings are counted by their start, and are past once they are over", async () => {
  const month = { from: at("01T00:00"), to: at("31T00:00") };
  expect(await countBookings(own(), month)).toBe(1);
  expect(await countBookings(own(), { ...month, to: at("05T10:00") })).toBe(0);
  const after = world.as(amara.actor, later(60 * 24 * 7));
  expect((await listPastBookings(own(), { limit: 5 })).items).toEqual([]);
  expect((await listPastBookings(after, { limit: 5 })).items).toHaveLength(1);
});

test("the week is its owner's alone", async () => {
  const reader = world.as(await world.reader());
  expect(await refusal(readWeek(reader, {}))).toMatchObject({ code: "FORBIDDEN" });
  expect(
    await refusal(countBookings(reader, { from: at("01T00:00"), to: at("02T00:00") })),
  ).toMatchObject({
    code: "FORBIDDEN",
  });
});
