"use client";

import { FormMessage } from "@/components/forms/form-message";
import { type PostedAction, usePostedForm } from "@/components/forms/use-posted-form";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";

const toMain = () => document.getElementById("main")?.focus();

/** Says that an alert has been dealt with, and how; works without any script. */
export function ResolveForm(props: { maximum: number; action: PostedAction }) {
  const { form, values, errorOf, result, pending } = usePostedForm(props.action, toMain);
  return (
    <form {...form} className="mt-2 grid max-w-reading gap-3">
      <Field
        label="What was done"
        hint="For whoever looks at it later."
        optional
        error={errorOf("note")}
      >
        {(wired) => (
          <Textarea
            {...wired}
            name="note"
            rows={2}
            maxLength={props.maximum}
            defaultValue={values.note}
          />
        )}
      </Field>
      <Checkbox
        name="for_good"
        defaultChecked={values.for_good !== undefined}
        label="There is nothing to do: do not tell me of this one again"
        hint="Otherwise it is told again when it comes again."
      />
      <FormMessage result={result} />
      <div>
        <Button type="submit" variant="secondary" pending={pending} pendingLabel="Resolving">
          Resolve
        </Button>
      </div>
    </form>
  );
}
