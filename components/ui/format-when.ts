/** Instants in words, always with their weekday or zone. Intl only, so that islands can use it too. */

type Instant = Date | number | string;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = timeZone + JSON.stringify(options);
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat("en-GB", { timeZone, hourCycle: "h23", ...options });
    formats.set(key, found);
  }
  return found;
}

/** "14:00" */
export function formatTime(at: Instant, timeZone: string): string {
  return format(timeZone, { hour: "2-digit", minute: "2-digit" }).format(new Date(at));
}

/** "Tuesday 24 November", with the year when asked. */
export function formatDate(at: Instant, timeZone: string, { year = false } = {}): string {
  const date = new Date(at);
  const day = format(timeZone, { weekday: "long" }).format(date);
  const rest = format(timeZone, {
    day: "numeric",
    month: "long",
    ...(year && { year: "numeric" }),
  }).format(date);
  return `${day} ${rest}`;
}

/** "Tue 24 Nov", with the year when asked. */
export function formatShortDate(at: Instant, timeZone: string, { year = false } = {}): string {
  const date = new Date(at);
  const day = format(timeZone, { weekday: "short" }).format(date);
  const rest = format(timeZone, {
    day: "numeric",
    month: "short",
    ...(year && { year: "numeric" }),
  }).format(date);
  return `${day} ${rest}`;
}

/** "GMT+1", "GMT-2:30", "UTC": the zone's offset at that instant. */
export function zoneOffset(at: Instant, timeZone: string): string {
  const parts = format(timeZone, { timeZoneName: "shortOffset" }).formatToParts(new Date(at));
  const offset = parts.find((part) => part.type === "timeZoneName")?.value ?? "";
  return offset === "GMT+0" ? "GMT" : offset;
}

// Browsers still report some zones under names that their cities have left behind.
const cities: Record<string, string> = {
  Calcutta: "Kolkata",
  Katmandu: "Kathmandu",
  Kiev: "Kyiv",
  Rangoon: "Yangon",
  Saigon: "Ho Chi Minh City",
  "St Johns": "St John\u2019s",
};

/** "Lisbon" for Europe/Lisbon, "St John's" for America/St_Johns. */
export function zoneCity(timeZone: string): string {
  const city = (timeZone.split("/").at(-1) ?? timeZone).replaceAll("_", " ");
  return cities[city] ?? city;
}

/** Whether clocks in both zones show the same at that instant. */
export function isSameClock(at: Instant, a: string, b: string): boolean {
  return formatWhen(at, a).split(" (")[0] === formatWhen(at, b).split(" (")[0];
}

/** "Lisbon, GMT+1"; "UTC" stays alone. */
export function zoneName(at: Instant, timeZone: string): string {
  const city = zoneCity(timeZone);
  return city === "UTC" ? "UTC" : `${city}, ${zoneOffset(at, timeZone)}`;
}

/** "Tuesday 24 November 2026, 14:00\u201315:00 (Lisbon, GMT+1)"; the end may be left out. */
export function formatWhen(
  at: Instant,
  timeZone: string,
  { until, year = true }: { until?: Instant; year?: boolean } = {},
): string {
  const end = until === undefined ? "" : `\u2013${formatTime(until, timeZone)}`;
  const date = formatDate(at, timeZone, { year });
  return `${date}, ${formatTime(at, timeZone)}${end} (${zoneName(at, timeZone)})`;
}
