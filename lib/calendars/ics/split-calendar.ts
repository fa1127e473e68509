import { FeedError } from "../feed-problem";

const KINDS = ["VEVENT", "VFREEBUSY", "VTIMEZONE"] as const;

/** One part of a calendar file: its lines, unfolded, with its BEGIN and END. */
export type Part = { kind: (typeof KINDS)[number]; lines: string[] };

/** All that says when something is. Titles, guests and notes are dropped here and go no further. */
const WANTED = new Set([
  "BEGIN",
  "END",
  "UID",
  "DTSTART",
  "DTEND",
  "DURATION",
  "RRULE",
  "RDATE",
  "EXDATE",
  "RECURRENCE-ID",
  "STATUS",
  "TRANSP",
  "X-MICROSOFT-CDO-BUSYSTATUS",
  "FREEBUSY",
  "TZID",
  "TZOFFSETFROM",
  "TZOFFSETTO",
  "X-LIC-LOCATION",
]);

/**
 * Takes an .ics text apart into the parts that can make somebody busy, and the zones these name.
 * Throws FeedError for what is no calendar, is not there to its end, or has more than `most` parts.
 */
export function splitCalendar(text: string, most: number): Part[] {
  const lines = text
    .replace(/^\uFEFF/, "")
    .replace(/\r?\n[ \t]/g, "")
    .split(/\r\n|\n|\r/);
  const open: string[] = [];
  const parts: Part[] = [];
  let part: Part | null = null;
  let calendars = 0;
  for (const raw of lines) {
    const line = raw.trimEnd();
    if (line === "") continue;
    const name = /^[A-Za-z0-9-]+/.exec(line)?.[0].toUpperCase() ?? "";
    const named = line.slice(name.length + 1).toUpperCase();
    if (name === "BEGIN") {
      open.push(named);
      if (open.length === 2) part = partOf(named);
    } else if (open.length === 0) throw new FeedError("not-a-calendar");
    if (open[0] !== "VCALENDAR") throw new FeedError("not-a-calendar");
    if (part && WANTED.has(name) && isAtItsPlace(part, open)) part.lines.push(line);
    if (name !== "END") continue;
    if (open.pop() !== named) throw new FeedError("not-a-calendar");
    if (open.length === 0) calendars += 1;
    if (part && open.length === 1) {
      if (parts.push(part) > most) throw new FeedError("too-much");
      part = null;
    }
  }
  if (open.length > 0) throw new FeedError("cut-off");
  if (calendars === 0) throw new FeedError("not-a-calendar");
  return parts;
}

function partOf(name: string): Part | null {
  const kind = KINDS.find((one) => one === name);
  return kind ? { kind, lines: [] } : null;
}

/** An alarm within an event has a DURATION of its own; the parts of a zone are the zone. */
function isAtItsPlace({ kind }: Part, open: string[]): boolean {
  return open.length === 2 || kind === "VTIMEZONE";
}
