"use client";

import { type KeyboardEvent, useEffect, useRef } from "react";
import { classes } from "@/components/ui/classes";
import { dayName, WEEKDAYS } from "./day-names";
import { monthOf, movedBy, weeksOf, within } from "./slot-calendar";

/** How a day looks, and what is said of it: "3 free times". */
export type DayLook = {
  words: string;
  isOpen: boolean;
  isMarked: boolean;
  canBeSelected: boolean;
};

type MonthGridProps = {
  labelledBy: string;
  lookOf: (date: string) => DayLook;
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
  const { labelledBy, lookOf, focused, selected, today, first, last, onFocus, onSelect } = props;
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
                  look={lookOf(date)}
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
  look: DayLook;
  isToday: boolean;
  isSelected: boolean;
  isTabStop: boolean;
  onSelect: (date: string) => void;
};

function Day({ date, look, isToday, isSelected, isTabStop, onSelect }: DayProps) {
  const { isOpen, canBeSelected } = look;
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: inside a grid a td is a gridcell, which can be selected.
    <td aria-selected={isSelected} className="p-0">
      <button
        type="button"
        data-date={date}
        tabIndex={isTabStop ? 0 : -1}
        aria-disabled={!canBeSelected}
        aria-current={isToday ? "date" : undefined}
        aria-label={`${dayName(date)}, ${look.words}`}
        onClick={() => canBeSelected && onSelect(date)}
        className={classes(
          "relative flex h-10 w-full flex-col items-center justify-center rounded text-15 tabular pointer-coarse:h-11",
          isSelected && "bg-accent font-semibold text-on-accent",
          !isSelected && isOpen && "bg-accent-soft font-medium text-accent",
          !isSelected && canBeSelected && "hover:bg-accent hover:text-on-accent",
          !isOpen && !isSelected && "text-muted",
          !canBeSelected && "cursor-default",
          isToday && "underline decoration-1 underline-offset-4",
        )}
      >
        {Number(date.slice(8))}
        {look.isMarked && (
          <span aria-hidden="true" className="absolute bottom-1 size-1 rounded-full bg-current" />
        )}
      </button>
    </td>
  );
}
