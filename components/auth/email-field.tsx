import type { UseFormRegisterReturn } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

type EmailFieldProps = { error: string | undefined; registration: UseFormRegisterReturn };

/** The address that an account is known by. */
export function EmailField({ error, registration }: EmailFieldProps) {
  return (
    <Field label="E-mail" error={error}>
      {(wired) => (
        <Input {...wired} {...registration} type="email" autoComplete="username" required />
      )}
    </Field>
  );
}
