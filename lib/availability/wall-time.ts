import { DAY_MS, MINUTE_MS } from "@/lib/platform/time";
import { parseLocalDate } from "./local-date";
import { type Schedule, zoneOfDate } from "./schedule";
import { zoneClock } from "./zone-transitions";

/**
 * The instant at which the researcher's clock first shows a minute of a local date (YYYY-MM-DD), in the
 * zone that the schedule has on it; where clocks skip that minute, when they go on.
 */
export function instantOf(
  schedule: Pick<Schedule, "timeZone" | "travel">,
  date: string,
  minute: number,
): Date {
  const wall = parseLocalDate(date) * DAY_MS + minute * MINUTE_MS;
  return new Date(zoneClock(zoneOfDate(schedule, date)).firstReaching(wall));
}
