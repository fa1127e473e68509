"use client";

import { FormMessage } from "@/components/forms/form-message";
import { type PostedAction, usePostedForm } from "@/components/forms/use-posted-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { RatingField } from "./rating-field";

/** Stars and a few words about a session; works without any script. */
export function ReviewForm(props: {
  researcherName: string;
  maximum: number;
  action: PostedAction;
}) {
  const { form, values, errorOf, result, pending } = usePostedForm(props.action, () =>
    document.getElementById("review")?.focus(),
  );
  return (
    <form {...form} className="grid max-w-reading gap-5">
      <RatingField name="rating" chosen={values.rating} error={errorOf("rating")} />
      <Field
        label="In your words"
        hint={`What did you talk about, and what was of use? ${props.researcherName} can reply once.`}
        error={errorOf("text")}
        optional
      >
        {(wired) => (
          <Textarea {...wired} name="text" maxLength={props.maximum} defaultValue={values.text} />
        )}
      </Field>
      <p className="text-13 text-muted">
        Your review is public, with your first name and initial. It cannot be changed afterwards.
      </p>
      <FormMessage result={result} />
      <div>
        <Button type="submit" pending={pending} pendingLabel="Publishing">
          Publish the review
        </Button>
      </div>
    </form>
  );
}
