"use client";

import { FormMessage } from "@/components/forms/form-message";
import { type PostedAction, usePostedForm } from "@/components/forms/use-posted-form";
import { Button } from "@/components/ui/button";
import { Field, FieldError, FieldGroup } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { Radio } from "@/components/ui/radio";

const toReport = () => document.getElementById("report")?.focus();

/** What went wrong, in place; works without any script. */
export function ReportForm(props: { otherName: string; maximum: number; action: PostedAction }) {
  const { form, values, errorOf, result, pending } = usePostedForm(props.action, toReport);
  const kinds = [
    ["no_show", `${props.otherName} did not come`],
    ["problem", "Something else went wrong"],
  ] as const;
  return (
    <form {...form} className="mt-4 grid max-w-reading gap-5">
      <FieldGroup legend="What happened?">
        <div className="grid gap-1">
          {kinds.map(([kind, words]) => (
            <Radio
              key={kind}
              name="kind"
              value={kind}
              label={words}
              defaultChecked={values.kind === kind}
              required
            />
          ))}
        </div>
        <FieldError>{errorOf("kind")}</FieldError>
      </FieldGroup>
      <Field
        label="In your words"
        hint={`${props.otherName} reads this too.`}
        error={errorOf("text")}
      >
        {(wired) => (
          <Textarea
            {...wired}
            name="text"
            rows={4}
            maxLength={props.maximum}
            defaultValue={values.text}
            required
          />
        )}
      </Field>
      <FormMessage result={result} />
      <div>
        <Button type="submit" variant="secondary" pending={pending} pendingLabel="Sending">
          Send the report
        </Button>
      </div>
    </form>
  );
}

/** The other side of a report, in place; works without any script. */
export function ContestForm(props: {
  label: string;
  button: string;
  maximum: number;
  action: PostedAction;
}) {
  const { form, values, errorOf, result, pending } = usePostedForm(props.action, toReport);
  return (
    <form {...form} className="mt-4 grid max-w-reading gap-4 text-ink">
      <Field label={props.label} error={errorOf("text")}>
        {(wired) => (
          <Textarea
            {...wired}
            name="text"
            rows={3}
            maxLength={props.maximum}
            defaultValue={values.text}
            required
          />
        )}
      </Field>
      <FormMessage result={result} />
      <div>
        <Button type="submit" pending={pending} pendingLabel="Sending">
          {props.button}
        </Button>
      </div>
    </form>
  );
}
