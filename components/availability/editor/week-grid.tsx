"use client";

import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  useEffect,
  useRef,
  useState,
} from "react";
import { Button } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import type { Hours } from "@/lib/availability/hours-by-day";
import { formatClock } from "@/lib/availability/hours-text";
import { coverOf, dayWords, painted, WEEK_ORDER } from "./week-draft";
import { weekdayName } from "./weekday-names";

const CELL = 30;
const DAY = 1440;
const USUAL = { from: 8 * 60, to: 18 * 60 };

/** A half hour: the day's column, Monday 0, and the minute it starts. */
type Cell = { column: number; minute: number };
type Stroke = { from: Cell; to: Cell; isOpen: boolean };

type WeekGridProps = {
  /** At the index that rules give the weekday, 0 = Sunday. */
  week: Hours[][];
  onPaint: (weekday: number, hours: Hours[]) => void;
};

/**
 * A week of half hours to paint on: drag with the mouse, or go by arrow keys and press Enter or Space;
 * with Shift the arrows paint as they go. One tab stop, as in the WAI-ARIA grid pattern.
 */
export function WeekGrid({ week, onPaint }: WeekGridProps) {
  const [isWhole, setIsWhole] = useState(false);
  const [focus, setFocus] = useState<Cell>({ column: 0, minute: 9 * 60 });
  const [stroke, setStroke] = useState<Stroke | null>(null);
  const [said, setSaid] = useState("");
  const table = useRef<HTMLTableElement>(null);
  const isMouse = useRef(false);
  const shown = isWhole ? { from: 0, to: DAY } : usualPart(week);
  const minutes = Array.from(
    { length: (shown.to - shown.from) / CELL },
    (_, row) => shown.from + row * CELL,
  );
  const tabStop = inside(focus, shown);
  const hoursIn = (column: number) => week[WEEK_ORDER[column] ?? 0] ?? [];
  const isOpenAt = ({ column, minute }: Cell) =>
    coverOf(hoursIn(column), minute, minute + CELL) === "all";

  function paint({ from, to, isOpen }: Stroke) {
    const [startMinute, last] = [from.minute, to.minute].sort((a, b) => a - b) as [number, number];
    const [first, until] = [from.column, to.column].sort((a, b) => a - b) as [number, number];
    const words: string[] = [];
    for (let column = first; column <= until; column += 1) {
      const weekday = WEEK_ORDER[column] ?? 0;
      const stretch = { startMinute, endMinute: last + CELL };
      const hours = painted(week[weekday] ?? [], stretch, isOpen);
      onPaint(weekday, hours);
      words.push(`${weekdayName(weekday)} ${dayWords(hours)}.`);
    }
    setSaid(words.join(" "));
  }

  const latest = useRef({ stroke, paint });
  latest.current = { stroke, paint };
  const isDragging = stroke !== null;
  useEffect(() => {
    if (!isDragging) return;
    const finish = () => {
      if (latest.current.stroke) latest.current.paint(latest.current.stroke);
      setStroke(null);
    };
    const giveUp = () => setStroke(null);
    window.addEventListener("pointerup", finish);
    window.addEventListener("pointercancel", giveUp);
    return () => {
      window.removeEventListener("pointerup", finish);
      window.removeEventListener("pointercancel", giveUp);
    };
  }, [isDragging]);

  function go(to: Cell) {
    setFocus(to);
    cellOf(table.current, to)?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.metaKey) return;
    const to = movedBy(event, tabStop, shown);
    if (!to) return;
    event.preventDefault();
    if (event.shiftKey) paint({ from: tabStop, to, isOpen: isOpenAt(tabStop) });
    go(to);
  }

  function onPointerDown(event: PointerEvent, cell: Cell) {
    isMouse.current = event.pointerType === "mouse";
    if (!isMouse.current || event.button !== 0) return;
    event.preventDefault();
    go(cell);
    setStroke({ from: cell, to: cell, isOpen: !isOpenAt(cell) });
  }

  // Keys and fingers press cells; the mouse has painted already when its button comes up.
  function onClick(event: MouseEvent, cell: Cell) {
    if (event.detail > 0 && isMouse.current) return;
    paint({ from: cell, to: cell, isOpen: !isOpenAt(cell) });
  }

  return (
    <div>
      <table
        ref={table}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the grid pattern is a table that one moves in.
        role="grid"
        aria-label="Hours of your week"
        aria-multiselectable="true"
        aria-describedby="week-grid-keys"
        onKeyDown={onKeyDown}
        className="w-full table-fixed select-none border-separate border-spacing-0 border-r border-b"
      >
        <thead>
          <tr>
            <th className="w-14 p-0">
              <span className="sr-only">Time</span>
            </th>
            {WEEK_ORDER.map((weekday) => (
              <th
                key={weekday}
                scope="col"
                abbr={weekdayName(weekday)}
                className="border-l pb-2 font-medium text-13"
              >
                {weekdayName(weekday).slice(0, 3)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {minutes.map((minute) => (
            <tr key={minute}>
              <th
                scope="row"
                className="tabular relative h-6 p-0 pr-2 text-right font-normal text-13 text-muted"
              >
                <span className={minute % 60 === 0 ? "-top-2.5 absolute right-2" : "sr-only"}>
                  {formatClock(minute)}
                </span>
              </th>
              {WEEK_ORDER.map((weekday, column) => {
                const cell = { column, minute };
                const cover = coverOf(week[weekday] ?? [], minute, minute + CELL);
                const painting = stroke && isWithin(cell, stroke) ? stroke.isOpen : null;
                return (
                  <HalfHour
                    key={weekday}
                    name={`${weekdayName(weekday)} ${formatClock(minute)}`}
                    cover={painting === null ? cover : painting ? "all" : "none"}
                    isPainting={painting !== null}
                    isHour={minute % 60 === 0}
                    at={`${column}-${minute}`}
                    isTabStop={column === tabStop.column && minute === tabStop.minute}
                    onPointerDown={(event) => onPointerDown(event, cell)}
                    onPointerEnter={() => stroke && setStroke({ ...stroke, to: cell })}
                    onClick={(event) => onClick(event, cell)}
                  />
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <div className="mt-2 flex flex-wrap items-baseline justify-between gap-x-4">
        <p id="week-grid-keys" className="text-13 text-muted">
          Drag to open or close hours. By keyboard: arrows move, Enter opens or closes, Shift with
          an arrow paints on.
        </p>
        <Button variant="quiet" size="small" className="-mx-3" onClick={() => setIsWhole(!isWhole)}>
          {isWhole ? "Show the usual part of the day" : "Show all 24 hours"}
        </Button>
      </div>
      <p role="status" className="sr-only">
        {said}
      </p>
    </div>
  );
}

type HalfHourProps = {
  name: string;
  cover: "all" | "part" | "none";
  isPainting: boolean;
  isHour: boolean;
  at: string;
  isTabStop: boolean;
  onPointerDown: (event: PointerEvent) => void;
  onPointerEnter: () => void;
  onClick: (event: MouseEvent) => void;
};

const words = { all: "open", part: "partly open", none: "closed" };

function HalfHour({ name, cover, isPainting, isHour, at, isTabStop, ...events }: HalfHourProps) {
  return (
    <td className="border-l p-0">
      <button
        {...events}
        type="button"
        data-cell={at}
        tabIndex={isTabStop ? 0 : -1}
        aria-pressed={cover !== "none"}
        aria-label={`${name}, ${words[cover]}`}
        className={classes(
          "block h-6 w-full cursor-pointer border-t focus-visible:relative focus-visible:z-10",
          !isHour && "border-t-transparent",
          cover === "all" && "bg-accent",
          cover === "part" &&
            "bg-[linear-gradient(135deg,var(--color-accent)_50%,transparent_50%)]",
          cover === "none" && "bg-raised hover:bg-accent-soft",
          isPainting && "opacity-70",
        )}
      />
    </td>
  );
}

/** From the earliest hours to the latest, and office hours at least. */
function usualPart(week: Hours[][]) {
  const all = week.flat();
  const from = Math.min(USUAL.from, ...all.map(({ startMinute }) => startMinute));
  const to = Math.max(USUAL.to, ...all.map(({ endMinute }) => Math.min(endMinute, DAY)));
  return { from: Math.floor(from / 60) * 60, to: Math.ceil(to / 60) * 60 };
}

type Part = { from: number; to: number };

const inside = ({ column, minute }: Cell, { from, to }: Part): Cell => ({
  column: Math.min(6, Math.max(0, column)),
  minute: Math.min(to - CELL, Math.max(from, minute)),
});

function isWithin({ column, minute }: Cell, { from, to }: Stroke): boolean {
  const isBetween = (at: number, a: number, b: number) =>
    at >= Math.min(a, b) && at <= Math.max(a, b);
  return isBetween(column, from.column, to.column) && isBetween(minute, from.minute, to.minute);
}

const steps: Record<string, (cell: Cell, part: Part, isCtrl: boolean) => Cell> = {
  ArrowLeft: (cell) => ({ ...cell, column: cell.column - 1 }),
  ArrowRight: (cell) => ({ ...cell, column: cell.column + 1 }),
  ArrowUp: (cell) => ({ ...cell, minute: cell.minute - CELL }),
  ArrowDown: (cell) => ({ ...cell, minute: cell.minute + CELL }),
  PageUp: (cell) => ({ ...cell, minute: cell.minute - 4 * CELL }),
  PageDown: (cell) => ({ ...cell, minute: cell.minute + 4 * CELL }),
  Home: (cell, part, isCtrl) => ({ column: 0, minute: isCtrl ? part.from : cell.minute }),
  End: (cell, part, isCtrl) => ({ column: 6, minute: isCtrl ? part.to : cell.minute }),
};

function movedBy(event: KeyboardEvent, from: Cell, part: Part): Cell | null {
  const step = steps[event.key];
  return step ? inside(step(from, part, event.ctrlKey), part) : null;
}

const cellOf = (table: HTMLTableElement | null, { column, minute }: Cell) =>
  table?.querySelector<HTMLElement>(`[data-cell="${column}-${minute}"]`);
