import { setImmediate } from "node:timers/promises";
import ICAL from "ical.js";
import type { Interval } from "@/lib/availability/open-hours";
import { DAY_MS } from "@/lib/platform/time";
import { FeedError } from "../feed-problem";
import { busyTimesOf, type Search } from "./occurrences";
import { type CalendarEvent, readEvent, readFreeBusy } from "./read-event";
import { type Part, splitCalendar } from "./split-calendar";
import { type Home, wallZonesOf } from "./wall-zones";
import { Stopped, withinMs } from "./within-ms";

/** What one file may ask of us. `turnMs` is for how long nothing else happens at most. */
export const LIMITS = {
  parts: 20_000,
  repetitions: 100_000,
  busyTimes: 4_000,
  turnMs: 20,
  stuckMs: 2_000,
  totalMs: 15_000,
};

export type BusyTimes = {
  /** Merged and in order. */
  busy: Interval[];
  /** Events that were left out because they could not be understood. */
  unreadable: number;
};

/**
 * When the owner of an .ics text is busy within [startsAt, endsAt), epoch ms. Events with a UID that
 * `isOwn` are left out. Throws FeedError for a text that is no calendar, or too much of one.
 */
export async function readBusyTimes(
  text: string,
  options: Interval & { home: Home; isOwn: (uid: string) => boolean },
  limits = LIMITS,
): Promise<BusyTimes> {
  const parts = splitCalendar(text, limits.parts).filter((part) => matters(part, options.startsAt));
  const found: Interval[] = [];
  let unreadable = 0;
  /** Leaves out what cannot be understood, and only that. */
  const attempt = (work: () => void) => {
    try {
      work();
    } catch (error) {
      if (error instanceof FeedError) throw error;
      unreadable += 1;
    }
  };
  const turns = new Turns(limits);
  const zones: ICAL.Component[] = [];
  const events: CalendarEvent[] = [];
  await turns.each(ofKind(parts, "VTIMEZONE"), (part) => attempt(() => zones.push(parse(part))));
  const zoneOf = wallZonesOf(options.home, zones);
  await turns.each(ofKind(parts, "VFREEBUSY"), (part) =>
    attempt(() => found.push(...readFreeBusy(parse(part)))),
  );
  await turns.each(ofKind(parts, "VEVENT"), (part) =>
    attempt(() => events.push(readEvent(parse(part), zoneOf))),
  );
  const search: Search = { ...options, count: counter(limits.repetitions) };
  await turns.each(byUid(events, options.isOwn), (group) =>
    attempt(() => found.push(...busyTimesOf(group, search))),
  );
  const busy = merge(found.filter((one) => overlaps(one, options)));
  if (busy.length > limits.busyTimes) throw new FeedError("too-much");
  return { busy, unreadable };
}

const parse = ({ lines }: Part) => new ICAL.Component(ICAL.parse(lines.join("\r\n")));

const ofKind = (parts: Part[], kind: Part["kind"]) => parts.filter((part) => part.kind === kind);

const DATE = /^DT(?:START|END)[;:].*?(\d{8})(?:T\d{6}Z?)?$/i;

/** Years of single events that are over are not worth parsing. */
function matters({ kind, lines }: Part, startsAt: number): boolean {
  if (kind !== "VEVENT") return true;
  if (lines.some((line) => /^(RRULE|RDATE|RECURRENCE-ID|DURATION)\b/i.test(line))) return true;
  const since = new Date(startsAt - 2 * DAY_MS).toISOString().slice(0, 10).replaceAll("-", "");
  const last = lines.flatMap((line) => DATE.exec(line)?.[1] ?? []);
  return last.length === 0 || last.some((date) => date >= since);
}

function byUid(events: CalendarEvent[], isOwn: (uid: string) => boolean): CalendarEvent[][] {
  const groups = new Map<string, CalendarEvent[]>();
  for (const [at, event] of events.entries()) {
    if (isOwn(event.uid)) continue;
    const key = event.uid || `without a UID: ${at}`;
    const group = groups.get(key);
    if (group) group.push(event);
    else groups.set(key, [event]);
  }
  return [...groups.values()];
}

function counter(most: number): () => void {
  let counted = 0;
  return () => {
    counted += 1;
    if (counted > most) throw new FeedError("too-much");
  };
}

/** Long work in short turns, so that the process goes on with everything else in between. */
class Turns {
  #spentMs = 0;
  constructor(readonly limits: typeof LIMITS) {}

  async each<T>(items: T[], work: (item: T) => void): Promise<void> {
    let next = 0;
    while (next < items.length) {
      const begun = performance.now();
      try {
        withinMs(this.limits.stuckMs, () => {
          do work(items[next++] as T);
          while (next < items.length && performance.now() - begun < this.limits.turnMs);
        });
      } catch (error) {
        throw error instanceof Stopped ? new FeedError("too-much") : error;
      }
      this.#spentMs += performance.now() - begun;
      if (this.#spentMs > this.limits.totalMs) throw new FeedError("too-much");
      await setImmediate();
    }
  }
}

const overlaps = (one: Interval, within: Interval) =>
  one.endsAt > one.startsAt && one.endsAt > within.startsAt && one.startsAt < within.endsAt;

function merge(intervals: Interval[]): Interval[] {
  const merged: Interval[] = [];
  for (const one of intervals.sort((a, b) => a.startsAt - b.startsAt)) {
    const last = merged.at(-1);
    if (last && one.startsAt <= last.endsAt) last.endsAt = Math.max(last.endsAt, one.endsAt);
    else merged.push({ ...one });
  }
  return merged;
}
