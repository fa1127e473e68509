"use client";

import { unstable_rethrow } from "next/navigation";
import { type FormEvent, useActionState, useEffect, useRef, useState, useTransition } from "react";
import { type ActionResult, FORM_UNREACHABLE, fieldsOf } from "./action-result";

/** What a form that was posted came to, and what was typed into it. */
export type Posted = { result: ActionResult; values: Record<string, string> };

export type PostedAction = (previous: Posted | null, data: FormData) => Promise<Posted>;

/**
 * A form that works without scripts: the browser posts it to the server action, which answers with
 * the page. With scripts the page stays, everything typed is kept, and the first field that is wrong
 * takes the focus. Spread `form` on the form and give its fields `values` as their defaults.
 */
export function usePostedForm(action: PostedAction, onDone?: () => void) {
  const [posted, formAction] = useActionState(action, null);
  const [result, setResult] = useState<ActionResult | null>(posted?.result ?? null);
  const [pending, startTransition] = useTransition();
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (result && !result.ok) {
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    }
  }, [result]);

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

  /** What is wrong with a field, or with one line of a field that holds a list. */
  function errorOf(field: string): string | undefined {
    if (!result || result.ok) return undefined;
    for (const [path, message] of Object.entries(fieldsOf(result))) {
      const [name, line] = path.split(".");
      if (name === field) return line ? `Line ${Number(line) + 1}: ${message}` : message;
    }
    return undefined;
  }

  return {
    form: { action: formAction, onSubmit, ref: form },
    values: posted?.values ?? {},
    errorOf,
    result,
    pending,
  };
}
