import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { oracleSlots } from "@/lib/availability/compute-slots.oracle";
import { listSlots } from "@/lib/availability/list-slots";
import type { WeeklyRule } from "@/lib/availability/schedule";
import { setAvailability } from "@/lib/availability/set-availability";
import { deleteOverride, setOverride } from "@/lib/availability/set-override";
import { setPreferences } from "@/lib/availability/set-preferences";
import { addTimeOff, deleteTimeOff } from "@/lib/availability/set-time-off";
import { addTravel, deleteTravel } from "@/lib/availability/set-travel";
import { DomainError } from "@/lib/platform/errors";
import { DAY_MS } from "@/lib/platform/time";
import { cancelSession } from "./cancel-session";
import { holdSession } from "./hold-session";
import { evidenceOf, witnessHours } from "./hours-while-booking.fixture";
import { rescheduleSession } from "./reschedule-session";
import { createWorld, later, NOW, type TestResearcher, type World } from "./sessions.fixture";
import { LIVE_STATES } from "./states";

// Many actors against a real server, on machines that may be busy.
vi.setConfig({ testTimeout: 300_000 });

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await witnessHours(world);
});
afterAll(() => world.close());

const zones = ["UTC", "Europe/London", "America/New_York", "America/St_Johns", "Asia/Kathmandu"];
const zone = fc.constantFrom(...zones, "Pacific/Apia", "Australia/Lord_Howe");
const hours = fc
  .tuple(fc.nat({ max: 20 }), fc.integer({ min: 2, max: 12 }), fc.constantFrom(0, 15, 30))
  .map(([hour, length, past]) => ({
    startMinute: hour * 60 + past,
    endMinute: (hour + length) * 60 + past,
  }));
const inDays = fc.integer({ min: 0, max: 12 });
const dateIn = (days: number) => new Date(NOW.getTime() + days * DAY_MS).toISOString().slice(0, 10);

/** What the researcher does; the clocks of some of the zones change within the days that are booked. */
const command = fc.oneof(
  fc.record({
    do: fc.constant("week" as const),
    zone,
    rules: fc.array(fc.tuple(fc.constantFrom(0, 1, 2, 3, 4, 5, 6), hours), {
      minLength: 2,
      maxLength: 7,
    }),
  }),
  fc.record({
    do: fc.constant("prefer" as const),
    session_minutes: fc.constantFrom(30, 45, 60, 90),
    step_minutes: fc.constantFrom(15, 30, 60),
    buffer_after_minutes: fc.constantFrom(0, 15, 60),
    minimum_notice_minutes: fc.constantFrom(0, 120, 1440),
    daily_maximum: fc.constantFrom(null, 2, 5),
  }),
  fc.record({ do: fc.constant("date" as const), days: inDays, hours: fc.option(hours) }),
  fc.record({
    do: fc.constant("off" as const),
    days: inDays,
    minutes: fc.integer({ min: 60, max: 2000 }),
  }),
  fc.record({ do: fc.constant("travel" as const), days: inDays, zone }),
);
type Command = typeof command extends fc.Arbitrary<infer C> ? C : never;

/** Reader's picks among what is on offer, and what they do with what they got. */
const wish = fc.record({ pick: fc.nat(), next: fc.constantFrom("keep", "keep", "move", "cancel") });
type Wish = typeof wish extends fc.Arbitrary<infer W> ? W : never;

const days = { from: NOW.getTime(), to: NOW.getTime() + 12 * DAY_MS };

test("whatever the researcher changes while readers book, each session got a time that the hours then in force had, and none overlap", async () => {
  let [held, changed] = [0, 0];
  await fc.assert(
    fc.asyncProperty(
      fc.array(command, { minLength: 15, maxLength: 25 }),
      fc.array(fc.array(wish, { minLength: 6, maxLength: 10 }), { minLength: 5, maxLength: 5 }),
      async (commands, wishes) => {
        const researcher = await world.researcher({ sessionMinutes: 60, stepMinutes: 30 });
        await Promise.all([
          change(researcher, commands),
          ...wishes.map((list) => book(researcher, list)),
        ]);
        const evidence = await evidenceOf(world, researcher.id);
        for (const { startsAt, endsAt, schedule } of evidence) {
          const range = { from: startsAt, to: startsAt + 1 };
          const [slot] = oracleSlots(schedule, range, NOW.getTime());
          expect(slot).toEqual({ startsAt, endsAt, available: true });
        }
        await expectNoOverlap(researcher);
        held += evidence.length;
      },
    ),
    { numRuns: 6, endOnFailure: true },
  );
  expect(held).toBeGreaterThan(60);
  expect(changed).toBeGreaterThan(60);

  async function change(researcher: TestResearcher, commands: Command[]) {
    const ctx = world.as(researcher.actor);
    const undo: (() => Promise<unknown>)[] = [];
    for (const [at, one] of commands.entries()) {
      await knowingly((acknowledge) => apply(ctx, one, acknowledge, undo));
      changed += 1;
      if (at % 4 === 3) await undo.shift()?.();
    }
  }
});

type Own = ReturnType<World["as"]>;

async function apply(
  ctx: Own,
  one: Command,
  acknowledge: string[],
  undo: (() => Promise<unknown>)[],
): Promise<unknown> {
  switch (one.do) {
    case "week": {
      const rules = one.rules.map(([weekday, range]) => ({ weekday, ...range }) as WeeklyRule);
      const distinct = [...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values()];
      return setAvailability(ctx, { time_zone: one.zone, availability: distinct, acknowledge });
    }
    case "prefer": {
      const { do: _, ...preferences } = one;
      return setPreferences(ctx, preferences);
    }
    case "date": {
      const date = dateIn(one.days);
      undo.push(() => knowingly((known) => deleteOverride(ctx, { date, acknowledge: known })));
      return setOverride(ctx, { date, hours: one.hours ? [one.hours] : [], acknowledge });
    }
    case "off": {
      const start_time = later(one.days * 1440);
      const end_time = later(one.days * 1440 + one.minutes);
      const { id } = await addTimeOff(ctx, { start_time, end_time, acknowledge });
      return undo.push(() => deleteTimeOff(ctx, { id }));
    }
    case "travel": {
      const [start_date, end_date] = [dateIn(one.days), dateIn(one.days + 2)];
      const { id } = await addTravel(ctx, {
        start_date,
        end_date,
        time_zone: one.zone,
        acknowledge,
      });
      return undo.push(() => knowingly((known) => deleteTravel(ctx, { id, acknowledge: known })));
    }
  }
}

/** Saves a change however many bookings it leaves outside; others may come in between. */
async function knowingly(save: (acknowledge: string[]) => Promise<unknown>): Promise<void> {
  let known: string[] = [];
  for (;;) {
    try {
      await save(known);
      return;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      // An override that is gone, a journey over another, a date that a zone has not reached: no change.
      if (error.code !== "SCHEDULE_CONFLICT") return;
      const { conflicts } = error.details as { conflicts: { session_id: string }[] };
      known = [...known, ...conflicts.map(({ session_id }) => session_id)];
    }
  }
}

async function book(researcher: TestResearcher, wishes: Wish[]): Promise<void> {
  for (const { pick, next } of wishes) {
    const reader = world.as(await world.reader());
    const look = async () => {
      const input = { researcherId: researcher.id, ...days };
      return (await listSlots(reader, input)).slots.filter(({ available }) => available);
    };
    const offered = await look();
    const slot = offered[pick % Math.max(1, offered.length)];
    if (!slot) continue;
    const input = { ...slot, researcherId: researcher.id };
    const session = await holdSession(reader, input).catch(refused);
    if (!session) continue;
    if (next === "cancel") await cancelSession(reader, { sessionId: session.id }).catch(refused);
    if (next !== "move") continue;
    // As settling would: a paid session can be moved.
    await world.sql`update sessions set state = 'confirmed', paid_at = ${NOW.toISOString()}
      where id = ${session.id} and state = 'held'`;
    const others = await look();
    const to = others[(pick * 7) % Math.max(1, others.length)];
    if (to)
      await rescheduleSession(reader, { startsAt: to.startsAt, sessionId: session.id }).catch(
        refused,
      );
  }
}

/** Losing a race is no failure; anything else is. */
function refused(error: unknown): null {
  const fine = ["SLOT_UNAVAILABLE", "INVALID_INPUT", "CANCELLATION_WINDOW_CLOSED", "BUSY"];
  if (error instanceof DomainError && fine.includes(error.code)) return null;
  throw error;
}

async function expectNoOverlap({ id }: TestResearcher): Promise<void> {
  const overlaps = await world.sql`
    select a.id, b.id from sessions a join sessions b
      on a.researcher_id = b.researcher_id and a.id < b.id
      and a.starts_at < b.ends_at and b.starts_at < a.ends_at
    where a.researcher_id = ${id}
      and a.state::text = any(${[...LIVE_STATES]}) and b.state::text = any(${[...LIVE_STATES]})`;
  expect(overlaps).toHaveLength(0);
}
