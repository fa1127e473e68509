"use client";

import { FormMessage } from "@/components/forms/form-message";
import { type PostedAction, usePostedForm } from "@/components/forms/use-posted-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";

/** The researcher's one answer to a review; works without any script. */
export function ReplyForm(props: { readerName: string; maximum: number; action: PostedAction }) {
  const { form, values, errorOf, result, pending } = usePostedForm(props.action, () =>
    document.getElementById("main")?.focus(),
  );
  return (
    <form {...form} className="mt-4 grid gap-3">
      <Field
        label={`Your reply to ${props.readerName}`}
        hint="It stands beneath the review on your profile. You can reply once."
        error={errorOf("text")}
      >
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
        <Button type="submit" size="small" pending={pending} pendingLabel="Publishing">
          Publish the reply
        </Button>
      </div>
    </form>
  );
}
