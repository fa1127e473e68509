"use client";

import { useActionState } from "react";
import type { ActionResult } from "@/components/forms/action-result";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";

type DecideFormProps = {
  /** Whom it is about, for those who hear the buttons without the rest. */
  name: string;
  action: (
    decision: "confirmed" | "rejected",
    before: ActionResult | null,
  ) => Promise<ActionResult>;
};

/** The two ways to decide, each final. Works without script. */
export function DecideForm({ name, action }: DecideFormProps) {
  const [confirmed, confirm] = useActionState(action.bind(null, "confirmed"), null);
  const [rejected, reject] = useActionState(action.bind(null, "rejected"), null);
  const refusal = [confirmed, rejected].find((result) => result && !result.ok);
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <form action={confirm}>
          <SubmitButton aria-label={`Same person: ${name}`} pendingLabel="Joining">
            Same person
          </SubmitButton>
        </form>
        <form action={reject}>
          <SubmitButton
            variant="secondary"
            aria-label={`Two people: ${name}`}
            pendingLabel="Keeping apart"
          >
            Two people
          </SubmitButton>
        </form>
        <p className="text-13 text-muted">Either is kept for good, with your name.</p>
      </div>
      {refusal && !refusal.ok && (
        <Notice tone="failure" live>
          <p className="text-ink">{refusal.message}</p>
        </Notice>
      )}
    </div>
  );
}
