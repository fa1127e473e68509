"use client";

import { type KeyboardEvent, useEffect, useRef } from "react";
import { classes } from "@/components/ui/classes";
import { dayName, WEEKDAYS } from "./day-names";
import { type FreeDays, monthOf, movedBy, weeksOf, within } from "./slot-calendar";

type MonthGridProps = {
  labelledBy: string;
  days: FreeDays;
  /** The day that holds the grid's one tab stop; its month is the one shown. */
  focused: string;
  selected: string | null;
  today: string;
  /** Days that can be reached, both included. */
  first: string;
  last: string;
  onFocus: (date: string) => void;
  onSelect: (date: string) => void;
};

/** A month as in the WAI-ARIA date grid pattern: one tab stop, arrows, Home, End, Page Up and Down. */
export function MonthGrid(props: MonthGridProps) {
  const { labelledBy, days, focused, selected, today, first, last, onFocus, onSelect } = props;
  const grid = useRef<HTMLTableElement>(null);
  const movedByKey = useRef(false);

  useEffect(() => {
    if (!movedByKey.current) return;
    movedByKey.current = false;
    grid.current?.querySelector<HTMLButtonElement>(`[data-date="${focused}"]`)?.focus();
  }, [focused]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = movedBy(event.key, focused);
    if (!target) return;
    event.preventDefault();
    movedByKey.current = true;
    onFocus(within(target, first, last));
  }

  return (
    <table
      ref={grid}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the date grid pattern is a table that one moves in.
      role="grid"
      aria-labelledby={labelledBy}
      onKeyDown={onKeyDown}
      className="w-full table-fixed border-separate border-spacing-0.5"
    >
      <thead>
        <tr>
          {WEEKDAYS.map(({ short, long }) => (
            <th key={long} scope="col" abbr={long} className="h-8 font-normal text-13 text-muted">
              {short}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(monthOf(focused), first).map((week) => (
          <tr key={week[0]}>
            {week.map((date) =>
              monthOf(date) === monthOf(focused) ? (
                <Day
                  key={date}
                  date={date}
                  free={days.get(date)?.length ?? 0}
                  isToday={date === today}
                  isSelected={date === selected}
                  isTabStop={date === focused}
                  onSelect={onSelect}
                />
              ) : (
                <td key={date} />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type DayProps = {
  date: string;
  free: number;
  isToday: boolean;
  isSelected: boolean;
  isTabStop: boolean;
  onSelect: (date: string) => void;
};

function Day({ date, free, isToday, isSelected, isTabStop, onSelect }: DayProps) {
  const count = free === 0 ? "no free times" : `${free} free ${free === 1 ? "time" : "times"}`;
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: inside a grid a td is a gridcell, which can be selected.
    <td aria-selected={isSelected} className="p-0">
      <button
        type="button"
        data-date={date}
        tabIndex={isTabStop ? 0 : -1}
        aria-disabled={free === 0}
        aria-current={isToday ? "date" : undefined}
        aria-label={`${dayName(date)}, ${count}`}
        onClick={() => free > 0 && onSelect(date)}
        className={classes(
          "relative flex h-10 w-full flex-col items-center justify-center rounded text-15 tabular pointer-coarse:h-11",
          isSelected && "bg-accent font-semibold text-on-accent",
          !isSelected &&
            free > 0 &&
            "bg-accent-soft font-medium text-accent hover:bg-accent hover:text-on-accent",
          free === 0 && "cursor-default text-muted",
          isToday && "underline decoration-1 underline-offset-4",
        )}
      >
        {Number(date.slice(8))}
        {free > 0 && (
          <span aria-hidden="true" className="absolute bottom-1 size-1 rounded-full bg-current" />
        )}
      </button>
    </td>
  );
}
