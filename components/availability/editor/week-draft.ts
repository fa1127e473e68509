/** A usual week while it is edited: hours as typed, and what painting does to them. Pure. */
import type { Hours } from "@/lib/availability/hours-by-day";
import { findOverlap, formatClock, formatHours, readHours } from "@/lib/availability/hours-text";

/** Hours as typed; `id` keeps a line's place while others come and go. */
export type TypedHours = { id: number; start: string; end: string };
/** At the index that rules give the weekday: 0 = Sunday. */
export type WeekDraft = TypedHours[][];

/** Monday first, as weeks are shown. */
export const WEEK_ORDER = [1, 2, 3, 4, 5, 6, 0];
const DAY = 1440;

let lastId = 0;
const typed = ({ startMinute, endMinute }: Hours): TypedHours => {
  lastId += 1;
  return { id: lastId, start: formatClock(startMinute), end: formatClock(endMinute) };
};

export const dayFrom = (hours: readonly Hours[]): TypedHours[] => hours.map(typed);

/** Lines of another page, with ids that no line of this one has. */
export const renumbered = (week: WeekDraft): WeekDraft =>
  week.map((day) =>
    day.map(({ start, end }) => {
      lastId += 1;
      return { id: lastId, start, end };
    }),
  );

/** What is wrong with a line, to be told beside it. */
export type HoursProblem = { wrong: "start" | "end"; problem: string };

/** The problems of a day's lines by their id. */
export function problemsOf(day: readonly TypedHours[]): Map<number, HoursProblem> {
  const problems = new Map<number, HoursProblem>();
  const good: { id: number; hours: Hours }[] = [];
  for (const { id, start, end } of day) {
    const read = readHours(start, end);
    if ("wrong" in read) problems.set(id, { ...read, problem: `This ${read.problem}.` });
    else good.push({ id, hours: read });
  }
  const list = good.map(({ hours }) => hours);
  const overlap = findOverlap(list);
  const [later, other] = overlap ? [good[overlap.at], list[overlap.other]] : [];
  if (later && other)
    problems.set(later.id, { wrong: "start", problem: `This overlaps ${formatHours(other)}.` });
  return problems;
}

/** The lines that can be read, in order of the day. */
export function hoursOf(day: readonly TypedHours[]): Hours[] {
  return day
    .flatMap(({ start, end }) => {
      const read = readHours(start, end);
      return "wrong" in read ? [] : [read];
    })
    .sort((a, b) => a.startMinute - b.startMinute);
}

/** How much of a stretch of the day is open. */
export function coverOf(
  hours: readonly Hours[],
  from: number,
  to: number,
): "all" | "part" | "none" {
  let open = 0;
  for (const { startMinute, endMinute } of hours)
    open += Math.max(0, Math.min(endMinute, to) - Math.max(startMinute, from));
  if (open === 0) return "none";
  return open >= to - from ? "all" : "part";
}

/** A day's hours with a stretch opened or closed; what the stretch touches becomes one with it. */
export function painted(
  hours: readonly Hours[],
  { startMinute, endMinute }: Hours,
  isOpen: boolean,
): Hours[] {
  if (!isOpen) {
    return hours.flatMap((one) =>
      [
        { startMinute: one.startMinute, endMinute: Math.min(one.endMinute, startMinute) },
        { startMinute: Math.max(one.startMinute, endMinute), endMinute: one.endMinute },
      ].filter((left) => left.startMinute < left.endMinute && left.startMinute < DAY),
    );
  }
  let union = { startMinute, endMinute };
  const apart: Hours[] = [];
  for (const one of hours) {
    if (one.endMinute < startMinute || one.startMinute > endMinute) apart.push(one);
    else {
      union = {
        startMinute: Math.min(union.startMinute, one.startMinute),
        endMinute: Math.max(union.endMinute, one.endMinute),
      };
    }
  }
  return [...apart, union].sort((a, b) => a.startMinute - b.startMinute);
}

/** A day's hours in words: "09:00 to 12:00 and 22:00 to 02:00 on the next day", or "closed". */
export function dayWords(hours: readonly Hours[]): string {
  if (hours.length === 0) return "closed";
  return hours
    .map(({ startMinute, endMinute }) => `${formatClock(startMinute)} to ${endWords(endMinute)}`)
    .join(" and ");
}

const endWords = (minute: number) =>
  minute > DAY ? `${formatClock(minute - DAY)} on the next day` : formatClock(minute);

/** What a person types for a time, written out: "9" is 09:00, "930" is 09:30; anything else stays. */
export function tidyClock(text: string): string {
  const [, hours = "", minutes = "00"] = /^\s*(\d{1,2})(?:[:.h]?(\d{2}))?\s*$/.exec(text) ?? [];
  if (hours === "" || Number(minutes) > 59) return text;
  return `${hours.padStart(2, "0")}:${minutes}`;
}
