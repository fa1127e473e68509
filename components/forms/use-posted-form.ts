"use client";

import { unstable_rethrow } from "next/navigation";
import { type FormEvent, useActionState, useState, useTransition } from "react";
import { type ActionResult, FORM_UNREACHABLE, fieldsOf } from "./action-result";

/** What a form that was posted came to, and what was typed into it. */
export type Posted = { result: ActionResult; values: Record<string, string> };

export type PostedAction = (previous: Posted | null, data: FormData) => Promise<Posted>;

/**
 * A form that works without scripts: the browser posts it to the server action, which answers with
 * the page. With scripts the page stays, and everything typed is kept. Spread `form` on the form and
 * give its fields `values` as their defaults.
 */
export function usePostedForm(action: PostedAction, onDone?: () => void) {
  const [posted, formAction] = useActionState(action, null);
  const [result, setResult] = useState<ActionResult | null>(posted?.result ?? null);
  const [pending, startTransition] = useTransition();

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const data = new FormData(event.currentTarget);
    setResult(null);
    startTransition(async () => {
      let answer: ActionResult;
      try {
        answer = (await action(null, data)).result;
      } catch (error) {
        // A redirect arrives as an error and belongs to the router.
        unstable_rethrow(error);
        answer = FORM_UNREACHABLE;
      }
      startTransition(() => {
        setResult(answer);
        if (answer.ok) onDone?.();
      });
    });
  }

  return {
    form: { action: formAction, onSubmit },
    values: posted?.values ?? {},
    errorOf: (field: string): string | undefined =>
      result && !result.ok ? fieldsOf(result)[field] : undefined,
    result,
    pending,
  };
}
