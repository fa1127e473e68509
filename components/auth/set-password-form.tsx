"use client";

import type { ActionResult } from "@/components/forms/action-result";
import { FormMessage } from "@/components/forms/form-message";
import { useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";
import { HiddenUsername } from "./hidden-username";
import { NewPasswordField } from "./new-password-field";

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
      <HiddenUsername email={props.email} />
      <NewPasswordField
        label="New password"
        minimum={props.passwordMinimum}
        error={errorOf("password")}
        registration={register("password", { required: "Choose a password." })}
      />
      <div>
        <Button type="submit" pending={pending} pendingLabel="Saving">
          Save and sign in
        </Button>
      </div>
    </form>
  );
}
