"use client";

import type { ActionResult } from "@/components/forms/action-result";
import { FormMessage } from "@/components/forms/form-message";
import { useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { HiddenUsername } from "./hidden-username";
import { NewPasswordField } from "./new-password-field";
import { PasswordInput } from "./password-input";

type Values = { currentPassword: string; newPassword: string };

export function ChangePasswordForm(props: {
  email: string;
  passwordMinimum: number;
  action: (values: unknown) => Promise<ActionResult>;
}) {
  const { register, reset, errorOf, submit, pending, result } = useActionForm<Values>({
    order: ["currentPassword", "newPassword"],
    action: props.action,
    onDone: () => reset({ currentPassword: "", newPassword: "" }),
  });
  return (
    <form method="post" noValidate onSubmit={submit} className="grid gap-5">
      <HiddenUsername email={props.email} />
      <Field label="Current password" error={errorOf("currentPassword")}>
        {(wired) => (
          <PasswordInput
            {...wired}
            {...register("currentPassword", { required: "Enter your current password." })}
            autoComplete="current-password"
            required
          />
        )}
      </Field>
      <NewPasswordField
        label="New password"
        minimum={props.passwordMinimum}
        error={errorOf("newPassword")}
        registration={register("newPassword", { required: "Choose a password." })}
      />
      <FormMessage
        result={result}
        done="Your password is changed. You are signed out everywhere but here."
      />
      <div>
        <Button type="submit" pending={pending} pendingLabel="Saving">
          Change password
        </Button>
      </div>
    </form>
  );
}
