const UNITS: Record<string, number> = {
  w: 604_800_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1000,
};

/**
 * The moment an SDK means by `1d2h30m` or by an ISO date; an empty text is now.
 * Throws on anything else.
 */
export function momentOf(text: string, now: Date): Date {
  if (/^\d{4}-\d{2}-\d{2}/.test(text)) {
    const moment = new Date(text);
    if (!Number.isNaN(moment.getTime())) return moment;
  }
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(w|d|h|m|s)/g)];
  if (parts.map(([part]) => part).join("") !== text)
    throw new Error(`"${text}" is neither a duration such as 1h30m nor an ISO date`);
  const ms = parts.reduce(
    (sum, [, count, unit = "s"]) => sum + Number(count) * (UNITS[unit] ?? 0),
    0,
  );
  return new Date(now.getTime() + ms);
}

/** The moment a Retry-After header means (seconds or a date), undefined when it means none. */
export function retryAfterOf(header: string | null, now: Date): Date | undefined {
  if (header === null || header === "") return undefined;
  if (/^\d+(\.\d+)?$/.test(header)) return new Date(now.getTime() + Number(header) * 1000);
  const moment = new Date(header);
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}

const BACKOFF_SECONDS = [15, 30, 60, 120, 300, 600];

/** How long the server waits after a failed attempt (0 = the first), with up to 10 % of jitter. */
export function backoffMs(attempt: number, scale: number): number {
  const seconds = BACKOFF_SECONDS[Math.min(attempt, BACKOFF_SECONDS.length - 1)] ?? 600;
  return Math.round(seconds * 1000 * scale * (1 + Math.random() * 0.1));
}
