import { requireOwner } from "@/lib/availability/change-schedule";
import { loadSchedule } from "@/lib/availability/load-schedule";
import { formatLocalDate, parseLocalDate } from "@/lib/availability/local-date";
import { type Interval, openHours } from "@/lib/availability/open-hours";
import { localDateOf, type Schedule, zoneOfDate } from "@/lib/availability/schedule";
import { localDateRange, wallClock } from "@/lib/availability/zone-transitions";
import type { Ctx } from "@/lib/platform/context";
import { DAY_MS } from "@/lib/platform/time";
import { listBookingsBetween } from "./read-bookings";
import type { SessionDetail } from "./session-view";

const DAY_MINUTES = 1440;

/** A stretch of a local day in minutes from its midnight, as the clock on the wall shows them. */
export type Stretch = { startMinute: number; endMinute: number };

export type WeekDay = {
  /** YYYY-MM-DD, read in `timeZone`: the researcher's on that date. */
  date: string;
  timeZone: string;
  open: Stretch[];
  bookings: (Stretch & { session: SessionDetail })[];
  /** Times that a reader holds and is paying for. */
  held: Stretch[];
};

export type OwnWeek = {
  today: string;
  monday: string;
  timeZone: string;
  hasHours: boolean;
  days: WeekDay[];
};

/** The actor's week around a local date, by default this one: hours, bookings and what is held, day by day. */
export async function readWeek(ctx: Ctx, input: { date?: string }): Promise<OwnWeek> {
  const { researcherId } = requireOwner(ctx);
  const now = ctx.now.getTime();
  const asked = input.date ? parseLocalDate(input.date) * DAY_MS : now;
  const { schedule } = await loadSchedule(ctx.db, researcherId, Math.min(now, asked) - 8 * DAY_MS);
  const today = localDateOf(schedule, now);
  const monday = mondayOf(input.date ?? today);
  const dates = Array.from({ length: 7 }, (_, day) => formatLocalDate(monday + day));
  const range = { from: new Date((monday - 2) * DAY_MS), to: new Date((monday + 9) * DAY_MS) };
  const bookings = await listBookingsBetween(ctx, range);
  const open = openHours(schedule, range.from.getTime(), range.to.getTime());
  const days = dates.map((date) => dayOf(schedule, date, open, bookings));
  const hasHours = schedule.rules.length > 0 || schedule.overrides.some(({ ranges }) => ranges[0]);
  return {
    today,
    monday: formatLocalDate(monday),
    timeZone: schedule.timeZone,
    hasHours,
    days,
  };
}

/** Days since 1970-01-01, itself a Thursday. */
function mondayOf(date: string): number {
  const day = parseLocalDate(date);
  return day - ((((day + 3) % 7) + 7) % 7);
}

function dayOf(
  schedule: Schedule,
  date: string,
  open: Interval[],
  bookings: SessionDetail[],
): WeekDay {
  const timeZone = zoneOfDate(schedule, date);
  const within = stretchOn(date, timeZone);
  const booked = bookings.map((session) => ({
    session,
    startsAt: session.startsAt.getTime(),
    endsAt: session.endsAt.getTime(),
  }));
  const isBooked = (startsAt: number) => booked.some((one) => one.startsAt === startsAt);
  return {
    date,
    timeZone,
    open: open.flatMap(within),
    bookings: booked.flatMap((one) =>
      within(one).map((stretch) => ({ ...stretch, session: one.session })),
    ),
    held: schedule.busy
      .filter(({ kind, startsAt }) => kind === "session" && !isBooked(startsAt))
      .flatMap(within),
  };
}

/** The part of a time that lies on a local date; none when it does not touch it. */
function stretchOn(date: string, timeZone: string): (interval: Interval) => Stretch[] {
  const { from, to } = localDateRange(date, timeZone);
  return ({ startsAt, endsAt }) => {
    if (endsAt <= from || startsAt >= to) return [];
    const startMinute = wallClock(Math.max(startsAt, from), timeZone).minute;
    const endMinute = endsAt >= to ? DAY_MINUTES : wallClock(endsAt, timeZone).minute;
    // Where clocks go back within it, the wall shows less than has passed.
    return [{ startMinute, endMinute: Math.max(endMinute, startMinute) }];
  };
}
