"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { formatTime, zoneCity, zoneOffset } from "@/components/ui/format-when";
import { Select } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { formatClock } from "@/lib/availability/hours-text";
import type { ZoneShift } from "@/lib/availability/zone-shifts";
import { dayName } from "../day-names";
import { groupByDay, MINUTE_MS } from "../slot-calendar";
import type { Preview } from "./use-preview";

const DAY = 1440;
const FIRST_DAYS = 7;

type PreviewPanelProps = {
  preview: Preview;
  isStale: boolean;
  /** Why there are no times to show for what is written. */
  problem: string | null;
  weeks: number;
  homeZone: string;
  /** When the day's first hours start at home, in minutes: the example for changes of the clock. */
  exampleMinute: number;
  zone: string;
  zones: string[];
  onZone: (zone: string) => void;
  nowMs: number;
};

/** The times that readers will see, in any reader's zone, and what changes of the clock do to them. */
export function PreviewPanel(props: PreviewPanelProps) {
  const { preview, zone, weeks } = props;
  const [isLong, setIsLong] = useState(false);
  const days = [...groupByDay(preview.startMinutes, zone)];
  const shown = isLong ? days : days.slice(0, FIRST_DAYS);
  return (
    <div className="grid gap-4" aria-busy={props.isStale}>
      <div className="max-w-form">
        <Field label="As a reader sees them in">
          {(wired) => (
            <Select {...wired} value={zone} onChange={({ target }) => props.onZone(target.value)}>
              {props.zones.map((name) => (
                <option key={name} value={name} suppressHydrationWarning>
                  {name === "UTC" ? "UTC" : `${zoneCity(name)} (${zoneOffset(props.nowMs, name)})`}
                  {name === props.homeZone && ", your zone"}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      {preview.shifts.map((shift) => (
        <Notice key={`${shift.date} ${zone}`} tone="waiting">
          <p className="text-ink">{shiftWords(shift, props.homeZone, zone, props.exampleMinute)}</p>
        </Notice>
      ))}
      <p role="status" className="text-muted">
        {statusWords(props)}
      </p>
      {!props.problem && shown.length > 0 && (
        <ul className="divide-y border-y">
          {shown.map(([date, minutes]) => (
            <li key={date} className="grid gap-x-4 py-2 sm:grid-cols-[12rem_1fr]">
              <h3 className="font-medium font-sans text-15">{dayName(date)}</h3>
              <p className="tabular flex flex-wrap gap-x-3 text-muted">
                {minutes.map((minute) => (
                  <span key={minute} suppressHydrationWarning>
                    {formatTime(minute * MINUTE_MS, zone)}
                  </span>
                ))}
              </p>
            </li>
          ))}
        </ul>
      )}
      {!props.problem && days.length > FIRST_DAYS && (
        <div>
          <Button variant="secondary" size="small" onClick={() => setIsLong(!isLong)}>
            {isLong ? "Show fewer days" : `Show all ${weeks} weeks`}
          </Button>
        </div>
      )}
    </div>
  );
}

function statusWords({ preview, isStale, problem, weeks }: PreviewPanelProps): string {
  if (isStale && !problem) return "Working out the times";
  return problem ?? countWords(preview.startMinutes.length, weeks);
}

function countWords(count: number, weeks: number): string {
  if (count === 0) return `Readers see no times in the coming ${weeks} weeks.`;
  return `Readers see ${count} ${count === 1 ? "time" : "times"} in the coming ${weeks} weeks.`;
}

/** "From Sunday 29 March, 09:00 in London is 04:00 in New York; until then it is 05:00." */
function shiftWords(shift: ZoneShift, home: string, zone: string, minute: number): string {
  const elsewhere = (ahead: number) => formatClock((((minute + ahead) % DAY) + DAY) % DAY);
  return `From ${dayName(shift.date)}, ${formatClock(minute)} in ${zoneCity(home)} is ${elsewhere(shift.after)} in ${zoneCity(zone)}; until then it is ${elsewhere(shift.before)}. Clocks change in ${zoneCity(shift.changed === "home" ? home : zone)}.`;
}
