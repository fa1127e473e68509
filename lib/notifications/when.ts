/**
 * Times as the mails say them, with weekday and zone. Put together from parts, because the
 * punctuation of Intl's own formats differs between versions of Node and a mail must render alike.
 */

type Times = { startsAt: Date; endsAt: Date };

/** `Tuesday 24 November 2026, 14:00-15:00, London time (GMT)`, with a proper dash. */
export function formatWhen({ startsAt, endsAt }: Times, timeZone: string): string {
  return `${formatDate(startsAt, timeZone)}, ${clock(startsAt, timeZone)}–${clock(endsAt, timeZone)}, ${zoneName(startsAt, timeZone)}`;
}

/** The same times for somebody elsewhere; the day only where it differs from `nearZone`'s. */
export function formatWhenElsewhere(times: Times, timeZone: string, nearZone: string): string {
  const { startsAt, endsAt } = times;
  const day =
    formatDate(startsAt, timeZone) === formatDate(startsAt, nearZone)
      ? ""
      : `${part(startsAt, timeZone, "weekday")} `;
  return `${day}${clock(startsAt, timeZone)}–${clock(endsAt, timeZone)}, ${zoneName(startsAt, timeZone)}`;
}

/** `Tuesday 24 November 2026, 14:00, London time (GMT)`. */
export function formatInstant(instant: Date, timeZone: string): string {
  return `${formatDate(instant, timeZone)}, ${clock(instant, timeZone)}, ${zoneName(instant, timeZone)}`;
}

/** `Tue 24 Nov, 14:00`, for subjects. */
export function formatShort(instant: Date, timeZone: string): string {
  const weekday = part(instant, timeZone, "weekday").slice(0, 3);
  const month = part(instant, timeZone, "month").slice(0, 3);
  return `${weekday} ${part(instant, timeZone, "day")} ${month}, ${clock(instant, timeZone)}`;
}

/** `Tuesday 24 November 2026`. */
export function formatDate(instant: Date, timeZone: string): string {
  return (["weekday", "day", "month", "year"] as const)
    .map((name) => part(instant, timeZone, name))
    .join(" ");
}

/** Whether the two zones show different clocks at that instant. */
export const clocksDiffer = (instant: Date, one: string, other: string) =>
  formatInstant(instant, one).replace(zoneName(instant, one), "") !==
  formatInstant(instant, other).replace(zoneName(instant, other), "");

function clock(instant: Date, timeZone: string): string {
  const [hour, minute] = (["hour", "minute"] as const).map((name) => part(instant, timeZone, name));
  return `${hour?.padStart(2, "0")}:${minute?.padStart(2, "0")}`;
}

function zoneName(instant: Date, timeZone: string): string {
  if (timeZone === "UTC") return "UTC";
  // Some versions of Intl's data write GMT+0 where others write GMT.
  const offset = part(instant, timeZone, "timeZoneName").replace(/^GMT\+0$/, "GMT");
  const place = timeZone.split("/").at(-1)?.replaceAll("_", " ");
  return timeZone.includes("/") ? `${place} time (${offset})` : offset;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function part(
  instant: Date,
  timeZone: string,
  name: "weekday" | "day" | "month" | "year" | "hour" | "minute" | "timeZoneName",
): string {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone,
      weekday: "long",
      day: "numeric",
      month: "long",
      year: "numeric",
      hour: "numeric",
      minute: "numeric",
      hourCycle: "h23",
      timeZoneName: "shortOffset",
    });
    formats.set(timeZone, format);
  }
  return format.formatToParts(instant).find(({ type }) => type === name)?.value ?? "";
}
