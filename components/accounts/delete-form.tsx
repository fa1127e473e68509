"use client";

import { HiddenUsername } from "@/components/auth/hidden-username";
import { PasswordInput } from "@/components/auth/password-input";
import { FormMessage } from "@/components/forms/form-message";
import { type PostedAction, usePostedForm } from "@/components/forms/use-posted-form";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";

/** The last step before an account is gone; works without scripts too. */
export function DeleteForm(props: {
  email: string;
  /** A mailed link has proven the owner already. */
  isProven: boolean;
  /** How many sessions to come would be canceled with it. */
  canceled: number;
  action: PostedAction;
}) {
  const { form, errorOf, result, pending } = usePostedForm(props.action);
  return (
    <form {...form} className="grid gap-5">
      {props.canceled > 0 && (
        <Checkbox
          name="cancel_sessions"
          label={
            props.canceled === 1 ? "Cancel this session" : `Cancel these ${props.canceled} sessions`
          }
          hint="Whatever was paid goes back in full."
        />
      )}
      {!props.isProven && (
        <>
          <HiddenUsername email={props.email} />
          <Field label="Password" error={errorOf("password")}>
            {(wired) => (
              <PasswordInput {...wired} name="password" autoComplete="current-password" required />
            )}
          </Field>
        </>
      )}
      <FormMessage result={result} />
      <div>
        <Button type="submit" variant="danger" pending={pending} pendingLabel="Deleting">
          Delete my account
        </Button>
      </div>
    </form>
  );
}
