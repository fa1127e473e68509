import type { UseFormRegisterReturn } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { PasswordInput } from "./password-input";

type NewPasswordFieldProps = {
  label: string;
  /** The least length, in characters. */
  minimum: number;
  error: string | undefined;
  registration: UseFormRegisterReturn;
};

export function NewPasswordField(props: NewPasswordFieldProps) {
  return (
    <Field
      label={props.label}
      hint={`At least ${props.minimum} characters; three or four words do well.`}
      error={props.error}
    >
      {(wired) => (
        <PasswordInput {...wired} {...props.registration} autoComplete="new-password" required />
      )}
    </Field>
  );
}
