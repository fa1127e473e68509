import { formatDate, formatShortDate, formatTime, formatWhen, zoneName } from "./format-when";

type WhenProps = {
  at: Date | string;
  /** The IANA zone in which it is told. */
  zone: string;
  until?: Date | string;
  /**
   * full: "Tuesday 24 November 2026, 14:00-15:00 (Lisbon, GMT+1)"; date: "Tuesday 24 November 2026";
   * short: "Tue 24 Nov, 14:00"; dated: "Tue 24 Nov 2026, 14:00"; time: "14:00 (Lisbon, GMT+1)". Short is for
   * the days to come and dated for lists that reach back years; both for places that name the zone nearby.
   */
  format?: "full" | "date" | "short" | "dated" | "time";
  className?: string;
};

/** A moment in a given zone, told the same on the server and in the browser. */
export function When({ at, zone, until, format = "full", className }: WhenProps) {
  const date = new Date(at);
  const text = {
    full: () => formatWhen(date, zone, { until }),
    date: () => formatDate(date, zone, { year: true }),
    short: () => `${formatShortDate(date, zone)}, ${formatTime(date, zone)}`,
    dated: () => `${formatShortDate(date, zone, { year: true })}, ${formatTime(date, zone)}`,
    time: () => `${formatTime(date, zone)} (${zoneName(date, zone)})`,
  }[format]();
  return (
    // Server and browser may know different rules for a zone that has lately changed them.
    <time dateTime={date.toISOString()} className={className} suppressHydrationWarning>
      {text}
    </time>
  );
}
