import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { ConflictList, saveLabel } from "./conflict-list";
import type { useScheduleChange } from "./use-schedule-change";

/** The foot of a form that adds to the schedule: what is in the way, and the button. */
export function ChangeFoot(props: {
  change: Omit<ReturnType<typeof useScheduleChange>, "run">;
  zone: string;
  /** On the button. */
  label: string;
}) {
  const { conflicts, refusal, errors, pending, isDone } = props.change;
  return (
    <>
      <ConflictList conflicts={conflicts} zone={props.zone} />
      {refusal && Object.keys(errors).length === 0 && (
        <Notice tone="failure" live title={refusal.message} />
      )}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="secondary" pending={pending} pendingLabel="Adding">
          {saveLabel(conflicts, props.label)}
        </Button>
        <p role="status" className="text-13 text-muted">
          {isDone && "Added."}
        </p>
      </div>
    </>
  );
}
