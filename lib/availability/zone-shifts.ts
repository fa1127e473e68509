import { DAY_MS, MINUTE_MS } from "@/lib/platform/time";
import { formatLocalDate } from "./local-date";
import { zoneClock } from "./zone-transitions";

/**
 * From a local date on, the same time at home is another time elsewhere, because clocks have changed in
 * one of the two zones. `before` and `after`: minutes that clocks elsewhere are ahead of those at home.
 */
export type ZoneShift = {
  date: string;
  before: number;
  after: number;
  changed: "home" | "elsewhere";
};

/** The changes of the clock in [from, to) (epoch ms) that move `home`'s hours for people in `elsewhere`, in order. */
export function zoneShifts(home: string, elsewhere: string, from: number, to: number): ZoneShift[] {
  const [here, there] = [zoneClock(home), zoneClock(elsewhere)];
  const ahead = (at: number) => (there.spanAt(at).offset - here.spanAt(at).offset) / MINUTE_MS;
  const shifts: ZoneShift[] = [];
  for (let at = from; at < to; ) {
    const next = Math.min(here.spanAt(at).to, there.spanAt(at).to);
    const [before, after] = [ahead(at), ahead(next)];
    if (next < to && before !== after) {
      const changed = here.spanAt(at).to === next ? "home" : "elsewhere";
      const localMs = next + here.spanAt(next).offset;
      shifts.push({ date: formatLocalDate(Math.floor(localMs / DAY_MS)), before, after, changed });
    }
    at = next;
  }
  return shifts;
}
