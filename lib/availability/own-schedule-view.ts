import { z } from "zod";
import { instant, localDate } from "@/lib/platform/time";
import type { OwnSchedule } from "./get-own-schedule";
import { formatHours, WEEK } from "./hours-text";
import type { DateOverride, Schedule } from "./schedule";
import type { TimeOffEntry } from "./set-time-off";
import type { TravelEntry } from "./set-travel";

export const WeekView = z
  .record(z.string(), z.array(z.string()))
  .describe("Hours by weekday, on the researcher's clock");

export const PreferencesView = z
  .object({
    session_minutes: z.int(),
    step_minutes: z.int(),
    buffer_before_minutes: z.int(),
    buffer_after_minutes: z.int(),
    minimum_notice_minutes: z.int(),
    window_days: z.int(),
    daily_maximum: z.int().nullable(),
    requires_acceptance: z.boolean(),
  })
  .meta({ id: "Preferences" });

export const AvailabilitySettingsView = z
  .object({ time_zone: z.string(), availability: WeekView, preferences: PreferencesView })
  .meta({ id: "AvailabilitySettings" });

export const OverrideView = z
  .object({ date: localDate, hours: z.array(z.string()).describe("None: closed on that date") })
  .meta({ id: "Override" });

export const TimeOffView = z
  .object({
    id: z.guid(),
    start_time: instant,
    end_time: instant,
    note: z.string().nullable(),
  })
  .meta({ id: "TimeOff" });

export const TravelView = z
  .object({ id: z.guid(), start_date: localDate, end_date: localDate, time_zone: z.string() })
  .meta({ id: "Travel" });

/** The usual week as JSON, every day there: `{"monday": ["09:00-12:00"], "sunday": []}`. */
export function viewWeek({ rules }: Pick<Schedule, "rules">): Record<string, string[]> {
  const hoursOn = (weekday: number) => rules.filter((rule) => rule.weekday === weekday);
  return Object.fromEntries(WEEK.map((day, weekday) => [day, hoursOn(weekday).map(formatHours)]));
}

export const viewPreferences = ({
  schedule: { preferences },
  requiresAcceptance,
}: OwnSchedule): z.input<typeof PreferencesView> => ({
  session_minutes: preferences.sessionMinutes,
  step_minutes: preferences.stepMinutes,
  buffer_before_minutes: preferences.bufferBeforeMinutes,
  buffer_after_minutes: preferences.bufferAfterMinutes,
  minimum_notice_minutes: preferences.minimumNoticeMinutes,
  window_days: preferences.windowDays,
  daily_maximum: preferences.dailyMaximum,
  requires_acceptance: requiresAcceptance,
});

export const viewAvailabilitySettings = (
  own: OwnSchedule,
): z.input<typeof AvailabilitySettingsView> => ({
  time_zone: own.schedule.timeZone,
  availability: viewWeek(own.schedule),
  preferences: viewPreferences(own),
});

export const viewOverride = ({ date, ranges }: DateOverride): z.input<typeof OverrideView> => ({
  date,
  hours: ranges.map(formatHours),
});

export const viewTimeOff = ({ id, startsAt, endsAt, note }: TimeOffEntry) =>
  TimeOffView.encode({ id, start_time: startsAt, end_time: endsAt, note });

export const viewTravel = ({
  id,
  startsOn,
  endsOn,
  timeZone,
}: TravelEntry): z.input<typeof TravelView> => ({
  id,
  start_date: startsOn,
  end_date: endsOn,
  time_zone: timeZone,
});
