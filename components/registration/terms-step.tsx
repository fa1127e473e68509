"use client";

import { HiddenUsername } from "@/components/auth/hidden-username";
import { NewPasswordField } from "@/components/auth/new-password-field";
import { type ActionResult, fieldsOf } from "@/components/forms/action-result";
import { FormMessage } from "@/components/forms/form-message";
import { useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { FieldError } from "@/components/ui/field";
import { formatDate } from "@/components/ui/format-when";
import { Link } from "@/components/ui/link";

type Values = { terms: boolean; password: string };

type TermsStepProps = {
  email: string;
  termsVersion: string;
  /** Whose account has no password yet chooses it here. */
  choosesPassword: boolean;
  passwordMinimum: number;
  /** Whether all is there that a published profile needs. */
  isComplete: boolean;
  action: (values: {
    terms_version: string | null;
    password: string | null;
  }) => Promise<ActionResult>;
};

/** The terms, and the password of a new account: the last thing before the profile is made. */
export function TermsStep(props: TermsStepProps) {
  const { register, errorOf, submit, pending, result } = useActionForm<Values>({
    order: ["password", "terms"],
    action: ({ terms, password }) =>
      props.action({
        terms_version: terms ? props.termsVersion : null,
        password: props.choosesPassword ? password : null,
      }),
  });
  const refusal = result && !result.ok ? result : null;
  const termsError = errorOf("terms") ?? fieldsOf(refusal).terms_version;
  return (
    <form method="post" noValidate onSubmit={submit} className="grid gap-5">
      {props.choosesPassword && (
        <>
          <HiddenUsername email={props.email} />
          <NewPasswordField
            label="Choose a password"
            minimum={props.passwordMinimum}
            error={errorOf("password")}
            registration={register("password", { required: "Choose a password." })}
          />
        </>
      )}
      <div>
        <Checkbox
          {...register("terms", { required: "Agree to the terms to go on." })}
          aria-invalid={termsError ? true : undefined}
          aria-describedby={termsError ? "terms-error" : undefined}
          label={
            <>
              I agree to the{" "}
              <Link href="/terms" target="_blank" className="link">
                terms
              </Link>{" "}
              of {formatDate(props.termsVersion, "UTC", { year: true })}
            </>
          }
        />
        <FieldError id="terms-error">{termsError}</FieldError>
      </div>
      <FormMessage result={result} />
      <div>
        <Button type="submit" pending={pending} pendingLabel="Making your profile">
          {props.isComplete ? "Publish my profile" : "Make my profile"}
        </Button>
      </div>
    </form>
  );
}
