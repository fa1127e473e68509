"use client";

import { useRef } from "react";
import { ZoneOptions } from "@/components/site/zone-options";
import { Field } from "@/components/ui/field";
import { zoneCity } from "@/components/ui/format-when";
import { Input, Select } from "@/components/ui/input";
import { dayName } from "../day-names";
import { ChangeFoot } from "./change-foot";
import { RemoveEntry } from "./remove-entry";
import { type ChangeAction, useScheduleChange } from "./use-schedule-change";

export type TravelInput = { start_date: string; end_date: string; time_zone: string };

type TravelEditorProps = {
  journeys: { id: string; startsOn: string; endsOn: string; timeZone: string }[];
  zone: string;
  zones: string[];
  today: string;
  add: ChangeAction<TravelInput>;
  remove: ChangeAction<{ id: string }>;
};

/** Dates on which the usual hours are on the clock of another zone. */
export function TravelEditor({ journeys, zone, zones, today, add, remove }: TravelEditorProps) {
  const form = useRef<HTMLFormElement>(null);
  const change = useScheduleChange(add, () => form.current?.reset());
  const submit = (data: FormData) =>
    change.run({
      start_date: String(data.get("start_date")),
      end_date: String(data.get("end_date")),
      time_zone: String(data.get("time_zone")),
    });
  return (
    <div className="grid gap-6">
      {journeys.length > 0 && (
        <ul className="divide-y border-y">
          {journeys.map(({ id, startsOn, endsOn, timeZone }) => {
            const words = `${dayName(startsOn)} to ${dayName(endsOn)} ${endsOn.slice(0, 4)}, on the clock in ${zoneCity(timeZone)}`;
            return (
              <li key={id} className="py-2">
                <p>{words}</p>
                <RemoveEntry id={id} name={words} zone={zone} remove={remove} />
              </li>
            );
          })}
        </ul>
      )}
      <form
        ref={form}
        noValidate
        className="grid gap-4"
        onChange={change.forget}
        onSubmit={(event) => {
          event.preventDefault();
          submit(new FormData(event.currentTarget));
        }}
      >
        <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
          <Field label="First day" error={change.errors.start_date}>
            {(wired) => <Input {...wired} type="date" name="start_date" min={today} />}
          </Field>
          <Field label="Last day" error={change.errors.end_date}>
            {(wired) => <Input {...wired} type="date" name="end_date" min={today} />}
          </Field>
          <Field label="Time zone there" error={change.errors.time_zone}>
            {(wired) => (
              <Select {...wired} name="time_zone" defaultValue={zone}>
                <ZoneOptions zones={zones} />
              </Select>
            )}
          </Field>
        </div>
        <ChangeFoot change={change} zone={zone} label="Add the journey" />
      </form>
    </div>
  );
}
