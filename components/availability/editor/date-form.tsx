"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Hours } from "@/lib/availability/hours-by-day";
import { formatHours } from "@/lib/availability/hours-text";
import { dayName } from "../day-names";
import { ConflictList, saveLabel } from "./conflict-list";
import type { DateChange } from "./dates-editor";
import { HoursLines } from "./hours-lines";
import { type ChangeAction, useScheduleChange } from "./use-schedule-change";
import { dayFrom, dayWords, hoursOf, problemsOf } from "./week-draft";

type DateFormProps = {
  date: string;
  usual: Hours[];
  own: Hours[] | null;
  zone: string;
  change: ChangeAction<DateChange>;
};

/** The hours of one date, saved for themselves. */
export function DateForm({ date, usual, own, zone, change }: DateFormProps) {
  const [day, setDay] = useState(() => dayFrom(own ?? usual));
  const [tellAll, setTellAll] = useState(false);
  const { run, forget, pending, conflicts, refusal, isDone } = useScheduleChange(change);
  // What was asked last: with conflicts, the same button asks again.
  const [asked, setAsked] = useState<DateChange["hours"]>([]);

  function ask(hours: DateChange["hours"]) {
    const isAgain = JSON.stringify(hours) === JSON.stringify(asked);
    setAsked(hours);
    run({ date, hours }, isAgain ? conflicts : []);
  }
  const written = hoursOf(day).map(formatHours);
  const label = (hours: DateChange["hours"], plain: string) =>
    saveLabel(JSON.stringify(hours) === JSON.stringify(asked) ? conflicts : [], plain);

  return (
    <section aria-labelledby="date-heading" className="rounded border bg-raised p-4">
      <HoursLines
        name={dayName(date)}
        day={day}
        heading={
          <h3 id="date-heading" className="font-sans font-semibold text-15">
            {dayName(date)}
          </h3>
        }
        tellAll={tellAll}
        onChange={(changed) => {
          forget();
          setDay(changed);
        }}
      />
      <p className="mt-2 text-13 text-muted">
        {own === null ? "These are the usual hours of that day." : `Usually: ${dayWords(usual)}.`}
      </p>
      <div className="mt-3 grid gap-3">
        <ConflictList conflicts={conflicts} zone={zone} />
        {refusal && <Notice tone="failure" live title={refusal.message} />}
        <div className="flex flex-wrap gap-2">
          <Button
            variant="secondary"
            pending={pending}
            pendingLabel="Saving"
            onClick={() => {
              setTellAll(true);
              if (problemsOf(day).size === 0) ask(written);
            }}
          >
            {label(written, "Save this date")}
          </Button>
          {(own === null || own.length > 0) && written.length > 0 && (
            <Button variant="quiet" onClick={() => ask([])}>
              {label([], "Close this date")}
            </Button>
          )}
          {own !== null && (
            <Button variant="quiet" onClick={() => ask(null)}>
              {label(null, "Back to the usual hours")}
            </Button>
          )}
        </div>
        <p role="status" className="text-13 text-muted empty:hidden">
          {isDone && "Saved."}
        </p>
      </div>
    </section>
  );
}
