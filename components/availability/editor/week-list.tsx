"use client";

import { CopyDay } from "./copy-day";
import { HoursLines } from "./hours-lines";
import { dayFrom, hoursOf, type TypedHours, WEEK_ORDER, type WeekDraft } from "./week-draft";
import { weekdayName } from "./weekday-names";

type WeekListProps = {
  week: WeekDraft;
  tellAll: boolean;
  onChange: (weekday: number, day: TypedHours[]) => void;
};

/** The week as a list: the same hours as in the grid, by typing. */
export function WeekList({ week, tellAll, onChange }: WeekListProps) {
  return (
    <ul className="divide-y border-y">
      {WEEK_ORDER.map((weekday) => {
        const day = week[weekday] ?? [];
        return (
          <li key={weekday} className="py-3">
            <HoursLines
              name={weekdayName(weekday)}
              day={day}
              heading={
                <h3 className="w-24 font-sans font-semibold text-15">{weekdayName(weekday)}</h3>
              }
              tellAll={tellAll}
              onChange={(changed) => onChange(weekday, changed)}
            />
            <CopyDay
              from={weekday}
              onCopy={(days) => {
                for (const to of days) onChange(to, dayFrom(hoursOf(day)));
              }}
            />
          </li>
        );
      })}
    </ul>
  );
}
