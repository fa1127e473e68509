"use client";

import { useId } from "react";
import { Field, FieldGroup } from "@/components/ui/field";
import { Select } from "@/components/ui/input";
import type { Preferences } from "./draft";

const HOUR = 60;
const DAY = 24 * HOUR;

const choices = {
  session_minutes: [15, 20, 30, 45, 60, 75, 90, 120, 180],
  step_minutes: [15, 20, 30, 45, 60, 90, 120],
  buffer_before_minutes: [0, 5, 10, 15, 30, 45, 60],
  buffer_after_minutes: [0, 5, 10, 15, 30, 45, 60],
  minimum_notice_minutes: [0, HOUR, 2 * HOUR, 4 * HOUR, 12 * HOUR, DAY, 2 * DAY, 3 * DAY, 7 * DAY],
  window_days: [7, 14, 30, 60, 90, 180, 365],
  daily_maximum: [1, 2, 3, 4, 5, 6, 8],
};
type Chosen = keyof typeof choices;

type PreferencesFieldsProps = {
  preferences: Preferences;
  /** The server's refusals by the field's name. */
  errors: Record<string, string>;
  onChange: (preferences: Preferences) => void;
};

/** How readers may book: length, rhythm, breaks, notice, how far ahead, how many, and who decides. */
export function PreferencesFields({ preferences, errors, onChange }: PreferencesFieldsProps) {
  const name = useId();
  const isByRequest = preferences.requires_acceptance;
  const set = (change: Partial<Preferences>) => onChange({ ...preferences, ...change });
  const select = (field: Chosen, label: string, hint?: string) => (
    <Field label={label} hint={hint} error={errors[field]}>
      {(wired) => (
        <Select
          {...wired}
          value={preferences[field] ?? ""}
          onChange={({ target }) =>
            set({ [field]: target.value === "" ? null : Number(target.value) })
          }
        >
          {field === "daily_maximum" && <option value="">No limit</option>}
          {withCurrent(choices[field], preferences[field])
            .filter((value) => field !== "minimum_notice_minutes" || !isByRequest || value >= DAY)
            .map((value) => (
              <option key={value} value={value}>
                {wordsOf(field, value)}
              </option>
            ))}
        </Select>
      )}
    </Field>
  );
  const decide = (requires_acceptance: boolean) =>
    set({
      requires_acceptance,
      ...(requires_acceptance && {
        minimum_notice_minutes: Math.max(DAY, preferences.minimum_notice_minutes),
      }),
    });
  return (
    <div className="grid gap-6">
      <FieldGroup legend="When a reader has paid">
        <div className="grid gap-1">
          <Choice
            name={name}
            label="The session is booked at once"
            isChosen={!isByRequest}
            onChoose={() => decide(false)}
          />
          <Choice
            name={name}
            label="You accept or decline first"
            hint="You have 48 hours to answer, and readers give at least 24 hours’ notice. Whom you decline gets everything back."
            isChosen={isByRequest}
            onChoose={() => decide(true)}
          />
        </div>
      </FieldGroup>
      <div className="grid gap-x-6 gap-y-5 sm:grid-cols-2 lg:grid-cols-3">
        {select("session_minutes", "Length of a session")}
        {select("step_minutes", "A session may start every")}
        {select("minimum_notice_minutes", "Notice you need")}
        {select("window_days", "Booked at most")}
        {select("buffer_before_minutes", "Break before a session")}
        {select("buffer_after_minutes", "Break after a session")}
        {select("daily_maximum", "Sessions on one day")}
      </div>
    </div>
  );
}

/** What is set stays to be chosen, also where the API has set what the list does not have. */
const withCurrent = (values: number[], current: number | null) =>
  current === null ? values : [...new Set([...values, current])].sort((a, b) => a - b);

function wordsOf(field: Chosen, value: number): string {
  if (field === "window_days") return `${value} days ahead`;
  if (field === "daily_maximum") return value === 1 ? "At most 1" : `At most ${value}`;
  if (value === 0) return "None";
  if (field === "minimum_notice_minutes" && value % HOUR === 0) {
    const [count, unit] =
      value > DAY && value % DAY === 0 ? [value / DAY, "day"] : [value / HOUR, "hour"];
    return `${count} ${unit}${count === 1 ? "" : "s"}`;
  }
  return `${value} minutes`;
}

type ChoiceProps = {
  name: string;
  label: string;
  hint?: string;
  isChosen: boolean;
  onChoose: () => void;
};

function Choice({ name, label, hint, isChosen, onChoose }: ChoiceProps) {
  return (
    <label className="flex min-h-8 cursor-pointer items-start gap-3 py-1 pointer-coarse:min-h-11 pointer-coarse:py-2.5">
      <input
        type="radio"
        name={name}
        checked={isChosen}
        onChange={onChoose}
        className="mt-1 size-4 shrink-0 accent-accent"
      />
      <span>
        {label}
        {hint && <span className="block text-13 text-muted">{hint}</span>}
      </span>
    </label>
  );
}
