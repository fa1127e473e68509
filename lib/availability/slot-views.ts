import { z } from "zod";
import { invalidInput } from "@/lib/platform/errors";
import { DAY_MS, instant, localDate, timeZone } from "@/lib/platform/time";
import type { Slot } from "./compute-slots";
import { formatLocalDate, parseLocalDate } from "./local-date";
import { localDateOf, type Schedule } from "./schedule";
import { encodeSlotId } from "./slot-id";
import { localDateRange, wallClock } from "./zone-transitions";

/** How slots are asked for: a date is read in `timezone`, else in the researcher's zone. */
export const slotQuery = { date: localDate, timezone: timeZone };

/** The query of a researcher's availability; all of it may be left out. */
export const listAvailabilityQuery = z.object(slotQuery).partial();

export const TimeSlotView = z
  .object({
    id: z.string(),
    researcher_id: z.guid(),
    start_time: instant,
    end_time: instant,
    available: z.boolean(),
    session_id: z.guid().optional().describe("Only for the two parties of the session"),
    local_start_time: z.string().optional().describe("With offset; given when timezone is"),
    local_end_time: z.string().optional(),
  })
  .meta({ id: "TimeSlot" });

/** Free times by local date. */
export const LocalTimesView = z.record(
  z.string(),
  z.array(z.object({ local_start_time: z.string(), local_end_time: z.string() })),
);

/** What `GET researchers/{id}/availability` answers. */
export const AvailabilityView = z.object({
  availability: z
    .record(z.string(), z.array(z.string()))
    .describe("Free times by local date")
    .meta({ examples: [{ "2026-06-10": ["09:00-10:00", "14:00-15:00", "16:00-17:00"] }] }),
  local_times: LocalTimesView.optional()
    .describe("The same with offsets; given when timezone is")
    .meta({
      examples: [
        {
          "2026-06-10": [
            {
              local_start_time: "2026-06-10T09:00:00+01:00",
              local_end_time: "2026-06-10T10:00:00+01:00",
            },
          ],
        },
      ],
    }),
});

/** A slot as JSON; local times with their offset when a zone was asked for. */
export function viewSlot(
  researcherId: string,
  slot: Slot,
  options: { zone?: string; sessionId?: string } = {},
): z.input<typeof TimeSlotView> {
  const { zone, sessionId } = options;
  return TimeSlotView.encode({
    id: encodeSlotId({ researcherId, ...slot }),
    researcher_id: researcherId,
    start_time: new Date(slot.startsAt),
    end_time: new Date(slot.endsAt),
    available: slot.available,
    ...(sessionId ? { session_id: sessionId } : {}),
    ...(zone ? localTimes(slot, zone) : {}),
  });
}

const localTimes = ({ startsAt, endsAt }: Slot, zone: string) => ({
  local_start_time: withOffset(startsAt, zone),
  local_end_time: withOffset(endsAt, zone),
});

/** The instants of a local date. Dates that are over in that zone are refused: nothing can be booked there. */
export function rangeOfDate(
  schedule: Schedule,
  date: string,
  zone: string | undefined,
  now: Date,
): { from: number; to: number } {
  const range = localDateRange(date, zone ?? zoneOn(schedule, date));
  if (range.to <= now.getTime()) throw invalidInput("date", "is in the past");
  if (range.from > now.getTime() + 2 * 365 * DAY_MS) {
    throw invalidInput("date", "is more than two years ahead");
  }
  return range;
}

function zoneOn(schedule: Schedule, date: string): string {
  const trip = schedule.travel.find(({ startsOn, endsOn }) => startsOn <= date && date <= endsOn);
  return trip?.timeZone ?? schedule.timeZone;
}

/** Free times by local date: `{"2026-06-10": ["09:00-10:00"]}`; every date asked for is there. */
export function viewAvailability(
  schedule: Schedule,
  slots: Slot[],
  dates: string[],
  zone: string | undefined,
): z.input<typeof AvailabilityView> {
  const byDate: Record<string, string[]> = Object.fromEntries(dates.map((date) => [date, []]));
  for (const slot of slots) {
    if (!slot.available) continue;
    const date = zone ? wallClock(slot.startsAt, zone).date : localDateOf(schedule, slot.startsAt);
    const clock = zone ?? zoneOn(schedule, date);
    byDate[date]?.push(`${hourOf(slot.startsAt, clock)}-${hourOf(slot.endsAt, clock)}`);
  }
  return {
    availability: byDate,
    ...(zone ? { local_times: viewLocalTimes(slots, dates, zone) } : {}),
  };
}

/** The same with the offset of each, which tells apart the two hours of a night when clocks go back. */
function viewLocalTimes(
  slots: Slot[],
  dates: string[],
  zone: string,
): z.input<typeof LocalTimesView> {
  const byDate: z.input<typeof LocalTimesView> = Object.fromEntries(
    dates.map((date) => [date, []]),
  );
  for (const slot of slots) {
    if (slot.available) byDate[wallClock(slot.startsAt, zone).date]?.push(localTimes(slot, zone));
  }
  return byDate;
}

/** `count` local dates from today on. */
export function datesFrom(schedule: Schedule, zone: string | undefined, now: Date, count: number) {
  const today = zone ? wallClock(now.getTime(), zone).date : localDateOf(schedule, now.getTime());
  const first = parseLocalDate(today);
  return Array.from({ length: count }, (_, day) => formatLocalDate(first + day));
}

const two = (value: number) => String(value).padStart(2, "0");
const hours = (minute: number) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
const hourOf = (at: number, zone: string) => hours(wallClock(at, zone).minute);

function withOffset(at: number, zone: string): string {
  const { date, minute, offsetMinutes } = wallClock(at, zone);
  const sign = offsetMinutes < 0 ? "-" : "+";
  return `${date}T${hours(minute)}:00${sign}${hours(Math.abs(offsetMinutes))}`;
}
