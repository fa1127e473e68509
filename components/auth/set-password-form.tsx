"use client";

import type { ActionResult } from "@/components/forms/action-result";
import { FormMessage } from "@/components/forms/form-message";
import { useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { PasswordInput } from "./password-input";

type Values = { password: string };

export function SetPasswordForm(props: {
  token: string;
  email: string;
  returnTo: string | null;
  passwordMinimum: number;
  action: (values: unknown) => Promise<ActionResult>;
}) {
  const { register, errorOf, submit, pending, result } = useActionForm<Values>({
    order: ["password"],
    action: (values) => props.action({ ...values, token: props.token, returnTo: props.returnTo }),
  });
  return (
    <form method="post" noValidate onSubmit={submit} className="grid gap-5">
      <FormMessage result={result} />
      {/* Password managers file the new password under this name. */}
      <input
        type="email"
        name="username"
        value={props.email}
        autoComplete="username"
        readOnly
        hidden
      />
      <Field
        label="New password"
        hint={`At least ${props.passwordMinimum} characters; three or four words do well.`}
        error={errorOf("password")}
      >
        {(wired) => (
          <PasswordInput
            {...wired}
            {...register("password", { required: "Choose a password." })}
            autoComplete="new-password"
            required
          />
        )}
      </Field>
      <div>
        <Button type="submit" pending={pending} pendingLabel="Saving">
          Save and sign in
        </Button>
      </div>
    </form>
  );
}
