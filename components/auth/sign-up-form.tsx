"use client";

import { useState } from "react";
import type { ActionResult } from "@/components/forms/action-result";
import { FormMessage } from "@/components/forms/form-message";
import { useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Link } from "@/components/ui/link";
import { browserZone } from "./browser-zone";
import { CheckYourMail } from "./check-your-mail";
import { EmailField } from "./email-field";
import { NewPasswordField } from "./new-password-field";

type Values = { name: string; email: string; password: string };

export function SignUpForm(props: {
  returnTo: string | null;
  passwordMinimum: number;
  action: (values: unknown) => Promise<ActionResult>;
}) {
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { register, errorOf, submit, pending, result } = useActionForm<Values>({
    order: ["name", "email", "password"],
    action: (values) =>
      props.action({ ...values, timeZone: browserZone(), returnTo: props.returnTo }),
    onDone: ({ email }) => setSentTo(email),
  });
  return (
    <>
      {sentTo !== null && (
        <CheckYourMail onBack={() => setSentTo(null)}>
          We sent a link to <strong className="text-ink">{sentTo}</strong>. Open it in this browser
          to confirm the address and go on. It works for three days.
        </CheckYourMail>
      )}
      <form
        method="post"
        noValidate
        onSubmit={submit}
        hidden={sentTo !== null}
        className="grid gap-5 [&[hidden]]:hidden"
      >
        {!result?.ok && <FormMessage result={result} />}
        <Field label="Name" hint="As researchers will see it." error={errorOf("name")}>
          {(wired) => (
            <Input
              {...wired}
              {...register("name", { required: "Enter your name." })}
              autoComplete="name"
              required
            />
          )}
        </Field>
        <EmailField
          error={errorOf("email")}
          registration={register("email", { required: "Enter your e-mail address." })}
        />
        <NewPasswordField
          label="Password"
          minimum={props.passwordMinimum}
          error={errorOf("password")}
          registration={register("password", { required: "Choose a password." })}
        />
        <div>
          <Button type="submit" pending={pending} pendingLabel="Creating your account">
            Create account
          </Button>
        </div>
        <p className="text-13 text-muted">
          With an account you agree to the{" "}
          <Link href="/terms" className="link">
            terms
          </Link>
          ;{" "}
          <Link href="/privacy" className="link">
            privacy
          </Link>{" "}
          says what we keep of you.
        </p>
      </form>
    </>
  );
}
