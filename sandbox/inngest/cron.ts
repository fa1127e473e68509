/** A cron expression of five fields, with an optional `TZ=Area/City ` before them. */
export type Cron = {
  minutes: Set<number>;
  hours: Set<number>;
  daysOfMonth: Set<number>;
  months: Set<number>;
  weekdays: Set<number>;
  /** Whether both kinds of day are restricted: then either one is enough. */
  eitherDay: boolean;
  everyHour: boolean;
  timeZone: string;
};

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const WEEKDAYS = "sun mon tue wed thu fri sat".split(" ");
const MINUTE_MS = 60_000;
const SEARCH_YEARS = 5;

/** Throws with the expression and the field that is wrong. */
export function parseCron(expression: string): Cron {
  const [, timeZone = "UTC", rest = ""] = /^(?:TZ=(\S+)\s+)?(.*)$/.exec(expression.trim()) ?? [];
  const fields = rest.trim().split(/\s+/);
  const [minute, hour, day, month, weekday] = fields;
  if (fields.length !== 5 || !minute || !hour || !day || !month || !weekday)
    throw new Error(`The cron expression "${expression}" must have five fields`);
  try {
    new Intl.DateTimeFormat("en", { timeZone });
  } catch {
    throw new Error(`The cron expression "${expression}" names the unknown time zone ${timeZone}`);
  }
  const field = (text: string, name: string, low: number, high: number, names: string[] = []) =>
    parseField(text, low, high, names, `${name} of the cron expression "${expression}"`);
  const weekdays = field(weekday, "weekday", 0, 7, WEEKDAYS);
  if (weekdays.delete(7)) weekdays.add(0);
  return {
    minutes: field(minute, "minute", 0, 59),
    hours: field(hour, "hour", 0, 23),
    daysOfMonth: field(day, "day", 1, 31),
    months: field(month, "month", 1, 12, ["", ...MONTHS]),
    weekdays,
    eitherDay: !day.startsWith("*") && !weekday.startsWith("*"),
    everyHour: hour === "*",
    timeZone,
  };
}

/** The first tick strictly after `after`; throws when there is none within five years. */
export function nextTick(cron: Cron, after: Date): Date {
  const clock = wallClock(cron.timeZone);
  let at = Math.floor(after.getTime() / MINUTE_MS) * MINUTE_MS + MINUTE_MS;
  const limit = at + SEARCH_YEARS * 366 * 86_400_000;
  while (at < limit) {
    const wall = clock(at);
    if (!cron.hours.has(wall.hour) || !cron.months.has(wall.month) || !dayMatches(cron, wall)) {
      at += (60 - wall.minute) * MINUTE_MS;
    } else if (!cron.minutes.has(wall.minute)) {
      at += MINUTE_MS;
    } else if (!cron.everyHour && isRepeated(clock, at)) {
      // When clocks go back, a tick at a fixed hour belongs to the first pass only.
      at += MINUTE_MS;
    } else return new Date(at);
  }
  throw new Error("The cron expression has no tick in the next five years");
}

type Wall = { month: number; day: number; hour: number; minute: number; weekday: number };

function wallClock(timeZone: string): (at: number) => Wall {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
  return (at) => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(at)) part[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = part;
    return {
      month,
      day,
      hour,
      minute,
      weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay(),
    };
  };
}

function dayMatches(cron: Cron, wall: Wall): boolean {
  const byDay = cron.daysOfMonth.has(wall.day);
  const byWeekday = cron.weekdays.has(wall.weekday);
  return cron.eitherDay ? byDay || byWeekday : byDay && byWeekday;
}

function isRepeated(clock: (at: number) => Wall, at: number): boolean {
  const [now, hourAgo] = [clock(at), clock(at - 60 * MINUTE_MS)];
  return now.hour === hourAgo.hour && now.minute === hourAgo.minute && now.day === hourAgo.day;
}

function parseField(
  text: string,
  low: number,
  high: number,
  names: string[],
  where: string,
): Set<number> {
  const values = new Set<number>();
  const fail = () => new Error(`"${text}" is not understood as the ${where}`);
  const number = (part: string) => {
    const named = names.indexOf(part.toLowerCase());
    const value = named >= 0 && part !== "" ? named : Number(part);
    if (!/^[a-z]{3}$|^\d+$/i.test(part) || !(value >= low && value <= high)) throw fail();
    return value;
  };
  for (const item of text.split(",")) {
    const [, span = "", step] = /^([^/]+)(?:\/(\d+))?$/.exec(item) ?? [];
    const [first = "", last] = span.split("-");
    if (span === "" || Number(step) === 0) throw fail();
    const from = span === "*" ? low : number(first);
    const to =
      span === "*" || (last === undefined && step !== undefined) ? high : number(last ?? first);
    if (to < from) throw fail();
    for (let value = from; value <= to; value += Number(step ?? 1)) values.add(value);
  }
  return values;
}
