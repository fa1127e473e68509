"use client";

import { useId, useState } from "react";
import type { Hours } from "@/lib/availability/hours-by-day";
import { dayName } from "../day-names";
import { type DayLook, MonthGrid } from "../month-grid";
import { MonthPager } from "../month-pager";
import { addMonths, monthOf, within } from "../slot-calendar";
import { DateForm } from "./date-form";
import type { ChangeAction } from "./use-schedule-change";
import { dayWords } from "./week-draft";

/** A date's own hours; null gives it the usual ones back. */
export type DateChange = { date: string; hours: string[] | null };

type DatesEditorProps = {
  /** YYYY-MM-DD, the researcher's; dates can be chosen from it to `last`. */
  today: string;
  last: string;
  zone: string;
  /** The usual hours, at the index that rules give the weekday. */
  week: Hours[][];
  overrides: { date: string; ranges: Hours[] }[];
  change: ChangeAction<DateChange>;
};

/** Hours of single dates: choose one in the month, and close it or write its own hours. */
export function DatesEditor(props: DatesEditorProps) {
  const { today, last, week } = props;
  const [selected, setSelected] = useState<string | null>(null);
  const [wished, setWished] = useState(today);
  const focused = within(wished, today, last);
  const headingId = useId();
  const own = new Map(props.overrides.map(({ date, ranges }) => [date, ranges]));
  const usualOn = (date: string) => week[new Date(date).getUTCDay()] ?? [];

  function lookOf(date: string): DayLook {
    if (date < today || date > last)
      return { words: "cannot be changed", isOpen: false, isMarked: false, canBeSelected: false };
    const hours = own.get(date) ?? usualOn(date);
    const words = `${own.has(date) ? "hours of its own, " : ""}${dayWords(hours)}`;
    return { words, isOpen: hours.length > 0, isMarked: own.has(date), canBeSelected: true };
  }
  function select(date: string) {
    setSelected(date);
    setWished(date);
  }

  return (
    <div className="grid items-start gap-8 md:grid-cols-[20rem_minmax(0,1fr)]">
      <div className="grid gap-2">
        <MonthPager
          id={headingId}
          month={monthOf(focused)}
          first={monthOf(today)}
          last={monthOf(last)}
          onTurn={(months) => setWished(within(addMonths(focused, months), today, last))}
        />
        <MonthGrid
          labelledBy={headingId}
          lookOf={lookOf}
          focused={focused}
          selected={selected}
          today={today}
          first={today}
          last={last}
          onFocus={setWished}
          onSelect={select}
        />
      </div>
      <div className="grid gap-6">
        {selected === null ? (
          <p className="text-muted">Choose a date to close it, or to give it hours of its own.</p>
        ) : (
          <DateForm
            key={`${selected} ${JSON.stringify(own.get(selected))}`}
            date={selected}
            usual={usualOn(selected)}
            own={own.get(selected) ?? null}
            zone={props.zone}
            change={props.change}
          />
        )}
        {props.overrides.length > 0 && (
          <div>
            <h3 className="mb-1 font-sans font-semibold text-15">Dates with hours of their own</h3>
            <ul className="divide-y border-y">
              {props.overrides.map(({ date, ranges }) => (
                <li key={date} className="flex flex-wrap items-center justify-between gap-x-4 py-1">
                  <button
                    type="button"
                    className="link min-h-8 pointer-coarse:min-h-11"
                    onClick={() => select(date)}
                  >
                    {dayName(date)} {date.slice(0, 4)}
                  </button>
                  <span className="tabular text-muted">{dayWords(ranges)}</span>
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </div>
  );
}
