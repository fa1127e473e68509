"use client";

import { useState } from "react";
import type { ActionResult } from "@/components/forms/action-result";
import { FormMessage } from "@/components/forms/form-message";
import { useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";
import { CheckYourMail } from "./check-your-mail";
import { EmailField } from "./email-field";

type Values = { email: string };

export function ForgotPasswordForm(props: {
  returnTo: string | null;
  action: (values: unknown) => Promise<ActionResult>;
}) {
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { register, errorOf, submit, pending, result } = useActionForm<Values>({
    order: ["email"],
    action: (values) => props.action({ ...values, returnTo: props.returnTo }),
    onDone: ({ email }) => setSentTo(email),
  });
  return (
    <>
      {sentTo !== null && (
        <CheckYourMail onBack={() => setSentTo(null)}>
          If <strong className="text-ink">{sentTo}</strong> has an account, a link to set a new
          password is on its way. It works for one hour.
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
        <EmailField
          error={errorOf("email")}
          registration={register("email", { required: "Enter your e-mail address." })}
        />
        <div>
          <Button type="submit" pending={pending} pendingLabel="Sending">
            Send the link
          </Button>
        </div>
      </form>
    </>
  );
}
