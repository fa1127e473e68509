"use client";

import { FormMessage } from "@/components/forms/form-message";
import type { FormResult } from "@/components/forms/form-result";
import { useActionForm } from "@/components/forms/use-action-form";
import { Button, type ButtonVariant } from "@/components/ui/button";

/** One button that does one thing, says when it is under way and how it ended. */
export function ActionButton(props: {
  label: string;
  pendingLabel: string;
  done?: string;
  variant?: ButtonVariant;
  values: Record<string, string | null>;
  action: (values: unknown) => Promise<FormResult>;
}) {
  const { submit, pending, result } = useActionForm({
    order: [],
    action: () => props.action(props.values),
  });
  return (
    <form method="post" onSubmit={submit} className="grid gap-4">
      <FormMessage result={result} done={props.done} />
      <div>
        <Button
          type="submit"
          variant={props.variant}
          pending={pending}
          pendingLabel={props.pendingLabel}
        >
          {props.label}
        </Button>
      </div>
    </form>
  );
}
