import { expect, test } from "vitest";
import { computeSlots } from "@/lib/availability/compute-slots";
import { DAY_MS, HOUR_MS } from "@/lib/platform/time";
import { fullSchedule, NOW } from "./full-schedule";
import { naiveSlots } from "./naive-slots";

test.each([0, 5 * HOUR_MS, 9 * DAY_MS, 55 * DAY_MS])(
  "the yardstick finds the slots that computeSlots finds, %d ms on",
  (later) => {
    const schedule = fullSchedule(90);
    const range = { from: NOW + later, to: NOW + later + 40 * DAY_MS };
    const slots = computeSlots(schedule, range, NOW + later);
    expect(naiveSlots(schedule, range, NOW + later)).toEqual(slots);
    expect(slots.filter((slot) => slot.available).length).toBeGreaterThan(20);
    expect(slots.filter((slot) => !slot.available).length).toBeGreaterThan(20);
  },
);
