"use client";

import { useRef } from "react";
import { FormMessage } from "@/components/forms/form-message";
import { type PostedAction, usePostedForm } from "@/components/forms/use-posted-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** Names the calendar whose busy times block; works without any script. */
export function CalendarForm({ replaces, action }: { replaces: boolean; action: PostedAction }) {
  const input = useRef<HTMLInputElement>(null);
  const { form, values, errorOf, result, pending } = usePostedForm(action, () => {
    // The address is a secret, and the page now says which calendar it leads to.
    if (input.current) input.current.value = "";
  });
  return (
    <form {...form} noValidate className="grid max-w-reading gap-3">
      <Field
        label={replaces ? "Address of another calendar" : "Address of your calendar"}
        hint="Begins with https:// or webcal:// and often ends in .ics."
        error={errorOf("url")}
      >
        {(wired) => (
          <Input
            {...wired}
            ref={input}
            name="url"
            inputMode="url"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            defaultValue={values.url}
          />
        )}
      </Field>
      <FormMessage result={result} done="The calendar was read. Its busy times are blocked." />
      <div>
        <Button type="submit" pending={pending} pendingLabel="Reading the calendar">
          {replaces ? "Read this one instead" : "Read this calendar"}
        </Button>
      </div>
    </form>
  );
}
