"use client";

import { FormMessage } from "@/components/forms/form-message";
import { type PostedAction, usePostedForm } from "@/components/forms/use-posted-form";
import { Button } from "@/components/ui/button";
import { Field, FieldError, FieldGroup } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Radio } from "@/components/ui/radio";

const outcomes = [
  ["refund", "The reader is refunded in full, and the researcher is not paid"],
  [
    "partial_refund",
    "The reader is refunded a part, and the researcher is paid their share of the rest",
  ],
  ["pay", "The session stands as paid"],
] as const;

const toReport = () => document.getElementById("report")?.focus();

/** What becomes of a report; works without any script. */
export function DecideReportForm(props: { maximum: number; action: PostedAction }) {
  const { form, values, errorOf, result, pending } = usePostedForm(props.action, toReport);
  return (
    <form {...form} className="mt-4 grid max-w-reading gap-5">
      <FieldGroup legend="What becomes of it">
        <div className="grid gap-1">
          {outcomes.map(([outcome, words]) => (
            <Radio
              key={outcome}
              name="outcome"
              value={outcome}
              label={words}
              defaultChecked={values.outcome === outcome}
              required
            />
          ))}
        </div>
        <FieldError>{errorOf("outcome")}</FieldError>
      </FieldGroup>
      <Field
        label="How much goes back"
        hint="In dollars, for a part only."
        optional
        error={errorOf("refund_amount")}
      >
        {(wired) => (
          <Input
            {...wired}
            name="refund_amount"
            inputMode="decimal"
            defaultValue={values.refund_amount}
            className="max-w-32"
          />
        )}
      </Field>
      <Field label="A sentence to both" optional error={errorOf("note")}>
        {(wired) => (
          <Textarea
            {...wired}
            name="note"
            rows={3}
            maxLength={props.maximum}
            defaultValue={values.note}
          />
        )}
      </Field>
      <FormMessage result={result} />
      <div>
        <Button type="submit" pending={pending} pendingLabel="Deciding">
          Decide the report
        </Button>
      </div>
    </form>
  );
}
