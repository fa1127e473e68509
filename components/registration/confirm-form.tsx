"use client";

import { unstable_rethrow } from "next/navigation";
import { useState, useTransition } from "react";
import { type ActionResult, type Refusal, UNREACHABLE } from "@/components/forms/action-result";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

type Outcome =
  | { outcome: "removed" }
  | { outcome: "waiting"; kind: "claim" | "removal"; isHidden: boolean };

type ConfirmFormProps = {
  label: string;
  pendingLabel: string;
  isDangerous: boolean;
  action: () => Promise<ActionResult<Outcome>>;
};

/** The button of a mailed link, and what has come of pressing it. */
export function ConfirmForm({ label, pendingLabel, isDangerous, action }: ConfirmFormProps) {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [pending, startTransition] = useTransition();

  function run() {
    if (pending) return;
    startTransition(async () => {
      let result: ActionResult<Outcome>;
      try {
        result = await action();
      } catch (error) {
        // A redirect arrives as an error and belongs to the router.
        unstable_rethrow(error);
        result = UNREACHABLE;
      }
      startTransition(() => {
        setRefusal(result.ok ? null : result);
        if (result.ok) setOutcome(result);
      });
    });
  }

  if (outcome) return <Came {...outcome} />;
  return (
    <div className="grid gap-4">
      <div>
        <Button
          variant={isDangerous ? "danger" : "primary"}
          pending={pending}
          pendingLabel={pendingLabel}
          onClick={run}
        >
          {label}
        </Button>
      </div>
      {refusal && (
        <Notice tone="failure" live>
          <p className="text-ink">{refusal.message}</p>
        </Notice>
      )}
    </div>
  );
}

function Came(came: Outcome) {
  if (came.outcome === "removed")
    return (
      <Notice tone="success" live title="The profile is removed">
        All that was collected for it is gone. Nothing is collected about you again, and nobody can
        have you invited at this address.
      </Notice>
    );
  if (came.kind === "removal")
    return (
      <Notice
        tone="waiting"
        live
        title={
          came.isHidden
            ? "The profile is hidden, and somebody looks at it"
            : "We have your request, and somebody looks at it"
        }
      >
        Your address alone does not show that the profile is about you, so that a person decides
        whether it is removed for good. You get a mail, within a few days.
      </Notice>
    );
  return (
    <Notice tone="waiting" live title="We have your request, and somebody looks at it">
      <p>
        Your address alone does not show that the profile is yours, so that a person decides. You
        get a mail, within a few days.
      </p>
      <p className="mt-2">
        It is quicker with an address at the institution that the profile names: ask once more from
        there if you have one.
      </p>
    </Notice>
  );
}
