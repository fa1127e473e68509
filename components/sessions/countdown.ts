const MINUTE_MS = 60_000;

/** The time left of a hold in words: "12 min left", "less than a minute left". Milliseconds. */
export function leftInWords(leftMs: number): string {
  if (leftMs <= 0) return "ended";
  if (leftMs < MINUTE_MS) return "less than a minute left";
  return `${Math.floor(leftMs / MINUTE_MS)} min left`;
}

const announcements = [
  { atMs: MINUTE_MS, words: "One minute left to pay for this time." },
  { atMs: 5 * MINUTE_MS, words: "Five minutes left to pay for this time." },
];

/** What to say aloud when the time left has gone from one value to another; null almost always. */
export function announcementFor(beforeMs: number, leftMs: number): string | null {
  if (leftMs <= 0) return null;
  const crossed = announcements.find(({ atMs }) => leftMs <= atMs && beforeMs > atMs);
  return crossed?.words ?? null;
}
