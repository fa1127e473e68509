"use client";

import { useState, useTransition } from "react";
import {
  type ActionResult,
  fieldsOf,
  type Refusal,
  UNREACHABLE,
} from "@/components/forms/action-result";
import type { Conflict } from "./conflict-list";

/** A change of the schedule; it names the bookings that its maker has seen to lie outside. */
export type ChangeAction<Input> = (
  input: Input & { acknowledge: string[] },
) => Promise<ActionResult>;

/**
 * Runs a change: bookings that it would leave outside the hours come back as `conflicts`, with nothing
 * saved; running it again, now that they have been seen, saves it all the same.
 */
export function useScheduleChange<Input>(action: ChangeAction<Input>, onDone?: () => void) {
  const [conflicts, setConflicts] = useState<Conflict[]>([]);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isDone, setIsDone] = useState(false);
  const [pending, startTransition] = useTransition();

  function run(input: Input, known: readonly Conflict[] = conflicts) {
    if (pending) return;
    const acknowledge = known.map(({ sessionId }) => sessionId);
    setIsDone(false);
    startTransition(async () => {
      const result = await action({ ...input, acknowledge }).catch(() => UNREACHABLE);
      startTransition(() => {
        const isConflict = !result.ok && result.code === "SCHEDULE_CONFLICT";
        setConflicts(isConflict ? (result.details.conflicts as Conflict[]) : []);
        setRefusal(result.ok || isConflict ? null : result);
        setIsDone(result.ok);
        if (result.ok) onDone?.();
      });
    });
  }

  /** To be called when what is to be saved has changed: what was said of it is over. */
  function forget() {
    setConflicts([]);
    setRefusal(null);
    setIsDone(false);
  }

  return { run, forget, pending, conflicts, isDone, refusal, errors: fieldsOf(refusal) };
}
