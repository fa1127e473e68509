"use client";

import { useState } from "react";
import type { ActionResult } from "@/components/forms/action-result";
import { FormMessage } from "@/components/forms/form-message";
import { useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";
import { CopyText } from "@/components/ui/copy-text";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";

type Values = { name: string; days: string };
type Made = { name: string | null; token: string };

/** Makes a token and shows it, once: nobody can ever read it again. */
export function TokenForm(props: {
  action: (values: unknown) => Promise<ActionResult<Made>>;
  days: readonly number[];
}) {
  const [made, setMade] = useState<Made | null>(null);
  const { register, reset, errorOf, submit, pending, result } = useActionForm<Values>({
    order: ["name", "days"],
    action: async (values) => {
      const answer = await props.action(values);
      setMade(answer.ok ? answer : null);
      return answer;
    },
    onDone: () => reset(),
  });
  return (
    <div className="grid gap-6">
      <form method="post" noValidate onSubmit={submit} className="grid gap-5">
        <Field label="Name" hint="Which program it is for." error={errorOf("name")}>
          {(wired) => (
            <Input
              {...wired}
              {...register("name", { required: "Enter a name." })}
              maxLength={60}
              autoComplete="off"
              required
            />
          )}
        </Field>
        <Field label="Valid for" error={errorOf("days")}>
          {(wired) => (
            <Select {...wired} {...register("days")} defaultValue={String(props.days[1])}>
              {props.days.map((days) => (
                <option key={days} value={days}>
                  {days} days
                </option>
              ))}
            </Select>
          )}
        </Field>
        <FormMessage result={result?.ok ? null : result} done="" />
        <div>
          <Button type="submit" pending={pending} pendingLabel="Making it">
            Make a token
          </Button>
        </div>
      </form>
      {made && (
        <Notice tone="success" title={`Your token “${made.name}”`} live>
          <div className="grid gap-3">
            <p>Copy it now: it is not kept here and cannot be shown again.</p>
            <CopyText label="Token" text={made.token} />
          </div>
        </Notice>
      )}
    </div>
  );
}
