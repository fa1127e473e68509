"use client";

import { useRef } from "react";
import { Field } from "@/components/ui/field";
import { formatWhen } from "@/components/ui/format-when";
import { Input } from "@/components/ui/input";
import { ChangeFoot } from "./change-foot";
import { RemoveEntry } from "./remove-entry";
import { type ChangeAction, useScheduleChange } from "./use-schedule-change";

/** Wall-clock times in the researcher's zone, as a datetime field gives them: 2026-11-26T09:00. */
export type TimeOffInput = { start_time: string; end_time: string; note: string };

type TimeOffEditorProps = {
  entries: { id: string; startsAt: string; endsAt: string; note: string | null }[];
  zone: string;
  zoneWords: string;
  /** Datetimes before it cannot be chosen. */
  earliest: string;
  add: ChangeAction<TimeOffInput>;
  remove: ChangeAction<{ id: string }>;
};

/** Times away, from one moment to another. */
export function TimeOffEditor({
  entries,
  zone,
  zoneWords,
  earliest,
  add,
  remove,
}: TimeOffEditorProps) {
  const form = useRef<HTMLFormElement>(null);
  const change = useScheduleChange(add, () => form.current?.reset());
  const submit = (data: FormData) =>
    change.run({
      start_time: String(data.get("start_time")),
      end_time: String(data.get("end_time")),
      note: String(data.get("note")),
    });
  return (
    <div className="grid gap-6">
      {entries.length > 0 && (
        <ul className="divide-y border-y">
          {entries.map(({ id, startsAt, endsAt, note }) => {
            const when = `${formatWhen(startsAt, zone)} to ${formatWhen(endsAt, zone)}`;
            return (
              <li key={id} className="py-2">
                <p suppressHydrationWarning>{when}</p>
                {note && <p className="text-muted">{note}</p>}
                <RemoveEntry id={id} name={when} zone={zone} remove={remove} />
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
          <Field label="Away from" hint={zoneWords} error={change.errors.start_time}>
            {(wired) => <Input {...wired} type="datetime-local" name="start_time" min={earliest} />}
          </Field>
          <Field label="Back at" hint={zoneWords} error={change.errors.end_time}>
            {(wired) => <Input {...wired} type="datetime-local" name="end_time" min={earliest} />}
          </Field>
          <Field
            label="Note to yourself"
            hint="Readers never see it."
            optional
            error={change.errors.note}
          >
            {(wired) => <Input {...wired} name="note" maxLength={200} />}
          </Field>
        </div>
        <ChangeFoot change={change} zone={zone} label="Add time off" />
      </form>
    </div>
  );
}
