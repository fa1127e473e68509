"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { WEEK_ORDER } from "./week-draft";
import { weekdayName } from "./weekday-names";

/** Gives a day's hours to other days, chosen in place. */
export function CopyDay({ from, onCopy }: { from: number; onCopy: (to: number[]) => void }) {
  const [isOpen, setIsOpen] = useState(false);
  const [chosen, setChosen] = useState<number[]>([]);
  const [said, setSaid] = useState("");
  const name = weekdayName(from);
  const toggle = (weekday: number) =>
    setChosen(
      chosen.includes(weekday) ? chosen.filter((one) => one !== weekday) : [...chosen, weekday],
    );
  return (
    <div>
      <Button
        variant="quiet"
        size="small"
        className="-ml-3"
        aria-expanded={isOpen}
        aria-label={`Copy ${name} to other days`}
        onClick={() => setIsOpen(!isOpen)}
      >
        Copy to other days
      </Button>
      <p role="status" className="sr-only">
        {said}
      </p>
      {isOpen && (
        <fieldset className="mt-2 rounded border bg-sunken p-3">
          <legend className="sr-only">Copy the hours of {name} to</legend>
          <div className="grid grid-cols-2 gap-x-3">
            {WEEK_ORDER.filter((weekday) => weekday !== from).map((weekday) => (
              <Checkbox
                key={weekday}
                label={weekdayName(weekday)}
                checked={chosen.includes(weekday)}
                onChange={() => toggle(weekday)}
              />
            ))}
          </div>
          <div className="mt-2 flex gap-2">
            <Button
              size="small"
              variant="secondary"
              aria-disabled={chosen.length === 0}
              onClick={() => {
                if (chosen.length === 0) return;
                onCopy(chosen);
                setSaid(`${name} copied to ${chosen.map(weekdayName).join(", ")}.`);
                setChosen([]);
                setIsOpen(false);
              }}
            >
              Copy {name}
            </Button>
            <Button size="small" variant="quiet" onClick={() => setIsOpen(false)}>
              Close
            </Button>
          </div>
        </fieldset>
      )}
    </div>
  );
}
