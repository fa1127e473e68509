/** Which starts on the grid may be booked now: the notice, the window, and whatever is in the way. */
import { DAY_MS, MINUTE_MS } from "@/lib/platform/time";
import { clockByDay, localDayOf, type Schedule } from "./schedule";

/** The starts strictly between two instants would collide with something. */
type Obstacle = { after: number; before: number };

/** When a start can be booked, as far as the clock alone goes: both ends inclusive, epoch ms. */
export function bookingWindow({ preferences }: Schedule, now: number) {
  return {
    earliest: now + preferences.minimumNoticeMinutes * MINUTE_MS,
    latest: now + preferences.windowDays * DAY_MS,
  };
}

/** Tells whether a start in [from, to) can be booked at `now`. Quickest when asked in ascending order. */
export function bookableStarts(
  schedule: Schedule,
  from: number,
  to: number,
  now: number,
): (startsAt: number) => boolean {
  const { earliest, latest } = bookingWindow(schedule, now);
  const isObstructed = obstructedStarts(schedule, from, to);
  const isOnFullDate = startsOnFullDate(schedule);
  return (startsAt) =>
    startsAt >= earliest &&
    startsAt <= latest &&
    !isObstructed(startsAt) &&
    !isOnFullDate(startsAt);
}

function obstructedStarts(schedule: Schedule, from: number, to: number) {
  const obstacles = findObstacles(schedule).filter(
    ({ after, before }) => before > from && after < to,
  );
  const inOrder = mergeObstacles(obstacles);
  let next = 0;
  let askedLast = Number.NEGATIVE_INFINITY;
  return (startsAt: number) => {
    if (startsAt < askedLast) next = 0;
    askedLast = startsAt;
    let obstacle = inOrder[next];
    while (obstacle && obstacle.before <= startsAt) obstacle = inOrder[++next];
    return obstacle !== undefined && obstacle.after < startsAt;
  };
}

function findObstacles({ busy, timeOff, preferences }: Schedule): Obstacle[] {
  const sessionMs = preferences.sessionMinutes * MINUTE_MS;
  const bufferBeforeMs = preferences.bufferBeforeMinutes * MINUTE_MS;
  const bufferAfterMs = preferences.bufferAfterMinutes * MINUTE_MS;
  // Between two sessions the buffers overlap: the longer of them is the break that both leave.
  const breakMs = Math.max(bufferBeforeMs, bufferAfterMs);
  const obstacles: Obstacle[] = [];
  const keepClear = (startsAt: number, endsAt: number, before: number, after: number) => {
    if (endsAt <= startsAt) return;
    obstacles.push({ after: startsAt - sessionMs - after, before: endsAt + before });
  };
  for (const { startsAt, endsAt, kind } of busy) {
    if (kind === "session") keepClear(startsAt, endsAt, breakMs, breakMs);
    else keepClear(startsAt, endsAt, bufferBeforeMs, bufferAfterMs);
  }
  for (const { startsAt, endsAt } of timeOff) {
    keepClear(startsAt, endsAt, bufferBeforeMs, bufferAfterMs);
  }
  return obstacles;
}

function mergeObstacles(obstacles: Obstacle[]): Obstacle[] {
  const merged: Obstacle[] = [];
  for (const obstacle of obstacles.sort((a, b) => a.after - b.after)) {
    const last = merged.at(-1);
    // Two that only touch leave the instant between them free.
    if (last && obstacle.after < last.before) last.before = Math.max(last.before, obstacle.before);
    else merged.push(obstacle);
  }
  return merged;
}

function startsOnFullDate(schedule: Schedule): (startsAt: number) => boolean {
  const { dailyMaximum } = schedule.preferences;
  if (dailyMaximum === null) return () => false;
  const clockOn = clockByDay(schedule);
  const sessionsByDay = new Map<number, number>();
  for (const { startsAt, kind } of schedule.busy) {
    if (kind !== "session") continue;
    const day = localDayOf(clockOn, startsAt);
    sessionsByDay.set(day, (sessionsByDay.get(day) ?? 0) + 1);
  }
  return (startsAt) => (sessionsByDay.get(localDayOf(clockOn, startsAt)) ?? 0) >= dailyMaximum;
}
