"use client";

import { type ReactNode, useActionState } from "react";
import { type ActionResult, fieldsOf, type Refusal } from "@/components/forms/action-result";
import type { ButtonVariant } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";

type LeavingFormProps = {
  /** On the button that leads to Stripe's page. */
  label: string;
  variant?: ButtonVariant;
  /** Asked first, where it is not settled yet: codes and names. */
  countries?: readonly (readonly [code: string, name: string])[];
  country?: string | null;
  hint?: ReactNode;
  action: (before: ActionResult | null, form: FormData) => Promise<ActionResult>;
};

/** A button that leads to one of Stripe's pages, which is made when it is pressed. Works without script. */
export function LeavingForm(props: LeavingFormProps) {
  const [answer, submit] = useActionState(props.action, null);
  const refusal: Refusal | null = answer && !answer.ok ? answer : null;
  const problem = fieldsOf(refusal).payout_country;
  return (
    <form action={submit} className="grid max-w-[24rem] gap-4 text-ink">
      {props.countries && (
        <Field label="Country of your bank account" hint={props.hint} error={problem}>
          {(wired) => (
            <Select {...wired} name="payout_country" defaultValue={props.country ?? ""} required>
              <option value="" disabled>
                Choose a country
              </option>
              {props.countries?.map(([code, name]) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      <div>
        <SubmitButton variant={props.variant} pendingLabel="Opening Stripe">
          {props.label}
        </SubmitButton>
      </div>
      {refusal && !problem && (
        <Notice tone="failure" live>
          <p className="text-ink">{refusal.message}</p>
        </Notice>
      )}
    </form>
  );
}
