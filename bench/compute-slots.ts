import { isDeepStrictEqual } from "node:util";
import { computeSlots } from "@/lib/availability/compute-slots";
import { DAY_MS } from "@/lib/platform/time";
import type { Result, Row } from "./result";
import { sideBySide } from "./side-by-side";
import { fullSchedule, NOW } from "./slots/full-schedule";
import { naiveSlots } from "./slots/naive-slots";

export const title = "Slots of one researcher, computed";

const AIM = 50;
const ROUNDS = 9;
const TURN_MS = 300;

/** Neither touches a database: the schedule is loaded, every feature is in use, 100 intervals are busy. */
export async function run(): Promise<Result> {
  const rows = [await compare(30), await compare(365)];
  const notes = "The straightforward version uses date-fns-tz; both find the same slots (checked).";
  return { rows, notes };
}

async function compare(days: number): Promise<Row> {
  const schedule = fullSchedule(days);
  const range = { from: NOW, to: NOW + days * DAY_MS };
  const ours = () => computeSlots(schedule, range, NOW);
  const theirs = () => naiveSlots(schedule, range, NOW);
  const slots = ours();
  const free = slots.filter((slot) => slot.available).length;
  if (free === 0 || free === slots.length || !isDeepStrictEqual(slots, theirs())) {
    throw new Error("The two versions do not find the same slots, or too few to compare");
  }
  const found = await sideBySide(
    ROUNDS,
    async () => perSecond(ours),
    async () => perSecond(theirs),
  );
  return {
    label: `${days} days: ${slots.length} slots, ${free} free`,
    figure: found.ours,
    unit: "ops/s",
    yardstick: { label: "straightforward", figure: found.theirs },
    ratio: found.ratio,
    aim: `at least ${AIM} times`,
    met: found.ratio >= AIM,
  };
}

function perSecond(work: () => unknown): number {
  const startedAt = performance.now();
  let done = 0;
  let elapsedMs = 0;
  while (elapsedMs < TURN_MS) {
    work();
    done += 1;
    elapsedMs = performance.now() - startedAt;
  }
  return (done * 1000) / elapsedMs;
}
