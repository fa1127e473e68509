"use client";

import { FormMessage } from "@/components/forms/form-message";
import { type PostedAction, usePostedForm } from "@/components/forms/use-posted-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** A link made elsewhere, for a session that Zoom has none for; works without any script. */
export function MeetingLinkForm(props: { maximum: number; action: PostedAction }) {
  const { form, values, errorOf, result, pending } = usePostedForm(props.action);
  return (
    <form {...form} className="mt-4 grid max-w-reading gap-4">
      <Field
        label="A link made elsewhere"
        hint="Both parties get it by mail. Zoom makes no meeting for this session then."
        error={errorOf("url")}
      >
        {(wired) => (
          <Input
            {...wired}
            type="url"
            name="url"
            maxLength={props.maximum}
            defaultValue={values.url}
            placeholder="https://"
            required
          />
        )}
      </Field>
      <FormMessage result={result} done="Both get it by mail." />
      <div>
        <Button type="submit" variant="secondary" pending={pending} pendingLabel="Setting the link">
          Set the link
        </Button>
      </div>
    </form>
  );
}
