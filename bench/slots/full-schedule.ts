import type { Schedule } from "@/lib/availability/schedule";
import { DAY_MS, MINUTE_MS } from "@/lib/platform/time";

/** A Monday; both changes of London's clock lie within a year of it. */
export const NOW = Date.UTC(2026, 1, 2, 10);

const BUSY = 100;

/**
 * A schedule with everything that one can have: hours by weekday in two parts, overrides, time off,
 * a journey, buffers, notice, a daily maximum, and 100 busy intervals spread over `days`.
 */
export function fullSchedule(days: number): Schedule {
  const weekdays = [1, 2, 3, 4, 5] as const;
  return {
    timeZone: "Europe/London",
    rules: weekdays.flatMap((weekday) => [
      { weekday, startMinute: 540, endMinute: 750 },
      { weekday, startMinute: 810, endMinute: 1080 },
    ]),
    overrides: [
      { date: "2026-02-05", ranges: [] },
      { date: "2026-02-07", ranges: [{ startMinute: 600, endMinute: 840 }] },
      { date: "2026-02-18", ranges: [{ startMinute: 480, endMinute: 1200 }] },
      { date: "2026-03-02", ranges: [] },
    ],
    timeOff: [
      { startsAt: NOW + 20 * DAY_MS, endsAt: NOW + 22 * DAY_MS },
      { startsAt: NOW + 25.2 * DAY_MS, endsAt: NOW + 25.4 * DAY_MS },
    ],
    travel: [{ startsOn: "2026-02-09", endsOn: "2026-02-13", timeZone: "America/St_Johns" }],
    busy: Array.from({ length: BUSY }, (_, n) => busyInterval(n, days)),
    preferences: {
      sessionMinutes: 60,
      stepMinutes: 30,
      bufferBeforeMinutes: 10,
      bufferAfterMinutes: 15,
      minimumNoticeMinutes: 1440,
      windowDays: days,
      dailyMaximum: 4,
    },
  };
}

/** One in four comes from the researcher's own calendar. Some fall on closed hours, as in life. */
function busyInterval(n: number, days: number): Schedule["busy"][number] {
  const day = Math.floor((n * days) / BUSY);
  const startsAt = NOW - (NOW % DAY_MS) + day * DAY_MS + (540 + 90 * (n % 6)) * MINUTE_MS;
  const kind = n % 4 === 3 ? "external" : "session";
  return { startsAt, endsAt: startsAt + 60 * MINUTE_MS, kind };
}
