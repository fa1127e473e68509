/**
 * The yardstick: slots as one would first write them with date-fns-tz, one conversion and one look at
 * every busy interval for each slot. It knows all rules of computeSlots but for hours that cross
 * midnight or a change of the clock.
 */
import { addDays, addMinutes } from "date-fns";
import { formatInTimeZone, fromZonedTime } from "date-fns-tz";
import type { Slot } from "@/lib/availability/compute-slots";
import type { Schedule } from "@/lib/availability/schedule";

const DATE = "yyyy-MM-dd";

export function naiveSlots(
  schedule: Schedule,
  range: { from: number; to: number },
  now: number,
): Slot[] {
  const { sessionMinutes, stepMinutes } = schedule.preferences;
  const perDate = sessionsPerDate(schedule);
  const slots: Slot[] = [];
  const last = formatInTimeZone(addDays(range.to, 1), "UTC", DATE);
  for (let day = addDays(range.from, -1); ; day = addDays(day, 1)) {
    const date = formatInTimeZone(day, "UTC", DATE);
    if (date > last) return slots;
    const zone = zoneOn(schedule, date);
    for (const { startMinute, endMinute } of hoursOn(schedule, date)) {
      for (let m = startMinute; m + sessionMinutes <= endMinute; m += stepMinutes) {
        const startsAt = fromZonedTime(`${date}T${clock(m)}`, zone);
        const endsAt = addMinutes(startsAt, sessionMinutes);
        if (startsAt.getTime() < range.from || startsAt.getTime() >= range.to) continue;
        const available = isFree(schedule, startsAt, endsAt, now, perDate.get(date) ?? 0);
        slots.push({ startsAt: startsAt.getTime(), endsAt: endsAt.getTime(), available });
      }
    }
  }
}

function isFree(schedule: Schedule, startsAt: Date, endsAt: Date, now: number, booked: number) {
  const { preferences, busy, timeOff } = schedule;
  const { bufferBeforeMinutes: before, bufferAfterMinutes: after, dailyMaximum } = preferences;
  if (startsAt < addMinutes(now, preferences.minimumNoticeMinutes)) return false;
  if (startsAt > addMinutes(now, preferences.windowDays * 1440)) return false;
  if (dailyMaximum !== null && booked >= dailyMaximum) return false;
  const longer = Math.max(before, after);
  const meets = (other: { startsAt: number; endsAt: number }, margins: [number, number]) =>
    addMinutes(startsAt, -margins[0]).getTime() < other.endsAt &&
    addMinutes(endsAt, margins[1]).getTime() > other.startsAt;
  return (
    !timeOff.some((off) => meets(off, [before, after])) &&
    !busy.some((one) => meets(one, one.kind === "session" ? [longer, longer] : [before, after]))
  );
}

function sessionsPerDate(schedule: Schedule): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { kind, startsAt } of schedule.busy) {
    if (kind !== "session") continue;
    const there = zoneOn(schedule, formatInTimeZone(startsAt, schedule.timeZone, DATE));
    const date = formatInTimeZone(startsAt, there, DATE);
    counts.set(date, (counts.get(date) ?? 0) + 1);
  }
  return counts;
}

function zoneOn({ travel, timeZone }: Schedule, date: string): string {
  const away = travel.find(({ startsOn, endsOn }) => startsOn <= date && date <= endsOn);
  return away?.timeZone ?? timeZone;
}

function hoursOn({ overrides, rules }: Schedule, date: string) {
  const override = overrides.find((one) => one.date === date);
  const weekday = new Date(`${date}T12:00:00Z`).getUTCDay();
  return override?.ranges ?? rules.filter((rule) => rule.weekday === weekday);
}

function clock(minute: number): string {
  const pad = (value: number) => String(value).padStart(2, "0");
  return `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}:00`;
}
