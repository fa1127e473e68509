import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { computeSlots, isOffered, nextAvailable } from "./compute-slots";
import { type Case, scheduleCase } from "./compute-slots.arbitraries";
import {
  dateOf,
  hoursOn,
  isAvailable,
  localDate,
  oracleSlots,
  readClock,
  zoneOn,
} from "./compute-slots.oracle";
import { localDateOf, type Schedule } from "./schedule";

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

function holds(numRuns: number, property: (given: Case) => void) {
  fc.assert(fc.property(scheduleCase, property), { seed: 20111230, numRuns });
}

// Reading Intl minute by minute takes seconds by itself, more on a busy machine.
describe("over random schedules around real changes of the clock", () => {
  test("slots are those of a minute-by-minute walk through Intl's clock", () => {
    holds(80, ({ schedule, range, now }) => {
      expect(computeSlots(schedule, range, now)).toEqual(oracleSlots(schedule, range, now));
    });
  });

  test("starts ascend, lie in the range, and overlap only where the step is shorter than the session", () => {
    holds(800, ({ schedule, range, now }) => {
      const { sessionMinutes, stepMinutes } = schedule.preferences;
      const leastApart = Math.min(sessionMinutes, stepMinutes) * MINUTE;
      let previous = Number.NEGATIVE_INFINITY;
      for (const { startsAt, endsAt } of computeSlots(schedule, range, now)) {
        expect(startsAt).toBeGreaterThanOrEqual(Math.max(range.from, previous + leastApart));
        expect(startsAt).toBeLessThan(range.to);
        expect(endsAt - startsAt).toBe(sessionMinutes * MINUTE);
        previous = startsAt;
      }
    });
  });

  test("every slot starts on its hours' grid and ends within them, as Intl reads the clock", () => {
    holds(1000, ({ schedule, range, now }) => {
      for (const slot of computeSlots(schedule, range, now)) {
        expect(datesWhoseHoursHold(schedule, slot).length).toBeGreaterThan(0);
      }
    });
  });

  test("no reading of the clock is sold twice", () => {
    holds(1000, ({ schedule, range, now }) => {
      const atHome: Schedule = { ...schedule, travel: [] };
      const starts = computeSlots(atHome, range, now).map(({ startsAt }) => startsAt);
      const readings = starts.map((startsAt) => readClock(startsAt, atHome.timeZone));
      expect(new Set(readings).size).toBe(starts.length);
    });
  });

  test("exactly the slots clear of busy times, time off, notice, window and full days are available", () => {
    holds(1000, ({ schedule, range, now }) => {
      for (const slot of computeSlots(schedule, range, now)) {
        expect(slot.available).toBe(isAvailable(schedule, slot, now));
      }
    });
  });

  test("a part of a range yields that part of its slots", () => {
    const parts = fc.tuple(scheduleCase, fc.nat({ max: 2880 }), fc.nat({ max: 2880 }));
    const property = fc.property(parts, ([{ schedule, range, now }, skipped, length]) => {
      const from = range.from + skipped * MINUTE;
      const to = from + length * MINUTE;
      const wide = { from: range.from - 5 * DAY, to: range.to + 5 * DAY };
      const part = computeSlots(schedule, wide, now).filter(
        ({ startsAt }) => startsAt >= from && startsAt < to,
      );
      expect(computeSlots(schedule, { from, to }, now)).toEqual(part);
    });
    fc.assert(property, { seed: 20111230, numRuns: 1000 });
  });

  test("isOffered agrees with the list, slot by slot and between slots", () => {
    holds(250, ({ schedule, range, now }) => {
      const lengthMs = schedule.preferences.sessionMinutes * MINUTE;
      const slots = new Map(
        computeSlots(schedule, range, now).map((slot) => [slot.startsAt, slot]),
      );
      for (let startsAt = range.from; startsAt < range.to; startsAt += 5 * MINUTE) {
        const slot = slots.get(startsAt);
        const expected = slot ? (slot.available ? "offered" : "taken") : "not-on-grid";
        expect(isOffered(schedule, { startsAt, endsAt: startsAt + lengthMs }, now)).toBe(expected);
      }
    });
  });

  test("nextAvailable is the first available slot of the booking window", () => {
    holds(1000, ({ schedule, now }) => {
      const window = { from: now, to: now + schedule.preferences.windowDays * DAY + 1 };
      const first = computeSlots(schedule, window, now).find(({ available }) => available);
      expect(nextAvailable(schedule, now)).toBe(first?.startsAt ?? null);
    });
  });

  test("the local date is the earliest that is not over in its own zone", () => {
    holds(1000, ({ schedule, range }) => {
      expect(localDateOf(schedule, range.from)).toBe(localDate(schedule, range.from));
    });
  });
});

/** The dates, of the last three, on whose hours and grid the slot lies when read in the zone of that date. */
function datesWhoseHoursHold(schedule: Schedule, slot: { startsAt: number; endsAt: number }) {
  const dates = [0, 1, 2, 3].map((back) => dateOf(slot.startsAt + DAY - back * DAY));
  return dates.filter((date) => {
    const midnight = Date.parse(`${date}T00:00:00Z`);
    const minuteAt = (instant: number) =>
      (readClock(instant, zoneOn(schedule, date)) - midnight) / MINUTE;
    const start = minuteAt(slot.startsAt);
    const lastMinute = minuteAt(slot.endsAt - MINUTE);
    return hoursOn(schedule, date).some(
      ({ startMinute, endMinute }) =>
        start >= startMinute &&
        (start - startMinute) % schedule.preferences.stepMinutes === 0 &&
        lastMinute < endMinute,
    );
  });
}
