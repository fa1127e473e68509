"use client";

import { classes } from "@/components/ui/classes";
import { formatTime } from "@/components/ui/format-when";
import { dayName } from "./day-names";
import { MINUTE_MS, partsOfDay } from "./slot-calendar";

type DayTimesProps = {
  date: string;
  startMinutes: number[];
  zone: string;
  chosen: number | null;
  onChoose: (startMinute: number) => void;
};

/** The free times of a day, in the parts of that day. */
export function DayTimes({ date, startMinutes, zone, chosen, onChoose }: DayTimesProps) {
  return (
    <section aria-label={`Free times on ${dayName(date)}`} className="grid gap-3">
      <h3 className="font-sans font-semibold text-15">{dayName(date)}</h3>
      {partsOfDay(startMinutes, zone).map(([part, starts]) => (
        <div key={part}>
          <h4 className="eyebrow mb-1.5">{part}</h4>
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(4.5rem,1fr))] gap-2">
            {starts.map((minute) => (
              <li key={minute}>
                <button
                  type="button"
                  aria-pressed={minute === chosen}
                  onClick={() => onChoose(minute)}
                  className={classes(
                    "min-h-10 w-full rounded border text-15 tabular transition-colors pointer-coarse:min-h-11",
                    minute === chosen
                      ? "border-accent bg-accent font-semibold text-on-accent"
                      : "border-outline bg-raised hover:border-accent hover:text-accent",
                  )}
                >
                  {formatTime(minute * MINUTE_MS, zone)}
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
