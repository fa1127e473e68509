"use client";

import type { ActionResult } from "@/components/forms/action-result";
import { FormMessage } from "@/components/forms/form-message";
import { useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import { EmailField } from "./email-field";
import { PasswordInput } from "./password-input";

type Values = { email: string; password: string };

export function SignInForm(props: {
  returnTo: string | null;
  forgotHref: string;
  action: (values: unknown) => Promise<ActionResult>;
}) {
  const { register, errorOf, submit, pending, result } = useActionForm<Values>({
    order: ["email", "password"],
    action: (values) => props.action({ ...values, returnTo: props.returnTo }),
  });
  return (
    <form method="post" noValidate onSubmit={submit} className="grid gap-5">
      <FormMessage result={result} />
      <EmailField
        error={errorOf("email")}
        registration={register("email", { required: "Enter your e-mail address." })}
      />
      <Field label="Password" error={errorOf("password")}>
        {(wired) => (
          <PasswordInput
            {...wired}
            {...register("password", { required: "Enter your password." })}
            autoComplete="current-password"
            required
          />
        )}
      </Field>
      <div className="flex flex-wrap items-center justify-between gap-4">
        <Button type="submit" pending={pending} pendingLabel="Signing in">
          Sign in
        </Button>
        <Link href={props.forgotHref} className="link">
          Forgot your password?
        </Link>
      </div>
    </form>
  );
}
