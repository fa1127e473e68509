import type { OwnSchedule } from "./get-own-schedule";
import { formatHours, WEEK } from "./hours-text";
import type { DateOverride, Schedule } from "./schedule";
import type { TimeOffEntry } from "./set-time-off";
import type { TravelEntry } from "./set-travel";

/** The usual week as JSON, every day there: `{"monday": ["09:00-12:00"], "sunday": []}`. */
export function viewWeek({ rules }: Pick<Schedule, "rules">): Record<string, string[]> {
  const hoursOn = (weekday: number) => rules.filter((rule) => rule.weekday === weekday);
  return Object.fromEntries(WEEK.map((day, weekday) => [day, hoursOn(weekday).map(formatHours)]));
}

export const viewPreferences = ({
  schedule: { preferences },
  requiresAcceptance,
}: OwnSchedule) => ({
  session_minutes: preferences.sessionMinutes,
  step_minutes: preferences.stepMinutes,
  buffer_before_minutes: preferences.bufferBeforeMinutes,
  buffer_after_minutes: preferences.bufferAfterMinutes,
  minimum_notice_minutes: preferences.minimumNoticeMinutes,
  window_days: preferences.windowDays,
  daily_maximum: preferences.dailyMaximum,
  requires_acceptance: requiresAcceptance,
});

export const viewAvailabilitySettings = (own: OwnSchedule) => ({
  time_zone: own.schedule.timeZone,
  availability: viewWeek(own.schedule),
  preferences: viewPreferences(own),
});

export const viewOverride = ({ date, ranges }: DateOverride) => ({
  date,
  hours: ranges.map(formatHours),
});

export const viewTimeOff = ({ id, startsAt, endsAt, note }: TimeOffEntry) => ({
  id,
  start_time: startsAt.toISOString(),
  end_time: endsAt.toISOString(),
  note,
});

export const viewTravel = ({ id, startsOn, endsOn, timeZone }: TravelEntry) => ({
  id,
  start_date: startsOn,
  end_date: endsOn,
  time_zone: timeZone,
});
