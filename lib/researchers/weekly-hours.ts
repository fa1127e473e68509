import { sql } from "drizzle-orm";
import { anyOf } from "@/db/any-of";
import { availabilityRules } from "@/db/schema/availability";
import type { Ctx } from "@/lib/platform/context";

const WEEK = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;
export type WeekdayName = (typeof WEEK)[number];

/** Hours of a usual week on the researcher's clock: `{monday: ["09:00-10:00"]}`, Monday first, closed days left out. */
export type WeeklyHours = Partial<Record<WeekdayName, string[]>>;

/** Weekday (0 is Sunday) and minutes of that day. */
type Rule = [weekday: number, startMinute: number, endMinute: number];

/** The usual weeks of several researchers, by their id; none for those without rules. */
export async function weeklyHoursOf({ db }: Ctx, ids: string[]): Promise<Map<string, WeeklyHours>> {
  if (ids.length === 0) return new Map();
  const { researcherId, weekday, startMinute, endMinute } = availabilityRules;
  // One row for each researcher: a row costs the driver more than another item of a list.
  const rules = sql<Rule[]>`json_agg(json_build_array(${weekday}, ${startMinute}, ${endMinute})
    order by ${startMinute}, ${endMinute})`;
  const weeks = await db
    .select({ researcherId, rules })
    .from(availabilityRules)
    .where(anyOf(researcherId, ids))
    .groupBy(researcherId);
  return new Map(weeks.map((week) => [week.researcherId, weekOf(week.rules)]));
}

function weekOf(rules: Rule[]): WeeklyHours {
  const week: WeeklyHours = {};
  for (const [at, name] of WEEK.entries()) {
    const hours = rules.filter(([weekday]) => weekday === (at + 1) % 7).map(hoursText);
    if (hours.length > 0) week[name] = hours;
  }
  return week;
}

/** Midnight at the end of a day is 24:00; an end on the next day is that day's clock time. */
function hoursText([, startMinute, endMinute]: Rule): string {
  const end = endMinute > 1440 ? endMinute - 1440 : endMinute;
  return `${clock(startMinute)}-${clock(end)}`;
}

function clock(minute: number): string {
  const pad = (value: number) => String(value).padStart(2, "0");
  return `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;
}
