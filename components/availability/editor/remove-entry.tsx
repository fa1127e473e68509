"use client";

import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { ConflictList, saveLabel } from "./conflict-list";
import { type ChangeAction, useScheduleChange } from "./use-schedule-change";

/** Takes an entry of the schedule away; bookings that this would leave outside the hours are told first. */
export function RemoveEntry(props: {
  id: string;
  /** What it is, for whoever hears only the button. */
  name: string;
  zone: string;
  remove: ChangeAction<{ id: string }>;
}) {
  const { run, pending, conflicts, refusal } = useScheduleChange(props.remove, () =>
    // The button goes with its entry.
    document.getElementById("main")?.focus(),
  );
  return (
    <div className="grid gap-2">
      <div>
        <Button
          variant="quiet"
          size="small"
          className="-ml-3"
          pending={pending}
          pendingLabel="Removing"
          aria-label={`${saveLabel(conflicts, "Remove")}: ${props.name}`}
          onClick={() => run({ id: props.id })}
        >
          {saveLabel(conflicts, "Remove")}
        </Button>
      </div>
      <ConflictList conflicts={conflicts} zone={props.zone} />
      {refusal && <Notice tone="failure" live title={refusal.message} />}
    </div>
  );
}
