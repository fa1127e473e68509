import type { WeeklyRule } from "@/lib/availability/schedule";
import type { SeedHours } from "./seed-data";

type Range = { startMinute: number; endMinute: number };

const RANGE = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/;

/** `09:00-12:00 22:00-01:00` in minutes of the day; an end before its start is on the next day. */
export function parseRanges(text: string): Range[] {
  return text
    .split(" ")
    .filter(Boolean)
    .map((range) => {
      const match = RANGE.exec(range);
      if (!match) throw new Error(`Not a range of hours: ${range}`);
      const [startHour = 0, startMinute = 0, endHour = 0, endMinute = 0] = match
        .slice(1)
        .map(Number);
      const start = startHour * 60 + startMinute;
      const end = endHour * 60 + endMinute;
      return { startMinute: start, endMinute: end > start ? end : end + 1440 };
    });
}

/** The weekly rules that `{ "1-5": "09:00-12:00" }` stands for. */
export function parseHours(hours: SeedHours): WeeklyRule[] {
  return Object.entries(hours).flatMap(([days, text]) => {
    const [first = 0, last = first] = days.split("-").map(Number);
    const weekdays = ([0, 1, 2, 3, 4, 5, 6] as const).filter((day) => day >= first && day <= last);
    return weekdays.flatMap((weekday) => parseRanges(text).map((range) => ({ weekday, ...range })));
  });
}
