/** Calendar dates (YYYY-MM-DD) in words. They have no zone, so they are read as UTC throughout. */
const day = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "long" });
const weekday = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", weekday: "long" });
const month = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", month: "long", year: "numeric" });

/** "Tuesday 24 November" */
export function dayName(date: string): string {
  const at = new Date(date);
  return `${weekday.format(at)} ${day.format(at)}`;
}

/** "November 2026" for 2026-11 */
export const monthName = (of: string) => month.format(new Date(`${of}-01`));

/** Monday first. */
export const WEEKDAYS = [5, 6, 7, 8, 9, 10, 11].map((january) => {
  const long = weekday.format(Date.UTC(2026, 0, january));
  return { long, short: long.slice(0, 2) };
});
