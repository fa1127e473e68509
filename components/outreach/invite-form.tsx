"use client";

import { FormMessage } from "@/components/forms/form-message";
import { type PostedAction, usePostedForm } from "@/components/forms/use-posted-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";

/** Asks for a researcher: their address where none is known, and a few words. Works without any script. */
export function InviteForm(props: {
  /** What the researcher is called in a sentence. */
  who: string;
  needsAddress: boolean;
  noteMaximum: number;
  action: PostedAction;
}) {
  const { form, values, errorOf, result, pending } = usePostedForm(props.action);
  return (
    <form {...form} className="grid gap-5">
      {props.needsAddress && (
        <Field
          label="Their e-mail address"
          hint="Papers often name it beside the corresponding author. We use it for this invitation only, and say that it came from you."
          error={errorOf("researcher_email")}
        >
          {(wired) => (
            <Input
              {...wired}
              name="researcher_email"
              type="email"
              autoComplete="off"
              required
              maxLength={254}
              defaultValue={values.researcher_email}
            />
          )}
        </Field>
      )}
      <Field
        label={`A note to ${props.who}`}
        hint="What would you like to talk about? No links; the paper is linked already."
        error={errorOf("note")}
        optional
      >
        {(wired) => (
          <Textarea
            {...wired}
            name="note"
            rows={4}
            maxLength={props.noteMaximum}
            defaultValue={values.note}
          />
        )}
      </Field>
      <FormMessage result={result} />
      <div>
        <Button type="submit" size="large" pending={pending} pendingLabel="Asking">
          Send the invitation
        </Button>
      </div>
    </form>
  );
}
