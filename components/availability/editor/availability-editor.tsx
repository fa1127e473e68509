"use client";

import { useState } from "react";
import { ZoneOptions } from "@/components/site/zone-options";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { zoneCity } from "@/components/ui/format-when";
import { Select } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import type { Hours } from "@/lib/availability/hours-by-day";
import { ConflictList, saveLabel } from "./conflict-list";
import { draftOf, hasProblems, type Settings, settingsOf } from "./draft";
import { EditorSection } from "./editor-section";
import { useKeptDraft } from "./kept-draft";
import { PreferencesFields } from "./preferences-fields";
import { PreviewPanel } from "./preview-panel";
import { type Preview, type PreviewAction, usePreview } from "./use-preview";
import { type ChangeAction, useScheduleChange } from "./use-schedule-change";
import { dayFrom, hoursOf, type TypedHours } from "./week-draft";
import { WeekGrid } from "./week-grid";
import { WeekList } from "./week-list";

type AvailabilityEditorProps = {
  researcherId: string;
  settings: Settings;
  /** The same hours in minutes, at the index that rules give the weekday. */
  week: Hours[][];
  /** Every zone, and those that readers are likely in. */
  zones: string[];
  readerZones: string[];
  preview: Preview;
  previewWeeks: number;
  nowMs: number;
  ask: PreviewAction;
  save: ChangeAction<Settings>;
};

/** The usual week and how it is booked: painted or typed, with what readers will see, saved as one. */
export function AvailabilityEditor(props: AvailabilityEditorProps) {
  const { settings: saved } = props;
  const { draft, setDraft, isDirty, isRestored } = useKeptDraft(
    `availability:${props.researcherId}`,
    saved,
    () => draftOf(props.week, saved),
  );
  const [tellAll, setTellAll] = useState(false);
  const [readerZone, setReaderZone] = useState(props.readerZones[0] ?? "UTC");
  const change = useScheduleChange(props.save);
  const isBroken = hasProblems(draft);
  const settings = settingsOf(draft);
  const { preview, isStale, problem } = usePreview(
    props.ask,
    isBroken ? null : settings,
    readerZone,
    props.preview,
  );
  const conflicts = change.conflicts.length > 0 ? change.conflicts : preview.conflicts;
  const week = draft.week.map(hoursOf);

  function edit(part: Partial<typeof draft>) {
    change.forget();
    setDraft((before) => ({ ...before, ...part }));
  }
  function editDay(weekday: number, day: TypedHours[]) {
    change.forget();
    setDraft((before) => ({ ...before, week: before.week.with(weekday, day) }));
  }
  function submit() {
    setTellAll(true);
    if (!isBroken) return change.run(settings, conflicts);
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>("#week [aria-invalid='true']")?.focus(),
    );
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      className="grid grid-cols-[minmax(0,1fr)] gap-12"
    >
      {isRestored && (
        <Notice title="Changes that you have not saved are still here">
          Save them below, or go back to what readers see now.
        </Notice>
      )}
      <EditorSection id="week" title="Your week">
        <div className="mb-6 max-w-form">
          <Field
            label="Time zone"
            hint="Your hours are on the clock there, also when clocks change."
            error={change.errors.time_zone}
          >
            {(wired) => (
              <Select
                {...wired}
                value={draft.timeZone}
                onChange={({ target }) => edit({ timeZone: target.value })}
              >
                <ZoneOptions zones={props.zones} />
              </Select>
            )}
          </Field>
        </div>
        <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="hidden md:block lg:sticky lg:top-6">
            <WeekGrid week={week} onPaint={(weekday, hours) => editDay(weekday, dayFrom(hours))} />
          </div>
          <WeekList week={draft.week} tellAll={tellAll} onChange={editDay} />
        </div>
      </EditorSection>
      <EditorSection id="preferences" title="How readers book">
        <PreferencesFields
          preferences={draft.preferences}
          errors={withoutPrefix(change.errors, "preferences.")}
          onChange={(preferences) => edit({ preferences })}
        />
      </EditorSection>
      <EditorSection id="preview" title="What readers will see">
        <PreviewPanel
          preview={preview}
          isStale={isStale}
          problem={isBroken ? "Mend the hours marked above to see the times again." : problem}
          weeks={props.previewWeeks}
          homeZone={draft.timeZone}
          exampleMinute={firstMinute(week)}
          zone={readerZone}
          zones={[...new Set([...props.readerZones, draft.timeZone])]}
          onZone={setReaderZone}
          nowMs={props.nowMs}
        />
      </EditorSection>
      <div
        className={
          isDirty
            ? "sticky bottom-0 z-20 -mx-4 grid gap-3 border-t bg-paper px-4 py-3"
            : "grid gap-3 border-t py-3"
        }
      >
        {isDirty && <ConflictList conflicts={conflicts} zone={draft.timeZone} />}
        {change.refusal && (
          <Notice tone="failure" live title={change.refusal.message}>
            What you changed is still here.
          </Notice>
        )}
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" pending={change.pending} pendingLabel="Saving">
            {isDirty ? saveLabel(conflicts, "Save hours") : "Save hours"}
          </Button>
          {isDirty && (
            <Button
              variant="quiet"
              onClick={() => {
                change.forget();
                setTellAll(false);
                setDraft(draftOf(props.week, saved));
              }}
            >
              Discard changes
            </Button>
          )}
          <p role="status" className="text-13 text-muted">
            {isDirty
              ? "You have changes that are not saved."
              : change.isDone &&
                `Saved. Readers see these hours, on the clock in ${zoneCity(draft.timeZone)}.`}
          </p>
        </div>
      </div>
    </form>
  );
}

const firstMinute = (week: Hours[][]) =>
  Math.min(...week.flat().map(({ startMinute }) => startMinute), 9 * 60);

const withoutPrefix = (errors: Record<string, string>, prefix: string) =>
  Object.fromEntries(
    Object.entries(errors).map(([field, text]) => [field.replace(prefix, ""), text]),
  );
