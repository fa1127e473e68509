"use client";

import type { ActionResult } from "@/components/forms/action-result";
import { FormMessage } from "@/components/forms/form-message";
import { useActionForm } from "@/components/forms/use-action-form";
import { ZoneOptions } from "@/components/site/zone-options";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";

type Values = { name: string; timeZone: string };

export function AccountForm(props: {
  name: string;
  timeZone: string;
  zones: string[];
  action: (values: unknown) => Promise<ActionResult>;
}) {
  const { register, errorOf, submit, pending, result } = useActionForm<Values>({
    order: ["name", "timeZone"],
    action: props.action,
  });
  return (
    <form method="post" noValidate onSubmit={submit} className="grid gap-5">
      <Field label="Name" hint="As researchers will see it." error={errorOf("name")}>
        {(wired) => (
          <Input
            {...wired}
            {...register("name", { required: "Enter your name." })}
            defaultValue={props.name}
            autoComplete="name"
            required
          />
        )}
      </Field>
      <Field
        label="Time zone"
        hint="Times in mails are given in it; pages give them in your browser’s time zone."
        error={errorOf("timeZone")}
      >
        {(wired) => (
          <Select {...wired} {...register("timeZone")} defaultValue={props.timeZone}>
            <ZoneOptions zones={props.zones} />
          </Select>
        )}
      </Field>
      <FormMessage result={result} done="Saved." />
      <div>
        <Button type="submit" pending={pending} pendingLabel="Saving">
          Save
        </Button>
      </div>
    </form>
  );
}
