"use client";

import { type ReactNode, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { formatClock, parseClock } from "@/lib/availability/hours-text";
import {
  dayFrom,
  type HoursProblem,
  hoursOf,
  problemsOf,
  type TypedHours,
  tidyClock,
} from "./week-draft";

type HoursLinesProps = {
  /** Names the day to whoever does not see it: "Monday". */
  name: string;
  day: TypedHours[];
  /** What stands in the row of the name, before "Add hours". */
  heading: ReactNode;
  /** Problems are told once a line has been left, or all when the whole is to be saved. */
  tellAll: boolean;
  onChange: (day: TypedHours[]) => void;
};

/** The hours of a day by typing: exact times, a line for each stretch. */
export function HoursLines({ name, day, heading, tellAll, onChange }: HoursLinesProps) {
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const problems = problemsOf(day);
  const put = (line: TypedHours) => onChange(day.map((one) => (one.id === line.id ? line : one)));
  return (
    <div className="grid gap-2">
      <div className="flex min-h-8 items-center justify-between gap-2">
        {heading}
        {day.length === 0 && <p className="flex-1 text-muted">Closed</p>}
        <Button
          variant="quiet"
          size="small"
          aria-label={`Add hours on ${name}`}
          onClick={() => onChange([...day, ...dayFrom([nextHours(day)])])}
        >
          Add hours
        </Button>
      </div>
      {day.map((line, at) => (
        <HoursLine
          key={line.id}
          name={day.length > 1 ? `${name}, hours ${at + 1}` : name}
          line={line}
          problem={tellAll || left.has(line.id) ? problems.get(line.id) : undefined}
          onChange={put}
          onLeave={(tidied) => {
            put(tidied);
            setLeft(new Set(left).add(line.id));
          }}
          onRemove={() => onChange(day.filter(({ id }) => id !== line.id))}
        />
      ))}
    </div>
  );
}

/** What to offer for another stretch: office hours, or two hours after the last with a break. */
function nextHours(day: TypedHours[]) {
  const last = hoursOf(day).at(-1);
  if (!last) return { startMinute: 9 * 60, endMinute: 17 * 60 };
  const startMinute = Math.min(last.endMinute + 60, 22 * 60);
  return { startMinute, endMinute: startMinute + 120 };
}

type HoursLineProps = {
  name: string;
  line: TypedHours;
  problem: HoursProblem | undefined;
  onChange: (line: TypedHours) => void;
  onLeave: (line: TypedHours) => void;
  onRemove: () => void;
};

function HoursLine({ name, line, problem, onChange, onLeave, onRemove }: HoursLineProps) {
  const errorId = useId();
  const end = parseClock(line.end);
  const field = (which: "start" | "end") => ({
    value: line[which],
    inputMode: "numeric" as const,
    autoComplete: "off",
    className: "tabular w-19 text-center",
    "aria-label": `${name}, ${which === "start" ? "from" : "to"}`,
    "aria-invalid": problem?.wrong === which || undefined,
    "aria-describedby": problem ? errorId : undefined,
    onChange: (event: { target: { value: string } }) =>
      onChange({ ...line, [which]: event.target.value }),
    onBlur: () => onLeave({ ...line, start: tidyClock(line.start), end: tidyClock(line.end) }),
  });
  return (
    <div>
      <div className="flex flex-wrap items-center gap-x-2">
        <Input {...field("start")} />
        <span aria-hidden="true" className="text-muted">
          to
        </span>
        <Input {...field("end")} />
        <Button variant="quiet" size="small" aria-label={`Remove ${name}`} onClick={onRemove}>
          Remove
        </Button>
      </div>
      {end !== null && end > 1440 && !problem && (
        <p className="mt-1 text-13 text-muted">Until {formatClock(end - 1440)} on the next day.</p>
      )}
      <FieldError id={errorId}>{problem?.problem}</FieldError>
    </div>
  );
}
