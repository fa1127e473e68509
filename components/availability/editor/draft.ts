/** What the editor changes together: zone, week and preferences, as the server takes them. */

import type { Hours } from "@/lib/availability/hours-by-day";
import { formatHours, WEEK } from "@/lib/availability/hours-text";
import type { viewAvailabilitySettings } from "@/lib/availability/own-schedule-view";
import { dayFrom, hoursOf, problemsOf, type WeekDraft } from "./week-draft";

/** As `PUT researchers/me/availability` takes and gives it. */
export type Settings = ReturnType<typeof viewAvailabilitySettings>;
export type Preferences = Settings["preferences"];

export type Draft = { timeZone: string; week: WeekDraft; preferences: Preferences };

export function draftOf(week: readonly Hours[][], settings: Settings): Draft {
  return {
    timeZone: settings.time_zone,
    week: week.map(dayFrom),
    preferences: settings.preferences,
  };
}

/** The draft as a request; lines that cannot be read are left out. */
export function settingsOf({ timeZone, week, preferences }: Draft): Settings {
  const availability = Object.fromEntries(
    WEEK.map((day, weekday) => [day, hoursOf(week[weekday] ?? []).map(formatHours)]),
  );
  return { time_zone: timeZone, availability, preferences };
}

export const hasProblems = ({ week }: Draft): boolean =>
  week.some((day) => problemsOf(day).size > 0);

/** Whether two are the same to the server, whatever the order of their keys. */
export const isSame = (a: Settings, b: Settings): boolean => inOrder(a) === inOrder(b);

const inOrder = ({ time_zone, availability, preferences }: Settings): string =>
  JSON.stringify([
    time_zone,
    WEEK.map((day) => availability[day] ?? []),
    Object.entries(preferences).sort(([a], [b]) => (a < b ? -1 : 1)),
  ]);
