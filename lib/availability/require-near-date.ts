import { invalidInput } from "@/lib/platform/errors";
import { DAY_MS } from "@/lib/platform/time";
import { formatLocalDate } from "./local-date";
import { localDateOf, type Schedule } from "./schedule";

const MOST_DAYS_AHEAD = 2 * 366;

/** Refuses a local date (YYYY-MM-DD) that is over for the researcher, or so far off that it must be a slip. */
export function requireNearDate(schedule: Schedule, field: string, date: string, now: Date): void {
  if (date < localDateOf(schedule, now.getTime())) throw invalidInput(field, "is in the past");
  if (date > formatLocalDate(Math.floor(now.getTime() / DAY_MS) + MOST_DAYS_AHEAD))
    throw invalidInput(field, "is more than two years ahead");
}

/** The same for an instant. */
export function requireNearInstant(field: string, at: Date, now: Date): void {
  if (at <= now) throw invalidInput(field, "is in the past");
  if (at.getTime() > now.getTime() + MOST_DAYS_AHEAD * DAY_MS)
    throw invalidInput(field, "is more than two years ahead");
}
