import { DAY_MS } from "@/lib/platform/time";
import { computeSlots } from "./compute-slots";
import type { Schedule } from "./schedule";
import { encodeSlotId } from "./slot-id";

const DAYS_AROUND = 7;

/** Free slots nearest to a start (epoch ms), in the API's form: what a reader who lost a race may take instead. */
export function nearestFree(
  schedule: Schedule,
  researcherId: string,
  startsAt: number,
  now: number,
  count = 5,
): { id: string; start_time: string; end_time: string }[] {
  const range = { from: startsAt - DAYS_AROUND * DAY_MS, to: startsAt + DAYS_AROUND * DAY_MS };
  return computeSlots(schedule, range, now)
    .filter((slot) => slot.available && slot.startsAt !== startsAt)
    .sort((a, b) => Math.abs(a.startsAt - startsAt) - Math.abs(b.startsAt - startsAt))
    .slice(0, count)
    .sort((a, b) => a.startsAt - b.startsAt)
    .map((slot) => ({
      id: encodeSlotId({ researcherId, ...slot }),
      start_time: new Date(slot.startsAt).toISOString(),
      end_time: new Date(slot.endsAt).toISOString(),
    }));
}
