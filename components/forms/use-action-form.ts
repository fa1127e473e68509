"use client";

import { unstable_rethrow } from "next/navigation";
import { useState, useTransition } from "react";
import { type FieldValues, type Path, useForm } from "react-hook-form";
import { type ActionResult, FORM_UNREACHABLE, fieldsOf } from "./action-result";

/**
 * A form around a server action: everything typed is kept, each refusal stands beside its field and
 * the first of them takes the focus. `order` names the fields from top to bottom.
 */
export function useActionForm<Values extends FieldValues>(options: {
  order: readonly Path<Values>[];
  action: (values: Values) => Promise<ActionResult>;
  onDone?: (values: Values) => void;
}) {
  // Without default values the fields keep what was typed or filled in before hydration.
  const form = useForm<Values>();
  const [result, setResult] = useState<ActionResult | null>(null);
  const [pending, startTransition] = useTransition();

  function show(answer: ActionResult, values: Values) {
    setResult(answer);
    if (answer.ok) return options.onDone?.(values);
    const problems = fieldsOf(answer);
    const wrong = options.order.filter((field) => problems[field]);
    for (const field of wrong) form.setError(field, { message: problems[field] });
    if (wrong[0]) form.setFocus(wrong[0]);
  }

  const submit = form.handleSubmit((values) => {
    if (pending) return;
    setResult(null);
    startTransition(async () => {
      let answer: ActionResult;
      try {
        answer = await options.action(values);
      } catch (error) {
        // A redirect arrives as an error and belongs to the router.
        unstable_rethrow(error);
        answer = FORM_UNREACHABLE;
      }
      startTransition(() => show(answer, values));
    });
  });

  const errorOf = (field: Path<Values>): string | undefined => {
    const message = form.getFieldState(field, form.formState).error?.message;
    return message || undefined;
  };

  return {
    register: form.register,
    reset: form.reset,
    errorOf,
    submit,
    pending,
    result,
  };
}
