import { z } from "zod";
import { Text } from "@/lib/platform/text";
import { instant, localDate, timeZone } from "@/lib/platform/time";
import type { Hours } from "./hours-by-day";
import { findOverlap, formatHours, readHours, WEEK } from "./hours-text";
import type { BookingPreferences, WeeklyRule } from "./schedule";

export const MAX_RANGES_A_DAY = 12;
export const MIN_NOTICE_BY_REQUEST_MINUTES = 24 * 60;

const FORM = 'must be hours such as "09:00-12:30"';

/** The hours of one day: `["09:00-12:00", "13:00-17:00"]`, none = closed. Refusals name the range's place. */
export const DayHours = z
  .array(Text, "must be a list of hours")
  .max(MAX_RANGES_A_DAY, `must have at most ${MAX_RANGES_A_DAY} ranges`)
  .transform((texts, issue) => {
    const refuse = (at: number, message: string) => {
      issue.addIssue({ code: "custom", path: [at], message });
      return z.NEVER;
    };
    const day: Hours[] = [];
    for (const [at, text] of texts.entries()) {
      const [, start, end] = /^([^-]*)-([^-]*)$/.exec(text) ?? [];
      if (start === undefined || end === undefined) return refuse(at, FORM);
      const hours = readHours(start, end);
      if ("wrong" in hours) {
        const which = hours.wrong === "start" ? "starts at a time that" : "ends at a time that";
        return refuse(at, `${which} ${hours.problem}`);
      }
      day.push(hours);
    }
    const overlap = findOverlap(day);
    const other = overlap && day[overlap.other];
    if (overlap && other) return refuse(overlap.at, `overlaps ${formatHours(other)}`);
    return day.sort((a, b) => a.startMinute - b.startMinute);
  });

/** The usual week: `{"monday": ["09:00-12:00"]}`; days left out are closed. Becomes rules. */
export const WeekHours = z
  .strictObject(Object.fromEntries(WEEK.map((day) => [day, DayHours.optional()])))
  .transform((week) =>
    WEEK.flatMap((day, weekday) =>
      (week[day] ?? []).map((hours) => ({ ...hours, weekday }) as WeeklyRule),
    ),
  );

const minutes = (least: number, most: number) =>
  z
    .int("must be a whole number of minutes")
    .min(least, `must be at least ${least} minutes`)
    .max(most, `must be at most ${most} minutes`);
const inFives = (least: number, most: number) =>
  minutes(least, most).multipleOf(5, "must be a multiple of 5 minutes");

/** How readers may book; what is left out stays as it is. */
export const Preferences = z.strictObject({
  session_minutes: inFives(15, 480).optional(),
  step_minutes: inFives(5, 480).optional().describe("A session may start every so many minutes"),
  buffer_before_minutes: inFives(0, 480).optional(),
  buffer_after_minutes: inFives(0, 480).optional(),
  minimum_notice_minutes: minutes(0, 60 * 24 * 60).optional(),
  window_days: z
    .int("must be a whole number of days")
    .min(1, "must be at least 1 day")
    .max(365, "must be at most 365 days")
    .optional(),
  daily_maximum: z
    .int("must be a whole number")
    .min(1, "must be at least 1")
    .max(50, "must be at most 50")
    .nullable()
    .optional()
    .describe("Most sessions that start on one local date; null = no limit"),
  requires_acceptance: z.boolean("must be true or false").optional(),
});

/**
 * The bookings (session ids) that the researcher knows to lie outside the hours after this change. When
 * there are others, nothing is saved and the answer is SCHEDULE_CONFLICT with all of them.
 */
export const Acknowledged = z
  .array(z.guid("is not an id"), "must be a list of session ids")
  .max(500)
  .default([]);

export const SetAvailability = z.object({
  time_zone: timeZone.optional(),
  availability: WeekHours.optional(),
  preferences: Preferences.optional(),
  acknowledge: Acknowledged,
});

export const SetOverride = z.object({
  date: localDate,
  hours: DayHours,
  acknowledge: Acknowledged,
});

export const AddTimeOff = z
  .object({
    start_time: instant,
    end_time: instant,
    note: Text.trim().max(200, "must have at most 200 characters").optional(),
    acknowledge: Acknowledged,
  })
  .refine(({ start_time, end_time }) => end_time > start_time, {
    path: ["end_time"],
    message: "must be after the beginning",
  });

export const AddTravel = z
  .object({
    start_date: localDate,
    end_date: localDate,
    time_zone: timeZone,
    acknowledge: Acknowledged,
  })
  .refine(({ start_date, end_date }) => end_date >= start_date, {
    path: ["end_date"],
    message: "must not be before the first day",
  });

/** The preferences that a request names, in the words of the schedule. */
export function preferencesOf(input: z.output<typeof Preferences>): Partial<BookingPreferences> {
  const named = {
    sessionMinutes: input.session_minutes,
    stepMinutes: input.step_minutes,
    bufferBeforeMinutes: input.buffer_before_minutes,
    bufferAfterMinutes: input.buffer_after_minutes,
    minimumNoticeMinutes: input.minimum_notice_minutes,
    windowDays: input.window_days,
    dailyMaximum: input.daily_maximum,
  };
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
}
