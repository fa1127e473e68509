"use client";

import { FormMessage } from "@/components/forms/form-message";
import { type PostedAction, usePostedForm } from "@/components/forms/use-posted-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

type AskFormProps = {
  slug: string;
  hint: string;
  label: string;
  done: string;
  action: PostedAction;
};

/** Asks for an address, to which a link is mailed; works without any script. */
export function AskForm({ slug, hint, label, done, action }: AskFormProps) {
  const { form, values, errorOf, result, pending } = usePostedForm(action);
  return (
    <form {...form} noValidate className="grid gap-5">
      <input type="hidden" name="slug" value={slug} />
      <Field label="Your e-mail address" hint={hint} error={errorOf("email")}>
        {(wired) => (
          <Input
            {...wired}
            type="email"
            name="email"
            defaultValue={values.email ?? ""}
            autoComplete="email"
            required
          />
        )}
      </Field>
      <FormMessage result={result} done={done} />
      <div>
        <Button type="submit" pending={pending} pendingLabel="Sending the link">
          {label}
        </Button>
      </div>
    </form>
  );
}
