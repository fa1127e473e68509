"use client";

import type { ReactNode } from "react";
import { FormMessage } from "@/components/forms/form-message";
import { type PostedAction, usePostedForm } from "@/components/forms/use-posted-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

type FieldOf = {
  name: string;
  label: string;
  hint?: string;
  optional?: boolean;
  type?: "email" | "number";
  initial?: string;
};

const personFields: FieldOf[] = [
  { name: "name", label: "Name" },
  { name: "affiliation", label: "Affiliation", hint: "As the paper or their page writes it." },
  {
    name: "paper_title",
    label: "Title of one of their papers",
    hint: "The whole title: whoever stands on its byline under this name is meant.",
  },
  { name: "position", label: "Position", optional: true },
  { name: "email", label: "E-mail address", optional: true, type: "email" },
];

const institutionFields: FieldOf[] = [
  { name: "institution", label: "Institution" },
  { name: "position", label: "Position", optional: true },
  { name: "limit", label: "How many people", type: "number", initial: "10" },
];

/** Starts to collect one author. */
export const CollectPersonForm = ({ action }: { action: PostedAction }) => (
  <CollectForm action={action} title="One author" fields={personFields}>
    Collect this author
  </CollectForm>
);

/** Starts to collect the people of an institution. */
export const CollectInstitutionForm = ({ action }: { action: PostedAction }) => (
  <CollectForm action={action} title="People of an institution" fields={institutionFields}>
    Collect these people
  </CollectForm>
);

/** A form that leads to the job it starts; works without any script. */
function CollectForm(props: {
  title: string;
  fields: FieldOf[];
  action: PostedAction;
  children: ReactNode;
}) {
  const { form, values, errorOf, result, pending } = usePostedForm(props.action);
  return (
    <form {...form} noValidate aria-label={props.title} className="grid content-start gap-4">
      <h3 className="text-17">{props.title}</h3>
      {props.fields.map(({ name, label, hint, optional, type, initial }) => (
        <Field key={name} label={label} hint={hint} optional={optional} error={errorOf(name)}>
          {(wired) => (
            <Input
              {...wired}
              name={name}
              type={type === "email" ? "email" : "text"}
              inputMode={type === "number" ? "numeric" : undefined}
              autoComplete="off"
              defaultValue={values[name] ?? initial}
            />
          )}
        </Field>
      ))}
      <FormMessage result={result} />
      <div>
        <Button type="submit" pending={pending} pendingLabel="Starting">
          {props.children}
        </Button>
      </div>
    </form>
  );
}
