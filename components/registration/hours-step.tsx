"use client";

import { useEffect, useState } from "react";
import { browserZone } from "@/components/auth/browser-zone";
import {
  dayFrom,
  hoursOf,
  problemsOf,
  type TypedHours,
  type WeekDraft,
} from "@/components/availability/editor/week-draft";
import { WeekGrid } from "@/components/availability/editor/week-grid";
import { WeekList } from "@/components/availability/editor/week-list";
import type { ActionResult } from "@/components/forms/action-result";
import { fieldsOf } from "@/components/forms/action-result";
import { type Leads, useAction } from "@/components/forms/use-action";
import { ZoneOptions } from "@/components/site/zone-options";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import type { Hours } from "@/lib/availability/hours-by-day";
import { formatHours, WEEK } from "@/lib/availability/hours-text";
import { otherVersion } from "./use-step-form";

export type HoursInput = {
  version: number;
  time_zone: string;
  availability: Record<string, string[]>;
};

type HoursStepProps = {
  /** At the index that rules give the weekday. */
  week: Hours[][];
  /** Null where nobody has said it yet: the browser's is offered. */
  zone: string | null;
  zones: string[];
  version: number;
  action: (input: HoursInput) => Promise<ActionResult<Leads>>;
};

/** The usual week, painted or typed, and the zone that it is in. */
export function HoursStep(props: HoursStepProps) {
  const [zone, setZone] = useState(props.zone ?? "UTC");
  const [week, setWeek] = useState<WeekDraft>(() => props.week.map(dayFrom));
  const [tellAll, setTellAll] = useState(false);
  const { run, pending, refusal, clear } = useAction(props.action);
  const { zone: known, zones } = props;

  // Only the browser knows where it is; the page before it does not.
  useEffect(() => {
    const here = browserZone();
    if (known === null && zones.includes(here)) setZone(here);
  }, [known, zones]);

  const isBroken = week.some((day) => problemsOf(day).size > 0);
  const isEmpty = week.every((day) => day.length === 0);

  function editDay(weekday: number, day: TypedHours[]) {
    setWeek((before) => before.with(weekday, day));
  }
  function submit() {
    setTellAll(true);
    if (isBroken) {
      requestAnimationFrame(() =>
        document.querySelector<HTMLElement>("#hours [aria-invalid='true']")?.focus(),
      );
      return;
    }
    const availability = Object.fromEntries(
      WEEK.map((day, weekday) => [day, hoursOf(week[weekday] ?? []).map(formatHours)]),
    );
    const version = otherVersion(refusal) ?? props.version;
    run({ version, time_zone: zone, availability });
  }

  return (
    <form
      id="hours"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      className="grid grid-cols-[minmax(0,1fr)] gap-6"
    >
      <div className="max-w-form">
        <Field
          label="Time zone"
          hint="Your hours are on the clock there, also when clocks change."
          error={fieldsOf(refusal).time_zone}
        >
          {(wired) => (
            <Select
              {...wired}
              value={zone}
              onChange={({ target }) => {
                clear();
                setZone(target.value);
              }}
            >
              <ZoneOptions zones={zones} />
            </Select>
          )}
        </Field>
      </div>
      <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="hidden md:block lg:sticky lg:top-6">
          <WeekGrid
            week={week.map(hoursOf)}
            onPaint={(weekday, hours) => editDay(weekday, dayFrom(hours))}
          />
        </div>
        <WeekList week={week} tellAll={tellAll} onChange={editDay} />
      </div>
      {refusal && (
        <Notice tone="failure" live title={refusal.message}>
          What you entered is still here.
        </Notice>
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button type="submit" pending={pending} pendingLabel="Saving">
          {isEmpty ? "Go on without hours" : "Save and go on"}
        </Button>
        {isEmpty && (
          <p className="text-13 text-muted">
            Your profile can be published once it has hours. You can open them later.
          </p>
        )}
      </div>
    </form>
  );
}
