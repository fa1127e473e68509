import { fromZonedTime } from "date-fns-tz";
import fc from "fast-check";
import { expect, test } from "vitest";
import { DAY_MS } from "@/lib/platform/time";
import { busyIn, calendar, event } from "./ics.fixture";

const DAYS = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"] as const;
const ZONES = [
  "Europe/London",
  "America/New_York",
  "America/St_Johns",
  "Asia/Kolkata",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "UTC",
] as const;
const WINDOW = { from: "2026-02-01", to: "2026-05-01" };

const rules = fc.record({
  zone: fc.constantFrom(...ZONES),
  firstDay: fc.integer({ min: Date.UTC(2019, 0, 1) / DAY_MS, max: Date.UTC(2026, 3, 28) / DAY_MS }),
  // Away from the night, in which clocks skip and repeat hours.
  minute: fc.integer({ min: 6 * 60, max: 20 * 60 }),
  lengthMinutes: fc.integer({ min: 5, max: 180 }),
  interval: fc.integer({ min: 1, max: 4 }),
  days: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { maxLength: 7 }),
  end: fc.oneof(
    fc.record({ count: fc.integer({ min: 1, max: 40 }) }),
    fc.record({ weeks: fc.integer({ min: 0, max: 400 }) }),
    fc.constant({}),
  ),
  left: fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 4 }),
});
type Rule = typeof rules extends fc.Arbitrary<infer R> ? R : never;

const two = (n: number) => String(n).padStart(2, "0");
const dateOf = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10);
const clock = ({ minute }: Rule) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
const onClock = (rule: Rule, day: number) =>
  `${dateOf(day).replaceAll("-", "")}T${clock(rule).replace(":", "")}00`;
const instantOn = (rule: Rule, day: number) =>
  fromZonedTime(`${dateOf(day)}T${clock(rule)}:00`, rule.zone).getTime();
const weekdayOf = (day: number) => (day + 4) % 7;
/** Weeks begin on Monday where a rule does not say otherwise. */
const weekOf = (day: number) => Math.floor((day + 3) / 7);

/** Every date of the rule, by looking at each date there is. */
function naiveDates(rule: Rule): number[] {
  const weekdays = rule.days.length > 0 ? rule.days : [weekdayOf(rule.firstDay)];
  const last = Date.UTC(2026, 5, 1) / DAY_MS;
  const dates: number[] = [];
  for (let day = rule.firstDay; day <= last; day++) {
    if ("count" in rule.end && dates.length === rule.end.count) break;
    if ("weeks" in rule.end && day > rule.firstDay + rule.end.weeks * 7) break;
    if ((weekOf(day) - weekOf(rule.firstDay)) % rule.interval !== 0) continue;
    if (weekdays.includes(weekdayOf(day))) dates.push(day);
  }
  return dates;
}

function asFile(rule: Rule, excluded: number[]): string {
  const { zone, firstDay, interval, days, end, lengthMinutes } = rule;
  const parts = [`FREQ=WEEKLY;INTERVAL=${interval}`];
  if (days.length > 0) parts.push(`BYDAY=${days.map((day) => DAYS[day]).join(",")}`);
  if ("count" in end) parts.push(`COUNT=${end.count}`);
  if ("weeks" in end) {
    const until = new Date(instantOn(rule, firstDay + end.weeks * 7));
    parts.push(`UNTIL=${until.toISOString().replace(/[-:]|\.\d+/g, "")}`);
  }
  return calendar(
    event(
      `DTSTART;TZID=${zone}:${onClock(rule, firstDay)}`,
      `DURATION:PT${lengthMinutes}M`,
      `RRULE:${parts.join(";")}`,
      ...excluded.map((day) => `EXDATE;TZID=${zone}:${onClock(rule, day)}`),
    ),
  );
}

test("weekly rules come to what looking at every date comes to, in any zone and across changes of clocks", async () => {
  await fc.assert(
    fc.asyncProperty(rules, async (rule) => {
      const dates = naiveDates(rule);
      // A series begins on a day of its own rule: elsewhere programs disagree.
      fc.pre(dates[0] === rule.firstDay);
      const recent = dates.slice(-31);
      const excluded = rule.left.flatMap((n) => recent[n] ?? []);
      const expected = dates
        .filter((day) => !excluded.includes(day))
        .map((day) => instantOn(rule, day))
        .map((at) => [at, at + rule.lengthMinutes * 60_000].map((t) => new Date(t).toISOString()))
        .filter(
          ([from = "", to = ""]) =>
            to > `${WINDOW.from}T00:00:00.000Z` && from < `${WINDOW.to}T00:00:00.000Z`,
        )
        .map(([from = "", to = ""]) =>
          from.slice(0, 10) === to.slice(0, 10)
            ? `${from.slice(0, 16)}/${to.slice(11, 16)}`
            : `${from.slice(0, 16)}/${to.slice(0, 16)}`,
        );
      expect(await busyIn(asFile(rule, excluded), WINDOW)).toEqual(expected);
    }),
    { numRuns: 150 },
  );
});
